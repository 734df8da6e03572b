import { extname } from "node:path";
import { listed } from "../../provider/resources/batch/alikeTexts";
import { onOneLine, tell } from "../terminal";
import type { SheetDocument } from "./sheetDocument";

/** Where a sheet goes, and how it looks. */
export interface ContentOptions {
    /** The file; its ending says which format. */
    readonly out: string;
    /** A font for the names in a PDF. */
    readonly font?: string | undefined;
}

/** The content of a sheet's file. Each format is loaded only if it is asked for. */
export async function contentFor(sheet: SheetDocument, { out, font }: ContentOptions): Promise<string | Uint8Array> {
    switch (extname(out).toLowerCase()) {
        case ".csv":
            return (await import("./formats/csvSheet")).csvSheet(sheet);
        case ".html":
            return (await import("./formats/htmlSheet")).htmlSheet(sheet);
        default:
            return pdf(sheet, font);
    }
}

async function pdf(sheet: SheetDocument, font: string | undefined): Promise<Uint8Array> {
    const [{ pdfSheet }, { notShown, sheetFonts }] = await Promise.all([
        import("./formats/pdfSheet"),
        import("./formats/fonts"),
    ]);
    const fonts = await sheetFonts(font);
    const names = sheet.locations
        .flatMap(({ location = "", rows }) => [location, ...rows.map(({ owner }) => owner)])
        .map(onOneLine);
    const missing = notShown(names, fonts);
    if (missing.length > 0) {
        tell(
            `warning: no font has all letters of ${listed(missing)}; the PDF has "?" for the others. Give a font that has ` +
                "them with --font, or write an .html file",
        );
    }
    return pdfSheet(sheet, fonts);
}
