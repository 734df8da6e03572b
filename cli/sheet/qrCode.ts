import qrcode from "qrcode-generator";

/** The blank border that readers need, in modules: ISO/IEC 18004 asks for four. */
export const QUIET = 4;

/** A run of dark modules in one row; all in modules, from the corner of the dark part. */
export interface Run {
    readonly x: number;
    readonly y: number;
    readonly width: number;
}

/** A QR code as what is to be drawn dark. */
export interface QrCode {
    /** Modules on each side, without the blank border. */
    readonly size: number;
    readonly runs: readonly Run[];
}

/**
 * The QR code of a text. Sixteen digits fit the smallest size with the highest correction of errors (H), so that a
 * crumpled or stained sheet can still be read.
 */
export function qrCode(text: string): QrCode {
    const code = qrcode(0, "H");
    code.addData(text, /^\d+$/.test(text) ? "Numeric" : "Byte");
    code.make();
    const size = code.getModuleCount();
    const runs: Run[] = [];
    for (let y = 0; y < size; y++) {
        for (let x = 0; x < size; x++) {
            const begin = x;
            while (x < size && code.isDark(y, x)) {
                x++;
            }
            if (x > begin) {
                runs.push({ x: begin, y, width: x - begin });
            }
        }
    }
    return { size, runs };
}

/** The dark part of a QR code as the path of an SVG whose view box begins in the blank border. */
export function svgPath({ runs }: QrCode): string {
    return runs.map(({ x, y, width }) => `M${x + QUIET} ${y + QUIET}h${width}v1h-${width}z`).join("");
}
