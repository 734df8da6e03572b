import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { getLicenses, getLicensesOutput } from "../../sdk/index";
import { caught, lines } from "../provider/helpers";
import { programs, valueOf } from "./helpers";

describe("sdk/getLicenses", () => {
    const run = programs();

    it("tells them all, asked once for equal calls", async () => {
        const simulator = await run.started({}, { orgId: "stack" });
        simulator.addLicense({ name: "Webex Calling - Standard", totalUnits: 7 });
        const { licenses } = await getLicenses();
        const [license] = licenses;
        assert.deepEqual(
            [license?.name, license?.totalUnits, license?.consumedUnits, licenses.length],
            ["Webex Calling - Standard", 7, 0, 1],
        );
        assert.deepEqual(await getLicenses({}), { licenses });
        assert.deepEqual(lines(simulator.log.entries), ["GET /licenses?orgId=stack"]);
    });

    it("names the scope that is missing, and fails where there is no such route", async () => {
        const simulator = await run.started();
        simulator.setScopes([]);
        assert.match((await caught(getLicenses())).message, /^getLicenses failed: .*spark-admin:licenses_read/);
        run.next();
        await run.started({ people: false });
        assert.match((await caught(getLicenses())).message, /^getLicenses failed: .* answered 404/);
    });

    it("getLicensesOutput takes an output", async () => {
        const simulator = await run.started();
        simulator.addLicense({ name: "x" });
        const { orgId } = simulator;
        const list = await valueOf(getLicensesOutput({ orgId: pulumi.output(orgId) }).licenses);
        assert.ok(list.length > 0);
    });
});
