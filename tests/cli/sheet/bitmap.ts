import jsQR from "jsqr";

/** A picture in shades of grey, a byte for each point. */
export interface Bitmap {
    readonly width: number;
    readonly height: number;
    readonly grey: Uint8Array;
}

/** What the QR code in a picture says, by another library than the one that made it; undefined without one. */
export function decoded({ width, height, grey }: Bitmap): string | undefined {
    const colours = new Uint8ClampedArray(width * height * 4);
    grey.forEach((shade, at) => {
        colours.set([shade, shade, shade, 255], at * 4);
    });
    return jsQR(colours, width, height)?.data;
}

/** A part of a picture. */
export function part({ width, grey }: Bitmap, at: { x: number; y: number; width: number; height: number }): Bitmap {
    const rows = Array.from({ length: at.height }, (_, y) => {
        const begin = (at.y + y) * width + at.x;
        return grey.subarray(begin, begin + at.width);
    });
    return { width: at.width, height: at.height, grey: Buffer.concat(rows) };
}

/** The picture of rectangles on white, in units of so many points. */
export function drawn(
    side: number,
    rectangles: readonly { x: number; y: number; width: number; height: number }[],
    scale = 6,
): Bitmap {
    const points = side * scale;
    const grey = new Uint8Array(points * points).fill(255);
    for (const { x, y, width, height } of rectangles) {
        for (let row = y * scale; row < (y + height) * scale; row++) {
            grey.fill(0, row * points + x * scale, row * points + (x + width) * scale);
        }
    }
    return { width: points, height: points, grey };
}

/** The rectangles of an SVG path that is made of nothing else. */
export function rectanglesOf(path: string): { x: number; y: number; width: number; height: number }[] {
    return [...path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)].map(([, x, y, width]) => ({
        x: Number(x),
        y: Number(y),
        width: Number(width),
        height: 1,
    }));
}

/** A picture from a file in the form PGM (P5), as `pdftoppm -gray` writes it. */
export function readPgm(file: Buffer): Bitmap {
    const [head = "", width, height] = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(file.toString("latin1", 0, 64)) ?? [];
    return { width: Number(width), height: Number(height), grey: file.subarray(head.length) };
}
