import assert from "node:assert/strict";
import { physicalDevices, readPersonDeviceCount } from "../../../provider/api/personDeviceCount";
import { WebexError } from "../../../provider/client/webexError";
import { Bench, caught, lines } from "../helpers";

describe("api/personDeviceCount", () => {
    const bench = new Bench();
    afterEach(() => bench.closeAll());

    const rows: [string, number, number, number][] = [
        ["nothing", 0, 0, 0],
        ["phones only", 3, 0, 3],
        ["one application only", 1, 1, 0],
        ["many applications, which count as one", 1, 4, 0],
        ["phones and applications", 3, 5, 2],
        ["more applications than the total", 2, 9, 1],
        ["a total that leaves the applications out", 0, 2, 0],
    ];
    for (const [name, total, applications, physical] of rows) {
        it(`counts ${physical} physical of ${name}`, () => {
            assert.equal(physicalDevices(total, applications), physical);
        });
    }

    it("asks the count route of the person, in the organisation", async () => {
        const { simulator, client } = await bench.stand();
        const { id } = simulator.addPerson({ applicationsCount: 2 });
        simulator.addDevice({ personId: id });
        assert.deepEqual(await readPersonDeviceCount(client, id, simulator.orgId), {
            personId: id,
            totalDeviceCount: 2,
            applicationsCount: 2,
            physicalDeviceCount: 1,
        });
        assert.deepEqual(lines(simulator.log.entries), [
            `GET /telephony/config/people/${id}/devices/count?orgId=${simulator.orgId}`,
        ]);
    });

    it("encodes the person's id", async () => {
        const { simulator, client } = await bench.stand();
        await caught(readPersonDeviceCount(client, "a/b=", undefined));
        assert.equal(simulator.log.entries[0]?.path, "/telephony/config/people/a%2Fb%3D/devices/count");
    });

    for (const json of [
        null,
        {},
        [],
        { totalDeviceCount: 1 },
        { applicationsCount: 1 },
        { totalDeviceCount: "1", applicationsCount: 0 },
        { totalDeviceCount: -1, applicationsCount: 0 },
    ]) {
        it(`does not understand ${JSON.stringify(json)}`, async () => {
            const { simulator, client } = await bench.stand();
            simulator.faults.add({ kind: { json } });
            const error = await caught(readPersonDeviceCount(client, simulator.addPerson().id, undefined));
            assert.ok(error instanceof WebexError);
            assert.equal(error.kind, "notUnderstood");
        });
    }

    it("names the scope when it is refused", async () => {
        const { simulator, client } = await bench.stand({ scopes: [] });
        const error = await caught(readPersonDeviceCount(client, simulator.addPerson().id, undefined));
        assert.match(error.message, /spark-admin:telephony_config_read/);
    });
});
