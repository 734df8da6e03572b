import { onOneLine } from "../../terminal";
import { qrCode } from "../qrCode";
import { endWords, NO_LOCATION, originOf, SECRECY, type SheetDocument } from "../sheetDocument";
import { inGroups, type SheetLocation, type SheetRow } from "../sheetRow";
import { type SheetFont, type SheetFonts, settingOf } from "./fonts";
import { inOrderOfPaper, isRightToLeft } from "./wordOrder";

/** The measures of a page, in points (1/72 inch): A4 upright, with a border that Letter paper does not cut. */
export const PAGE = {
    width: 595.28,
    height: 841.89,
    border: 48,
    /** Where the first row begins. */
    firstRow: 150,
    rowHeight: 88,
    rows: 7,
    /** The side of a QR code without its blank border, and where it stands in a row. */
    qr: { x: 92, y: 13, side: 62 },
} as const;

const TEXT = { x: 176, width: PAGE.width - PAGE.border - 176 } as const;
/** Fonts differ in how far their letters are from the top of a line. */
const ON_BASELINE = { lineBreak: false, baseline: "alphabetic" } as const;
const GREY = "#555";
const RED = "#b3122b";

/** A piece of text that gets smaller until it fits on its line; at last on two lines, or shorter. */
interface Line {
    readonly text: string;
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly size: number;
    readonly fonts: readonly SheetFont[];
    readonly colour?: string;
    readonly align?: "right";
    /** Whether a long text may take two lines. */
    readonly mayWrap?: boolean;
}

/** A sheet as a PDF of A4 pages. QR codes are drawn, so that they are sharp on any printer. */
export async function pdfSheet(sheet: SheetDocument, fonts: SheetFonts): Promise<Uint8Array> {
    // Megabytes of code that other formats do not need.
    const { default: Document } = await import("pdfkit");
    const doc = new Document({
        size: [PAGE.width, PAGE.height],
        margin: 0,
        autoFirstPage: false,
        lang: "en",
        displayTitle: true,
        info: {
            Title: `Activation codes of ${sheet.stacks.join(", ")}`,
            Producer: "pulumi-webex",
            Creator: "pulumi-webex",
        },
    });
    const content = collected(doc);
    const pages = sheet.locations.flatMap(pagesOf);
    pages.forEach((page, at) => {
        doc.addPage();
        drawHead(doc, sheet, { ...page, number: `page ${at + 1} of ${pages.length}` }, fonts);
        page.rows.forEach((row, place) => {
            drawRow(doc, row, PAGE.firstRow + place * PAGE.rowHeight, fonts);
        });
    });
    doc.end();
    return content;
}

/** What stands on one page. */
interface Page extends SheetLocation {
    /** Whether the location began on an earlier page. */
    readonly isMore: boolean;
}

/** The pages of a location: it begins a new one, and no row is cut. */
export function pagesOf({ location, rows }: SheetLocation): readonly Page[] {
    const count = Math.ceil(rows.length / PAGE.rows);
    return Array.from({ length: count }, (_, at) => ({
        location,
        rows: rows.slice(at * PAGE.rows, (at + 1) * PAGE.rows),
        isMore: at > 0,
    }));
}

function collected(doc: PDFKit.PDFDocument): Promise<Uint8Array> {
    return new Promise((resolve, reject) => {
        const chunks: Uint8Array[] = [];
        doc.on("data", (chunk: Uint8Array) => chunks.push(chunk));
        doc.on("end", () => {
            resolve(Buffer.concat(chunks));
        });
        doc.on("error", reject);
    });
}

function drawHead(
    doc: PDFKit.PDFDocument,
    sheet: SheetDocument,
    { location = NO_LOCATION, isMore, number }: Page & { readonly number: string },
    { regular, bold }: SheetFonts,
): void {
    const { border } = PAGE;
    const width = PAGE.width - 2 * border;
    const title = isMore ? `${location} (continued)` : location;
    drawLine(doc, { text: title, x: border, y: border, width: width - 90, size: 20, fonts: bold, mayWrap: true });
    const right = { x: PAGE.width - border - 80, width: 80, size: 9, colour: GREY, align: "right" } as const;
    drawLine(doc, { ...right, text: number, y: border + 8, fonts: regular });
    drawLine(doc, { text: originOf(sheet), x: border, y: border + 28, width, size: 9, fonts: regular, colour: GREY });
    const secrecy = settingOf(SECRECY, bold);
    useFont(doc, secrecy.font).fontSize(9).fillColor("#000");
    const inBox = { width: width - 20, lineGap: 2 };
    const height = doc.heightOfString(secrecy.text, inBox) + 10;
    doc.rect(border, border + 48, width, height)
        .lineWidth(1.5)
        .stroke(RED);
    doc.text(secrecy.text, border + 10, border + 55, inBox);
}

function drawRow(doc: PDFKit.PDFDocument, row: SheetRow, y: number, { regular, bold }: SheetFonts): void {
    const { border } = PAGE;
    doc.moveTo(border, y)
        .lineTo(PAGE.width - border, y)
        .lineWidth(0.5)
        .stroke("#999");
    doc.rect(border + 2, y + 34, 18, 18)
        .lineWidth(1.2)
        .stroke("#000");
    drawQrCode(doc, row.code, y);
    const line = { ...TEXT, fonts: regular };
    drawLine(doc, { ...line, text: row.owner, y: y + 11, size: 14, fonts: bold, mayWrap: true });
    // Courier-Bold is in every PDF reader, and its figures are all of one width.
    doc.font("Courier-Bold")
        .fontSize(20)
        .fillColor("#000")
        .text(inGroups(row.code), TEXT.x, y + 31, { lineBreak: false });
    drawLine(doc, { ...line, text: `${row.model}, ${endWords(row.ends)}`, y: y + 54, size: 10 });
    drawLine(doc, { ...line, text: row.source, y: y + 69, size: 7.5, colour: GREY });
}

/** The blank border of the code is the paper around it. */
function drawQrCode(doc: PDFKit.PDFDocument, code: string, y: number): void {
    const { size, runs } = qrCode(code);
    const { x: left, y: down, side } = PAGE.qr;
    const module = side / size;
    for (const { x, y: row, width } of runs) {
        // A hair of overlap: readers of PDF leave white lines between rectangles that only touch.
        doc.rect(left + x * module, y + down + row * module, width * module, module + 0.05);
    }
    doc.fill("#000");
}

function drawLine(doc: PDFKit.PDFDocument, line: Line): void {
    const { x, y, width, colour = "#000", align, mayWrap = false } = line;
    const { font, text: whole } = settingOf(onOneLine(line.text), line.fonts);
    useFont(doc, font).fillColor(colour);
    const least = line.size * (mayWrap ? 0.8 : 0.65);
    let size = line.size;
    while (size > least && doc.fontSize(size).widthOfString(whole) > width) {
        size -= 0.5;
    }
    if (mayWrap && doc.widthOfString(whole) > width && !isRightToLeft(whole)) {
        doc.fontSize(line.size * 0.65);
        doc.text(whole, x, y - line.size * 0.2, { width, height: doc.currentLineHeight(true) * 2.1, ellipsis: true });
        return;
    }
    const text = cut(doc.fontSize(size), whole, width);
    const left = align === "right" ? x + width - doc.widthOfString(text) : x;
    const baseline = y + line.size * 0.8;
    if (isRightToLeft(text)) {
        drawWords(doc, inOrderOfPaper(text), left, baseline);
    } else {
        doc.text(text, left, baseline, ON_BASELINE);
    }
}

/** Word by word: the library sets the blank behind a word on that side where the word ends in its own direction. */
function drawWords(doc: PDFKit.PDFDocument, text: string, x: number, baseline: number): void {
    const blank = doc.widthOfString(" ");
    let left = x;
    for (const word of text.split(" ")) {
        doc.text(word, left, baseline, ON_BASELINE);
        left += doc.widthOfString(word) + blank;
    }
}

function useFont(doc: PDFKit.PDFDocument, { source, family }: SheetFont): PDFKit.PDFDocument {
    return family === undefined ? doc.font(source) : doc.font(source, family);
}

/** The text, or as much of it as fits, with an ellipsis. */
function cut(doc: PDFKit.PDFDocument, text: string, width: number): string {
    if (doc.widthOfString(text) <= width) {
        return text;
    }
    const characters = Array.from(new Intl.Segmenter("en").segment(text), ({ segment }) => segment);
    while (characters.length > 1 && doc.widthOfString(`${characters.join("")}…`) > width) {
        characters.pop();
    }
    return `${characters.join("").trimEnd()}…`;
}
