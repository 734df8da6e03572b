import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { getDevices, getDevicesOutput } from "../../sdk/index";
import { caught } from "../provider/helpers";
import { programs, valueOf } from "./helpers";

const DOCUMENTED = [
    ...["personId", "workspaceId", "displayName", "product", "type", "tag", "connectionStatus", "serial", "software"],
    ...["upgradeChannel", "errorCode", "capability", "permission", "orgId"],
];
const CISCO_ONLY = ["locationId", "workspaceLocationId", "mac", "devicePlatform", "plannedMaintenance"];
/** Values that Cisco's document allows where it has a list of them. */
const ALLOWED: Record<string, string> = {
    ...{ type: "phone", connectionStatus: "connected", capability: "xapi", permission: "xapi:all" },
    ...{ devicePlatform: "cisco", plannedMaintenance: "off" },
};

describe("sdk/getDevices", () => {
    const run = programs();

    it("reads every page", async () => {
        const simulator = await run.started({ pageCap: 2 });
        const ids = [1, 2, 3, 4, 5].map(() => simulator.addDevice().id);
        const { devices } = await getDevices();
        assert.deepEqual(
            devices.map(({ id }) => id),
            ids,
        );
        assert.equal(simulator.log.entries.length, 3);
    });

    it("max bounds the result, not the page", async () => {
        const simulator = await run.started({ pageCap: 2 });
        for (let count = 0; count < 5; count += 1) {
            simulator.addDevice();
        }
        assert.equal((await getDevices({ max: 3 })).devices.length, 3);
    });

    for (const contract of ["cisco", "crud"] as const) {
        it(`sends every filter of the document under its name (${contract})`, async () => {
            const simulator = await run.started({ contract });
            for (const name of contract === "cisco" ? [...DOCUMENTED, ...CISCO_ONLY] : DOCUMENTED) {
                const value = name === "orgId" ? simulator.orgId : (ALLOWED[name] ?? "x");
                await getDevices({ [name]: value });
                assert.deepEqual(simulator.log.entries.at(-1)?.query, { [name]: value, max: "100" });
            }
        });
    }

    for (const name of CISCO_ONLY) {
        it(`refuses ${name} with the crud contract, which has no such filter`, async () => {
            const simulator = await run.started({ contract: "crud" });
            assert.match((await caught(getDevices({ [name]: "x" }))).message, new RegExp(`no property "${name}"`));
            assert.equal(simulator.log.entries.length, 0);
        });
    }

    it("asks in the given organisation, else in the stack's", async () => {
        const simulator = await run.started({ contract: "crud" }, { orgId: "stack" });
        await getDevices();
        await getDevices({ orgId: "own" });
        assert.deepEqual(
            simulator.log.entries.map(({ query }) => query.orgId),
            ["stack", "own"],
        );
    });

    const bad: [string, object, RegExp][] = [
        ["a max of nought", { max: 0 }, /max must be 1 or more/],
        ["a max that is a text", { max: "3" }, /max must be a whole number/],
        ["a fraction", { max: 1.5 }, /max must be a whole number/],
        ["an empty filter", { tag: "" }, /tag must not be empty/],
        ["a filter that is a list", { tag: ["a"] }, /tag must be a text/],
        ["an unknown filter", { tags: "a" }, /no property "tags"; the nearest is "tag"/],
    ];
    for (const [name, args, message] of bad) {
        it(`refuses ${name} and sends nothing`, async () => {
            const simulator = await run.started();
            const error = await caught(getDevices(args));
            assert.ok(error instanceof pulumi.RunError);
            assert.match(error.message, message);
            assert.equal(simulator.log.entries.length, 0);
        });
    }

    it("gives no part of a list of which a page fails", async () => {
        const simulator = await run.started({ pageCap: 1 });
        for (let count = 0; count < 3; count += 1) {
            simulator.addDevice();
        }
        simulator.faults.add({ skip: 2, kind: { status: 500 } });
        const error = await caught(getDevices());
        assert.ok(error instanceof pulumi.RunError);
        assert.match(error.message, /^getDevices failed: GET \/devices answered 500/);
    });

    it("getDevicesOutput waits for what it depends on", async () => {
        const simulator = await run.started();
        const { id } = simulator.addDevice({ serial: "FOC123" });
        const serial = pulumi.output(Promise.resolve("FOC123"));
        const { devices } = await valueOf(getDevicesOutput({ serial }, { dependsOn: [] }));
        assert.deepEqual(
            devices.map((device) => device.id),
            [id],
        );
    });
});
