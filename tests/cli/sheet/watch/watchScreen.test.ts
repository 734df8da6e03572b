import assert from "node:assert/strict";
import type { Watched } from "../../../../cli/sheet/watch/watched";
import { cutTo, tableOf, WatchScreen } from "../../../../cli/sheet/watch/watchScreen";
import { sheetRow } from "../samples";

/** A terminal, or a pipe, that keeps what was written. */
function out(size: { isTTY: boolean; rows?: number; columns?: number }) {
    const texts: string[] = [];
    return { ...size, texts, write: (text: string | Uint8Array) => texts.push(String(text)) > 0 };
}

const watched = (owner: string, state: string): Watched => ({ row: sheetRow(owner), state });

describe("cli/sheet/watch/watchScreen", () => {
    it("draws a table anew in its place on a terminal", () => {
        const terminal = out({ isTTY: true, rows: 24, columns: 80 });
        const screen = new WatchScreen(terminal);
        screen.show([watched("Huddle 1", "waiting")], "next look in 10 s");
        screen.show([watched("Huddle 1", "online")], "next look in 10 s");
        screen.end("all of them are online: 1");
        const [first = "", second = "", end] = terminal.texts.map((text) => text.replaceAll("\u001b[K", ""));
        assert.match(
            first,
            /○ {2}waiting {2}Huddle 1 +Oslo +room device\n0 of 1 online\nnext look in 10 s\n\u001b\[J$/,
        );
        assert.ok(second.startsWith(`\u001b[${first.split("\n").length - 1}A`), "it begins where the first began");
        assert.match(second, /● {2}online +Huddle 1 .*\n1 of 1 online/);
        assert.equal(end, "all of them are online: 1\n");
    });

    it("writes a line for each change elsewhere", () => {
        const pipe = out({ isTTY: false });
        const screen = new WatchScreen(pipe);
        screen.show([watched("Huddle 1", "waiting"), watched("Huddle 2", "online")], "note");
        screen.show([watched("Huddle 1", "waiting"), watched("Huddle 2", "online")], "note");
        screen.show([watched("Huddle 1", "online"), watched("Huddle 2", "offline")], "note");
        screen.clear();
        screen.end("the time is up");
        assert.deepEqual(pipe.texts, [
            "Huddle 2 in Oslo (room device) is online, 1 of 2 online\n",
            "Huddle 1 in Oslo (room device) is online, 1 of 2 online\n",
            "Huddle 2 in Oslo (room device) is offline, 1 of 2 online\n",
            "the time is up\n",
        ]);
    });

    it("lets no name move the cursor", () => {
        const pipe = out({ isTTY: false });
        new WatchScreen(pipe).show([watched("\u001b[2Jgone", "online")], "");
        assert.equal(pipe.texts.join(""), "[2Jgone in Oslo (room device) is online, 1 of 1 online\n");
    });

    it("shows those who are not online where not all fit, with a count", () => {
        const all = [
            ...Array.from({ length: 30 }, (_, at) => watched(`Huddle ${at}`, "online")),
            watched("Last", "waiting"),
        ];
        const lines = tableOf(all, { lines: 10, columns: 80 });
        assert.equal(lines.length, 10);
        assert.match(lines[1] ?? "", /○ {2}waiting +Last/);
        assert.equal(lines.at(-1), "… and 23 more");
        assert.equal(tableOf(all, { lines: 40, columns: 80 }).length, 32);
    });

    it("lets a long name push nothing else away", () => {
        const lines = tableOf([watched("A name ".repeat(20), "waiting")], { lines: 20, columns: 60 });
        assert.match(lines[1] ?? "", /^○ {2}waiting {2}A name A name A name {2}Oslo +room device$/);
    });

    it("cuts a line before it takes two, also in wide letters", () => {
        assert.deepEqual([cutTo("abcdef", 4), cutTo("会議室", 5), cutTo("ab", 4)], ["abcd", "会議", "ab"]);
    });
});
