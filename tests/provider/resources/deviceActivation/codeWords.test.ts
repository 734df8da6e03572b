import assert from "node:assert/strict";
import { endedWord, newsLines, renewalWord } from "../../../../provider/resources/deviceActivation/codeWords";
import type { CodeNews } from "../../../../provider/resources/news";

const NOW = new Date("2026-11-25T12:00:00.000Z");
const ENDED = "2026-11-01T08:00:00.000Z";
const LATER = "2026-12-26T08:00:00.000Z";

describe("resources/codeWords", () => {
    describe("why a code is issued anew", () => {
        for (const [name, expiresAt, word] of [
            ["its time is over", ENDED, "ended unused on 2026-11-01"],
            ["its time is over at this moment", NOW.toISOString(), "ended unused on 2026-11-25"],
            ["it ended before its time", LATER, "ended unused, although Webex gave it until 2026-12-26"],
            ["Webex's time cannot be read", "soon", "ended unused, although Webex gave it until soon"],
        ] as const) {
            it(name, () => {
                assert.equal(endedWord({ expiresAt }, NOW), word);
            });
        }
    });

    it("a code is issued anew because its device is gone", () => {
        const renewal = { expiresAt: ENDED, goneDevice: "D1" };
        assert.equal(endedWord(renewal, NOW), "is needed again, because device D1 is gone");
        assert.equal(
            renewalWord("X", [renewal], NOW),
            "X: its code is needed again, because device D1 is gone, a new one is issued by `pulumi up`",
        );
    });

    describe("the plan of renewals", () => {
        it("is not spoken of where there are none", () => {
            assert.equal(renewalWord("X", [], NOW), undefined);
        });

        it("names a resource", () => {
            assert.equal(
                renewalWord('DeviceActivation "board-room"', [{ expiresAt: ENDED }], NOW),
                'DeviceActivation "board-room": its code ended unused on 2026-11-01, a new one is issued by `pulumi up`',
            );
        });

        it("names the entries of a batch in one line, cut with a count", () => {
            const entries = Array.from({ length: 60 }, (_, at) => ({ entry: `e${at}`, expiresAt: ENDED }));

            const word = renewalWord('DeviceActivationBatch "codes"', entries, NOW) ?? "";

            assert.ok(
                word.startsWith(
                    'DeviceActivationBatch "codes": new codes are issued by `pulumi up` for 60: ' +
                        "e0 (ended unused on 2026-11-01), e1 (",
                ),
                word,
            );
            assert.ok(word.endsWith("e49 (ended unused on 2026-11-01) and 10 more"), word);
        });
    });

    describe("news", () => {
        const used = { kind: "used", by: 'device "Board Room" (id)' } as const;
        const renewed = { kind: "renewed", ended: "ended unused on 2026-11-01", expiresAt: LATER } as const;
        const rows: [string, CodeNews[], string[]][] = [
            ["is nothing of nothing", [], []],
            ["tells a use", [{ event: used }], ['X: its code was used by device "Board Room" (id)']],
            [
                "tells a renewal",
                [{ event: renewed }],
                ["X: its code ended unused on 2026-11-01, a new one was issued, which ends on 2026-12-26"],
            ],
            [
                "has a line of a batch for each kind",
                [
                    { entry: "b", event: used },
                    { entry: "c", event: renewed },
                    { entry: "a", event: used },
                ],
                [
                    'X: codes were used: a by device "Board Room" (id), b by device "Board Room" (id)',
                    "X: new codes were issued for c (ended unused on 2026-11-01)",
                ],
            ],
        ];
        for (const [name, news, lines] of rows) {
            it(name, () => {
                assert.deepEqual(newsLines("X", news), lines);
            });
        }
    });
});
