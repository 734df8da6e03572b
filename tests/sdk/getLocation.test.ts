import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { type GetLocationArgs, getLocation, getLocationOutput } from "../../sdk/index";
import { caught, lines } from "../provider/helpers";
import { programs, valueOf } from "./helpers";

describe("sdk/getLocation", () => {
    const run = programs();

    it("finds the location with the whole name, which the filter only contains", async () => {
        const simulator = await run.started();
        simulator.addLocation({ name: "Denver North" });
        const { id } = simulator.addLocation({ name: "Denver" });
        const location = await getLocation({ name: "denver" });
        assert.deepEqual([location.id, location.name, location.timeZone], [id, "Denver", "America/Chicago"]);
        assert.deepEqual(lines(simulator.log.entries), ["GET /locations?name=denver&max=100"]);
    });

    it("lists all of one name, with their cities and ids", async () => {
        const simulator = await run.started();
        const ids = [1, 2].map(() => simulator.addLocation({ name: "Denver" }).id);
        const error = await caught(getLocation({ name: "Denver" }));
        assert.ok(error instanceof pulumi.RunError);
        assert.match(
            error.message,
            /^getLocation: there is more than one location named "Denver"; give the id of one of them:/,
        );
        for (const id of ids) {
            assert.ok(error.message.includes(`"Denver" in Exampleville (${id})`));
        }
    });

    it("names the nearest where there is none", async () => {
        const simulator = await run.started();
        const { id } = simulator.addLocation({ name: "Denver" });
        const error = await caught(getLocation({ name: "Denvr" }));
        assert.equal(
            error.message,
            `getLocation: there is no location named "Denvr"; the nearest: "Denver" in Exampleville (${id})`,
        );
    });

    it("asks in the stack's organisation, and names the scope that is missing", async () => {
        const simulator = await run.started({}, { orgId: "stack" });
        simulator.setScopes([]);
        const error = await caught(getLocation({ name: "x" }));
        assert.match(error.message, /^getLocation of "x" failed: .*spark-admin:locations_read/);
        assert.equal(simulator.log.entries[0]?.query.orgId, "stack");
    });

    for (const [name, args, message] of [
        ["no name", {}, /name is missing/],
        ["an empty name", { name: "" }, /name must not be empty/],
    ] as [string, object, RegExp][]) {
        it(`refuses ${name} and sends nothing`, async () => {
            const simulator = await run.started();
            assert.match((await caught(getLocation(args as GetLocationArgs))).message, message);
            assert.equal(simulator.log.entries.length, 0);
        });
    }

    it("getLocationOutput takes an output", async () => {
        const simulator = await run.started();
        const { id } = simulator.addLocation({ name: "Denver" });
        assert.equal(await valueOf(getLocationOutput({ name: pulumi.output("Denver") }).id), id);
    });
});
