/** The parts of fontkit (https://github.com/foliojs/fontkit) that are used; the package has no types of its own. */
declare module "fontkit" {
    export interface Font {
        readonly postscriptName: string;
        hasGlyphForCodePoint(codePoint: number): boolean;
    }

    /** A file with several fonts, `.ttc`. */
    export interface Collection {
        readonly fonts: readonly Font[];
    }

    /** Reads TrueType, OpenType, WOFF, WOFF2 and collections. Throws if the file is none of them. */
    export function openSync(path: string): Font | Collection;
}
