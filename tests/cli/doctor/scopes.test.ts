import assert from "node:assert/strict";
import { EVERYTHING, type Needs, needsOf } from "../../../cli/doctor/needs";
import { rowsFor, SCOPES, scopeFindings } from "../../../cli/doctor/scopes";
import type { Managed } from "../../../cli/stack/managed";
import { scopeFor } from "../../../provider/client/remedies";

function thing(kind: Managed["kind"], inputs: Managed["inputs"] = {}): Managed {
    return { kind, urn: "urn", label: "label", name: "name", id: "id", inputs, state: {} };
}

const paths = (needs: Needs) => rowsFor(needs).map(({ path }) => path.split("/").at(-1));

describe("cli/doctor/needs", () => {
    it("needs everything without resources", () => {
        assert.deepEqual(needsOf([]), EVERYTHING);
        assert.deepEqual(rowsFor(EVERYTHING), SCOPES);
    });

    const stacks: [string, Managed[], string[]][] = [
        [
            "a person's phone",
            [thing("device", { personId: "p", mac: "m" })],
            ["devices", "people", "licenses", "supportedDevices"],
        ],
        ["a room's device", [thing("device", { workspaceId: "w", serial: "s" })], ["devices", "workspaces"]],
        ["a room's code", [thing("code", { workspaceId: "w" })], ["devices", "workspaces"]],
        ["a workspace", [thing("workspace", { locationId: "l" })], ["devices", "workspaces", "locations"]],
        ["settings", [thing("settings", { deviceId: "d" })], ["devices", "deviceConfigurations"]],
        ["settings of a phone", [thing("callingSettings")], ["devices", "supportedDevices"]],
    ];
    for (const [name, managed, wanted] of stacks) {
        it(`asks for what ${name} needs`, () => {
            assert.deepEqual(paths(needsOf(managed)), wanted);
        });
    }
});

describe("cli/doctor/scopes", () => {
    it("knows the scope of every read", () => {
        assert.deepEqual(
            SCOPES.filter(({ path }) => scopeFor("GET", path) === undefined),
            [],
        );
    });

    function found(path: string, status: number | undefined, needs = EVERYTHING, reason?: string) {
        const row = SCOPES.find((each) => each.path === path);
        assert.ok(row);
        const [first] = scopeFindings([{ row, status, reason }], needs);
        assert.ok(first);
        return first;
    }

    it("says ok for an answer, also for one that a device has no configurations", () => {
        assert.deepEqual(found("/people", 200), {
            topic: "scope",
            word: "ok",
            text: "spark-admin:people_read (GET /people)",
        });
        assert.equal(found("/deviceConfigurations", 404).word, "ok");
        assert.equal(found("/workspaces", 404).word, "problem");
    });

    it("names the scope that is missing, what does not work without it, and where it is given", () => {
        const devices = found("/devices", 403);
        assert.equal(devices.word, "problem");
        assert.match(devices.text, /^spark-admin:devices_read is missing .*403\): no device can be found/);
        assert.match(devices.remedy ?? "", /Control Hub/);
    });

    it("only warns of a scope that the stack works without", () => {
        assert.equal(found("/people", 403).word, "warning");
        assert.equal(found("/workspaces", 403).word, "problem");
        assert.equal(found("/workspaces", 403, needsOf([thing("device", { workspaceId: "w" })])).word, "warning");
    });

    it("tells another failure as it is", () => {
        const failed = found("/devices", 500, EVERYTHING, "GET /devices answered 500.");
        assert.equal(failed.word, "problem");
        assert.match(failed.text, /GET \/devices answered 500/);
        assert.match(found("/devices", undefined).text, /was not answered/);
    });

    const writes: [string, Managed[], RegExp][] = [
        [
            "a room's code",
            [thing("code", { workspaceId: "w" })],
            /devices_write, identity:placeonetimepassword_create \(or/,
        ],
        ["a person's code", [thing("code", { personId: "p" })], /devices_write, identity:one_time_password$/],
        ["a workspace", [thing("workspace")], /: spark-admin:workspaces_write$/],
        ["settings of a phone", [thing("callingSettings")], /: spark-admin:telephony_config_write$/],
    ];
    for (const [name, managed, text] of writes) {
        it(`names what only a write can show of ${name}`, () => {
            const [last] = scopeFindings([], needsOf(managed));
            assert.equal(last?.word, "unknown");
            assert.match(last.text, text);
        });
    }
});
