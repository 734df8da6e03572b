import assert from "node:assert/strict";
import type { Finding } from "../../../../cli/drift/driftReport";
import { groupsOf, resourceWord, sentence, verdict, whereWord } from "../../../../cli/drift/formats/findingWords";
import { finding, report } from "../page/sampleReport";

describe("cli/drift/formats/findingWords", () => {
    it("groups findings in the order of the kinds", () => {
        const { findings } = report(
            [],
            [finding("a", { kind: "health" }), finding("b"), finding("c", { kind: "health" })],
        );
        assert.deepEqual(
            groupsOf({ findings }).map(({ kind, findings: ofKind }) => [kind, ofKind.map(({ name }) => name)]),
            [
                ["drift", ["b"]],
                ["health", ["a", "c"]],
            ],
        );
    });

    const verdicts: readonly [drift: number, others: number, verdict: string][] = [
        [0, 0, "No drift."],
        [0, 1, "No drift, 1 is for information."],
        [1, 0, "1 finding is drift."],
        [1204, 2, "1,204 findings are drift, 2 are for information."],
    ];
    for (const [drift, others, expected] of verdicts) {
        it(`says "${expected}"`, () => {
            const times = (count: number, isDrift: boolean) =>
                Array.from({ length: count }, () => finding("a", { isDrift }));
            const findings = [...times(drift, true), ...times(others, false)];
            assert.equal(verdict({ findings }), expected);
        });
    }

    it("says what a thing is besides its name, and where", () => {
        const resources = ['Device "a"', 'DeviceBatch "all", entry "a"', 'DeviceBatch "a", entry "a"', undefined];
        assert.deepEqual(
            resources.map((resource) => resourceWord({ resource, name: "a" })),
            ["Device", 'DeviceBatch "all"', 'DeviceBatch "a"', ""],
        );
        assert.deepEqual([{ owner: "Lobby", location: "Oslo" }, { location: "Oslo" }, {}].map(whereWord), [
            "Lobby, Oslo",
            "Oslo",
            "",
        ]);
    });

    const sentences: readonly [finding: Partial<Finding>, sentence: string][] = [
        [{ property: "tags", what: "differs in tags", expected: "a" }, "differs in tags: expected a, found nothing"],
        [{ what: "differs in what this report does not show" }, "differs in what this report does not show"],
        [{ kind: "gone", what: "is gone", expected: "Cisco 8865" }, "is gone: Cisco 8865"],
        [
            { kind: "moved", what: "is registered under another id", expected: "1", found: "2" },
            "is registered under another id",
        ],
        [{ kind: "health", what: "is offline", property: "connectionStatus", found: "disconnected" }, "is offline"],
        [
            { kind: "health", what: "has an unusual status", property: "connectionStatus", found: "odd" },
            "has an unusual status: odd",
        ],
        [{ kind: "health", what: "reports faults", property: "errorCodes", found: "sip" }, "reports faults: sip"],
    ];
    for (const [given, expected] of sentences) {
        it(`says of ${given.kind ?? "drift"} "${expected}"`, () => {
            assert.equal(sentence(finding("a", given)), expected);
        });
    }
});
