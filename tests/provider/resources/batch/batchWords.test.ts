import assert from "node:assert/strict";
import { batchState } from "../../../../provider/resources/batch/batchState";
import { type Act, batchWords, inWords, removedName } from "../../../../provider/resources/batch/batchWords";
import { ACTIVATIONS } from "../../../../provider/resources/batch/deviceActivationBatch";
import { DEVICES } from "../../../../provider/resources/batch/deviceBatch";
import { plannedBatch } from "../../../../provider/resources/batch/plannedBatch";
import type { DeviceState } from "../../../../provider/resources/device/deviceState";
import type { Properties } from "../../../../provider/resources/resource";
import { UNKNOWN } from "../../../../provider/resources/unknown";
import { codesWith, devicesWith, phone, registered } from "./entries";
import { overTheWire } from "./wire";

const NO_LEAVE = { adoptAsOwn: false };

interface Case {
    readonly before?: Readonly<Record<string, DeviceState>>;
    readonly inputs: Properties;
    readonly common?: Properties;
    readonly adoptAsOwn?: boolean;
    readonly knownMacs?: ReadonlySet<string>;
}

/** What is said of a batch of devices, without its name. */
function saidOfDevices({ before = {}, inputs, common = {}, adoptAsOwn = false, knownMacs }: Case): string {
    const state = overTheWire(batchState(DEVICES, common, devicesWith(before)));
    const plan = plannedBatch(DEVICES, { state, inputs: overTheWire(inputs), settings: { adoptAsOwn } });
    const words = batchWords(DEVICES, plan, { name: "phones", knownMacs });
    assert.ok(words.startsWith("phones: "), words);
    return words.slice("phones: ".length);
}

function saidOfCodes(before: Parameters<typeof codesWith>[0], inputs: Properties, common: Properties = {}): string {
    const state = overTheWire(batchState(ACTIVATIONS, common, codesWith(before)));
    const plan = plannedBatch(ACTIVATIONS, { state, inputs: overTheWire(inputs), settings: NO_LEAVE });
    return batchWords(ACTIVATIONS, plan, { name: "codes" });
}

describe("resources/batch/batchWords", () => {
    it("say all that a plan does in one line, what comes first and what leaves last", () => {
        const before = {
            "phone-11": registered(phone(11)),
            x: registered(phone(12)),
            "phone-13": registered(phone(13)),
            ...{ t1: registered(phone(14)), t2: registered(phone(15)), same: registered(phone(16)) },
        };
        const devices = {
            ...{ b: phone(2), a: phone(1), c: phone(3), hall: { workspaceId: "w", serial: "FOC1" } },
            "phone-11": { ...phone(11), workspaceId: "elsewhere" },
            y: phone(12),
            ...{ t1: { ...phone(14), tags: ["t"] }, t2: { ...phone(15), tags: ["t"] }, same: phone(16) },
        };
        assert.equal(
            saidOfDevices({ before, inputs: { devices }, knownMacs: new Set([phone(3).mac]) }),
            "registers 2 (a, b), adopts 1 (c), takes over 1 (hall), replaces phone-11, renames x to y, " +
                "changes the tags of 2 (t1, t2), UNREGISTERS phone-13",
        );
    });

    const cases: [string, Case, string][] = [
        [
            "registers or adopts, where nobody asked",
            { inputs: { devices: { a: phone(1) } } },
            "registers or adopts 1 (a)",
        ],
        ["registers what has no MAC address", { inputs: { devices: { a: { workspaceId: "w" } } } }, "registers 1 (a)"],
        [
            "changes nothing in Webex",
            { before: { a: registered(phone(1)) }, inputs: { devices: { a: phone(1) } } },
            "changes nothing in Webex",
        ],
        [
            "forgets what was adopted or taken over",
            {
                before: {
                    a: registered(phone(1), { origin: "adopted" }),
                    b: registered({ serial: "FOC1" }, { origin: "takenOver" }),
                },
                inputs: { devices: {} },
            },
            "forgets 2 (a, b)",
        ],
        [
            "forgets what it registered, with unregisterOnDelete false now",
            { before: { a: registered(phone(1)) }, inputs: { devices: {}, unregisterOnDelete: false } },
            "forgets a",
        ],
        [
            "unregisters what it adopted, with unregisterOnDelete true now",
            {
                before: { a: registered(phone(1), { origin: "adopted" }) },
                inputs: { devices: {}, unregisterOnDelete: true },
            },
            "UNREGISTERS a",
        ],
        [
            "tells an entry that leaves from the one that has its name",
            {
                before: { a: registered(phone(1)), b: registered(phone(2)) },
                inputs: { devices: { a: phone(2) } },
            },
            "renames b to a, UNREGISTERS the old a",
        ],
        [
            "renames and changes tags at once",
            { before: { a: registered(phone(1)) }, inputs: { devices: { b: { ...phone(1), tags: ["t"] } } } },
            "renames a to b, changes the tags of b",
        ],
        [
            "counts what it adopted as its own",
            {
                before: { a: registered(phone(1), { origin: "adopted" }) },
                inputs: { devices: { a: phone(1) } },
                adoptAsOwn: true,
            },
            "counts as its own a",
        ],
        [
            "saves an organisation that the program names from now on",
            { before: { a: registered(phone(1)) }, inputs: { devices: { a: phone(1) }, orgId: "o" } },
            "saves the settings of a",
        ],
        [
            "cannot tell of an entry that is unknown",
            { before: { a: registered(phone(1)) }, inputs: { devices: { a: UNKNOWN, b: UNKNOWN } } },
            "cannot tell yet what becomes of 2 (a, b)",
        ],
        [
            "cannot tell of unknown entries",
            { before: { a: registered(phone(1)) }, inputs: { devices: UNKNOWN } },
            "what it does can be told when its devices are known",
        ],
    ];
    for (const [name, given, expected] of cases) {
        it(`${name}: "${expected}"`, () => {
            assert.equal(saidOfDevices(given), expected);
        });
    }

    it("cut a long list with a count", () => {
        const many = Array.from({ length: 40 }, (_, at) => `p${String(at).padStart(2, "0")}`);
        const devices = Object.fromEntries(many.map((key, at) => [key, phone(at)]));
        const words = saidOfDevices({ inputs: { devices }, knownMacs: new Set() });
        assert.equal(words, "registers 40 (p00, p01, p02, p03, p04, p05, p06, p07, p08, p09 and 30 more)");
    });

    describe("of codes", () => {
        const code = (personId: string) => ({ personId, model: "DMS Cisco 8865" });

        it("issue, renew, replace and revoke", () => {
            const before = {
                ended: { ...code("p"), status: "expired" as const },
                other: { ...code("q"), entryId: "e" },
                gone: { ...code("r"), entryId: "f" },
            };
            const activations = {
                ended: code("p"),
                other: { ...code("q"), model: "another" },
                a: code("s"),
                b: code("t"),
            };
            assert.equal(
                saidOfCodes(before, { activations }),
                "codes: issues codes for 2 (a, b), renews 1 (ended), replaces other, REVOKES gone",
            );
        });

        it("say another setting without a renewal as what is saved", () => {
            const before = { a: code("p") };
            assert.equal(
                saidOfCodes(before, { activations: before, renew: "never" }),
                "codes: saves the settings of a",
            );
        });

        const leaving: [string, Parameters<typeof codesWith>[0][string], Properties, string][] = [
            ["a used code, whose device stays", { status: "redeemed" }, {}, "forgets"],
            [
                "a used code with unregisterOnDelete true",
                { status: "redeemed" },
                { unregisterOnDelete: true },
                "UNREGISTERS",
            ],
            ["an unused code with unregisterOnDelete false", {}, { unregisterOnDelete: false }, "forgets"],
            ["an unused code without a known entry", { entryId: undefined, deviceId: undefined }, {}, "forgets"],
            ["an unused code", {}, {}, "REVOKES"],
        ];
        for (const [name, own, common, verb] of leaving) {
            it(`${verb} ${name}`, () => {
                const before = { a: { ...code("p"), ...own } };
                assert.equal(saidOfCodes(before, { activations: {}, ...common }, common), `codes: ${verb} a`);
            });
        }
    });

    it("inWords tells one alone by name, or with its number where it comes", () => {
        const acts = new Map<Act, string[]>([
            ["replaces", ["a"]],
            ["registers", ["b"]],
        ]);
        assert.equal(inWords(acts), "registers 1 (b), replaces a");
        assert.equal(inWords(new Map()), "");
    });

    it("removedName tells an entry whose name another one has", () => {
        assert.equal(removedName({ key: "a", from: "a" }), "a");
        assert.equal(removedName({ key: "a (replaced id)", from: "a" }), "the old a");
    });
});
