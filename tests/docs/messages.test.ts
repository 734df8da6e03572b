import assert from "node:assert/strict";
import { partsOf, textsInSource } from "./messages";
import { documentation, readPage } from "./page";

describe("the messages that pages explain", () => {
    it("are printed by this package: each row of a table whose first head is `message`", () => {
        const texts = textsInSource();
        const explained = documentation().flatMap((page) =>
            readPage(page)
                .rows.filter(({ heads }) => heads[0] === "message")
                .map(({ cells: [cell = ""], line }) => ({
                    message: /^`(.+)`$/.exec(cell)?.[1] ?? "",
                    at: `${page}:${line}`,
                })),
        );
        assert.ok(explained.length > 50, `only ${explained.length} messages`);
        const unknown = explained.flatMap(({ message, at }) => {
            const parts = partsOf(message);
            const missing = parts.filter((part) => !texts.some((text) => text.includes(part)));
            return parts.length === 0 ? [`${at}: says too little`] : missing.map((part) => `${at}: ${part}`);
        });
        assert.deepEqual(unknown, []);
    });

    it("stand at the end of the page of each resource, and of the look-ups", () => {
        const pages = ["devices", "activation-codes", "batches", "rooms", "workspaces", "device-configuration"];
        const last = [...pages, "calling-device-settings", "look-ups"].map((page) =>
            readPage(`docs/${page}.md`).rows.at(-1),
        );
        assert.deepEqual([...new Set(last.map((row) => row?.section))], ["When it fails"]);
    });
});
