import assert from "node:assert/strict";
import { countsOf, lastSeenOf, placesOf, urgencyOf } from "../../../../cli/drift/page/places";
import { finding, report, thing } from "./sampleReport";

describe("cli/drift/page/places", () => {
    const shape = (...args: Parameters<typeof report>) =>
        placesOf(report(...args)).map(({ location, places }) => [
            location,
            places.map(({ owner, things, findings }) => [owner, things.length, findings.length]),
        ]);

    it("puts locations by name, rooms before people, numbers as numbers, what is not told last", () => {
        const person = { owner: "Ada", isRoom: false, location: "Oslo" };
        const things = [
            thing("nowhere"),
            thing("10", { location: "Oslo" }),
            thing("ada", person),
            thing("2", { location: "Oslo" }),
            thing("far", { location: "Bergen" }),
        ];
        assert.deepEqual(shape(things), [
            ["Bergen", [["Room far", 1, 0]]],
            [
                "Oslo",
                [
                    ["Room 2", 1, 0],
                    ["Room 10", 1, 0],
                    ["Ada", 1, 0],
                ],
            ],
            [undefined, [["Room nowhere", 1, 0]]],
        ]);
    });

    it("puts what has no location with the other things of its owner", () => {
        const things = [thing("a", { owner: "Lobby" }), thing("b", { owner: "Lobby", location: "Oslo" })];
        assert.deepEqual(shape(things), [["Oslo", [["Lobby", 2, 0]]]]);
    });

    it("keeps a room and a person of one name apart, and rooms of one name in two locations", () => {
        const things = [
            thing("a", { owner: "Ada", location: "Oslo" }),
            thing("b", { owner: "Ada", location: "Oslo", isRoom: false }),
            thing("c", { owner: "Ada", location: "Rome" }),
        ];
        const unmanaged = finding("x", { kind: "unmanaged", resource: undefined, owner: "Ada", location: "Rome" });
        assert.deepEqual(shape(things, [unmanaged]), [
            [
                "Oslo",
                [
                    ["Ada", 1, 0],
                    ["Ada", 1, 0],
                ],
            ],
            ["Rome", [["Ada", 1, 1]]],
        ]);
    });

    it("gives each thing without an owner a place of its own", () => {
        const things = [thing("b", { owner: undefined }), thing("a", { owner: undefined })];
        const [place] = placesOf(report(things, [finding("b")]));
        assert.deepEqual(
            place?.places.map(({ things: [first], findings, isRoom }) => [first?.name, findings.length, isRoom]),
            [
                ["a", 0, false],
                ["b", 1, false],
            ],
        );
    });

    it("puts a finding where its thing is, else where its owner is, else nowhere", () => {
        const findings = [
            finding("a"),
            finding("x", { kind: "unmanaged", resource: undefined, owner: "Room a", location: "elsewhere" }),
            finding("x", { kind: "unmanaged", resource: undefined }),
        ];
        assert.deepEqual(shape([thing("a"), thing("b", { owner: undefined })], findings), [
            [
                undefined,
                [
                    ["Room a", 1, 2],
                    [undefined, 1, 0],
                ],
            ],
        ]);
    });

    it("counts by kind, the most urgent first", () => {
        const findings = [finding("a", { kind: "health" }), finding("a"), finding("a", { kind: "gone" }), finding("a")];
        assert.deepEqual(countsOf({ findings }), [
            ["gone", 1],
            ["drift", 2],
            ["health", 1],
        ]);
    });

    it("is as urgent as its most urgent finding", () => {
        const urgency = (...kinds: readonly ("gone" | "health")[]) =>
            urgencyOf({ owner: "a", isRoom: true, things: [], findings: kinds.map((kind) => finding("a", { kind })) });
        assert.ok(urgency("health", "gone") < urgency("health"));
        assert.ok(urgency("health") < urgency());
    });

    it("was last seen when its last device was", () => {
        const things = [
            thing("a", { lastSeen: "2026-08-04T10:00:00Z" }),
            thing("b", { lastSeen: "2026-08-04T12:00:00+01:00" }),
            thing("c"),
        ];
        const place = { owner: "a", isRoom: true, things, findings: [] };
        assert.equal(lastSeenOf(place), "2026-08-04T12:00:00+01:00");
        assert.equal(lastSeenOf({ ...place, things: [thing("c")] }), undefined);
    });
});
