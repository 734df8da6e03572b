import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import {
    Device,
    type GetPersonDeviceCountArgs,
    getPersonDeviceCount,
    getPersonDeviceCountOutput,
} from "../../sdk/index";
import { caught, lines } from "../provider/helpers";
import { programs, valueOf } from "./helpers";

describe("sdk/getPersonDeviceCount", () => {
    const run = programs();

    it("counts, all applications together as one", async () => {
        const simulator = await run.started();
        const personId = simulator.addPerson({ applicationsCount: 3 }).id;
        simulator.addDevice({ personId });
        simulator.addDevice({ personId });
        assert.deepEqual(await getPersonDeviceCount({ personId }), {
            personId,
            totalDeviceCount: 3,
            applicationsCount: 3,
            physicalDeviceCount: 2,
        });
    });

    it("asks in the given organisation, else in the stack's", async () => {
        const simulator = await run.started({}, { orgId: "stack" });
        const personId = simulator.addPerson().id;
        await getPersonDeviceCount({ personId });
        await getPersonDeviceCount({ personId, orgId: "own" });
        const path = `GET /telephony/config/people/${personId}/devices/count`;
        assert.deepEqual(lines(simulator.log.entries), [`${path}?orgId=stack`, `${path}?orgId=own`]);
    });

    it("names the scope that is missing", async () => {
        const simulator = await run.started();
        simulator.setScopes([]);
        const error = await caught(getPersonDeviceCount({ personId: "p" }));
        assert.ok(error instanceof pulumi.RunError);
        assert.match(error.message, /^getPersonDeviceCount of p failed: .*spark-admin:telephony_config_read/);
    });

    for (const [name, args, message] of [
        ["no person", {}, /personId is missing/],
        ["an empty person", { personId: " " }, /personId must not be empty/],
        ["an unknown argument", { personId: "p", person: "p" }, /no property "person"; the nearest is "personId"/],
    ] as [string, object, RegExp][]) {
        it(`refuses ${name} and sends nothing`, async () => {
            const simulator = await run.started();
            const error = await caught(getPersonDeviceCount(args as GetPersonDeviceCountArgs));
            assert.ok(error instanceof pulumi.RunError);
            assert.match(error.message, message);
            assert.equal(simulator.log.entries.length, 0);
        });
    }

    it("getPersonDeviceCountOutput takes an output", async () => {
        const simulator = await run.started();
        const personId = simulator.addPerson({ applicationsCount: 1 }).id;
        const count = getPersonDeviceCountOutput({ personId: pulumi.output(personId) });
        assert.equal(await valueOf(count.physicalDeviceCount), 0);
    });

    it("getPersonDeviceCountOutput waits for a resource that it depends on", async () => {
        const simulator = await run.started({}, { limitGuard: "off" });
        const personId = simulator.addPerson().id;
        const phone = new Device("phone", { personId });
        const count = getPersonDeviceCountOutput({ personId }, { dependsOn: phone });
        assert.equal(await valueOf(count.totalDeviceCount), 0);
        assert.equal(run.program.request("phone").getName(), "phone");
    });
});
