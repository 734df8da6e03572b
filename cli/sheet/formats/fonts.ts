import { CliError } from "../../cliError";

/** A font of the PDF sheet. */
export interface SheetFont {
    /** The file, or the name of one of the fonts that every PDF reader has. */
    readonly source: string;
    /** Which font of a file with several. */
    readonly family?: string | undefined;
    /** Whether it has a glyph for each character of a text. */
    shows(text: string): boolean;
}

/** The fonts of a PDF sheet; of each weight the first that shows a text is taken. */
export interface SheetFonts {
    readonly regular: readonly SheetFont[];
    readonly bold: readonly SheetFont[];
}

/** Latin, Greek, Cyrillic, Hebrew, Arabic, Armenian, Georgian and more, under a free licence (OFL-1.1). */
const WIDE = "@fontsource/dejavu-sans/files/dejavu-sans-latin";

/** What Windows-1252, the letters of a PDF's built-in fonts, has beside Latin-1. */
const BEYOND_LATIN_1 = "€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ";

/**
 * The fonts for the names on a sheet: those that every PDF reader has, then the wide one, then the user's own.
 * Throws `CliError` if the user's own is no font.
 */
export async function sheetFonts(ownFile: string | undefined): Promise<SheetFonts> {
    const own = ownFile === undefined ? [] : [await fontIn(ownFile)];
    const wide = (weight: 400 | 700): Promise<SheetFont> => fontIn(require.resolve(`${WIDE}-${weight}-normal.woff`));
    return {
        regular: [builtIn("Helvetica"), await wide(400), ...own],
        bold: [builtIn("Helvetica-Bold"), await wide(700), ...own],
    };
}

/** A text without the characters that nobody sees, such as the one that asks for an emoji in colours. */
export function printable(text: string): string {
    return text.replace(/\p{Default_Ignorable_Code_Point}/gu, "");
}

/** A text as it can be set in one of the fonts, and that font. */
export interface Setting {
    readonly font: SheetFont;
    readonly text: string;
}

/** A text in the first font that shows all of it; else in the one that shows most, with `?` for the rest. */
export function settingOf(text: string, fonts: readonly SheetFont[]): Setting {
    const settings = fonts.map((font) => ({ font, text: withMarks(text, font) }));
    const [best] = settings.sort((a, b) => marksIn(a.text) - marksIn(b.text));
    return best ?? { font: builtIn("Helvetica"), text };
}

function withMarks(text: string, font: SheetFont): string {
    return Array.from(printable(text), (character) => (font.shows(character) ? character : "?")).join("");
}

function marksIn(text: string): number {
    return text.split("?").length;
}

/** The texts that no font shows all of, each once. */
export function notShown(texts: readonly string[], { bold }: SheetFonts): readonly string[] {
    return [...new Set(texts)].filter((text) => !bold.some((font) => font.shows(text)));
}

function builtIn(name: string): SheetFont {
    return { source: name, shows: (text) => everyCharacter(text, isInBuiltIn) };
}

function isInBuiltIn(character: string): boolean {
    return /[\u0020-\u007e\u00a0-\u00ff]/.test(character) || BEYOND_LATIN_1.includes(character);
}

function everyCharacter(text: string, test: (character: string) => boolean): boolean {
    return Array.from(printable(text)).every(test);
}

async function fontIn(file: string): Promise<SheetFont> {
    const { openSync } = await import("fontkit");
    try {
        const read = openSync(file);
        const font = "fonts" in read ? read.fonts[0] : read;
        if (font === undefined) {
            throw new Error("it holds no font");
        }
        const isIn = (character: string): boolean => font.hasGlyphForCodePoint(character.codePointAt(0) ?? 0);
        const family = "fonts" in read ? font.postscriptName : undefined;
        return { source: file, family, shows: (text) => everyCharacter(text, isIn) };
    } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        throw new CliError(`the font ${file} could not be read: ${reason}; give a .ttf, .otf, .ttc or .woff file`);
    }
}
