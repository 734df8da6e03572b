import { stripVTControlCharacters } from "node:util";
import { onOneLine } from "../../terminal";
import { textTable } from "../../textTable";
import { changed, isOnline, nameOf, progressOf, type Watched } from "./watched";

/** Where a watch is shown: a terminal, a file or a pipe. */
export type Out = Pick<NodeJS.WriteStream, "write"> & {
    readonly isTTY?: boolean;
    readonly rows?: number;
    readonly columns?: number;
};

/** Letters from here on take two columns of a terminal, or at least none of them takes more. */
const WIDE_FROM = 0x1100;

/** Shows who is online: on a terminal a table that is drawn anew in its place, elsewhere a line for each change. */
export class WatchScreen {
    private drawn = 0;
    private last: readonly Watched[] | undefined;

    constructor(private readonly out: Out) {}

    /** Shows how it stands; `note` stands below a table. */
    show(all: readonly Watched[], note: string): void {
        if (this.out.isTTY === true) {
            const { rows = 24, columns = 80 } = this.out;
            const lines = [...tableOf(all, { lines: rows - 4, columns }), progressOf(all), note];
            this.draw(lines.map((line) => cutTo(line, columns)));
        } else {
            for (const each of this.last === undefined ? all.filter(isOnline) : changed(this.last, all)) {
                this.out.write(`${onOneLine(nameOf(each))} is ${each.state}, ${progressOf(all)}\n`);
            }
        }
        this.last = all;
    }

    /** Leaves what is shown and writes a line below. */
    end(text: string): void {
        this.drawn = 0;
        this.out.write(`${onOneLine(text)}\n`);
    }

    /** Takes the table away, so that something else can be written in its place. */
    clear(): void {
        if (this.drawn > 0) {
            this.out.write(`\u001b[${this.drawn}A\u001b[J`);
            this.drawn = 0;
        }
    }

    /** Line over line, so that nothing flickers and the terminal keeps no copies. */
    private draw(lines: readonly string[]): void {
        const up = this.drawn > 0 ? `\u001b[${this.drawn}A` : "";
        this.out.write(`${up}${lines.map((line) => `${line}\u001b[K\n`).join("")}\u001b[J`);
        this.drawn = lines.length;
    }
}

/** What a table may take. */
export interface TableSize {
    readonly lines: number;
    readonly columns: number;
}

/** The lines of a table of this size. Those that are online make room for the others. */
export function tableOf(all: readonly Watched[], { lines: most, columns }: TableSize): readonly string[] {
    const room = Math.max(1, most - 2);
    const isCut = all.length > room;
    const waiting = all.filter((each) => !isOnline(each));
    const shown = isCut ? [...waiting, ...all.filter(isOnline)].slice(0, room) : all;
    const rows = shown.map((each) => {
        const { location = "", owner, model } = each.row;
        const cells = [owner, location, model].map((text) => cutTo(onOneLine(text), Math.floor(columns / 3)));
        return [isOnline(each) ? "●" : "○", each.state, ...cells];
    });
    // Without what makes the heads bold: a line that is cut to the terminal's width is counted by its letters.
    const table = stripVTControlCharacters(textTable(["", "State", "Room or person", "Location", "Model"], rows));
    const lines = table.split("\n");
    return isCut ? [...lines, `… and ${all.length - room} more`] : lines;
}

/** As much of a line as so many columns hold, so that it does not take two. */
export function cutTo(line: string, columns: number): string {
    let width = 0;
    let text = "";
    for (const character of line) {
        width += (character.codePointAt(0) ?? 0) >= WIDE_FROM ? 2 : 1;
        if (width > columns) {
            break;
        }
        text += character;
    }
    return text;
}
