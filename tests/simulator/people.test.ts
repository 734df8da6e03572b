import assert from "node:assert/strict";
import { Bench, call, field, statuses, textField } from "./helpers";

describe("simulator: people, licences and device counts", () => {
    const bench = new Bench();
    afterEach(() => bench.closeAll());

    for (const contract of ["cisco", "crud"] as const) {
        it(`${contract}: counts all applications together as one device`, async () => {
            const simulator = await bench.start({ contract });
            const apps = simulator.addPerson({ applicationsCount: 4 });
            const none = simulator.addPerson();
            for (const personId of [apps.id, apps.id, none.id]) {
                simulator.addDevice({ personId });
            }
            const count = async (id: string) =>
                (await call(simulator, "GET", `/telephony/config/people/${id}/devices/count`)).body;
            assert.deepEqual(await count(apps.id), { totalDeviceCount: 3, applicationsCount: 4 });
            assert.deepEqual(await count(none.id), { totalDeviceCount: 1, applicationsCount: 0 });
        });
    }

    it("lists a person's calling devices with the limits, each standing in for the other", async () => {
        const simulator = await bench.start();
        const person = simulator.addPerson({ displayName: "Ada Lovelace", maxDeviceCount: 3 });
        const device = simulator.addDevice({ personId: person.id, type: "phone", product: "Cisco 8845" });
        const path = `/telephony/config/people/${person.id}/devices`;
        const { body } = await call(simulator, "GET", path);
        assert.deepEqual([field(body, "maxDeviceCount"), field(body, "maxOwnedDeviceCount")], [3, 3]);
        const [listed] = field(body, "devices") as unknown[];
        assert.equal(field(listed, "id"), device.callingDeviceId);
        assert.deepEqual(
            ["model", "primaryOwner", "type", "hoteling", "owner", "activationState"].map((name) =>
                field(listed, name),
            ),
            [
                "DMS Cisco 8845",
                true,
                "PRIMARY",
                { enabled: false },
                { id: person.id, type: "PEOPLE", firstName: "Ada", lastName: "Lovelace" },
                "activated",
            ],
        );
        simulator.updatePerson(person.id, { maxDeviceCount: undefined });
        assert.deepEqual(
            await statuses(simulator, [
                ["GET", path],
                ["GET", "/telephony/config/people/none/devices/count"],
            ]),
            [404, 404],
        );
    });

    it("shows a person's licences by id, and the licences by name with their use", async () => {
        const simulator = await bench.start();
        const license = simulator.addLicense({ name: "Webex Calling - Standard" });
        const person = simulator.addPerson({ licenses: [license.id] });
        const { body } = await call(simulator, "GET", `/people/${person.id}`);
        assert.deepEqual(
            ["id", "licenses", "orgId"].map((name) => field(body, name)),
            [person.id, [license.id], simulator.orgId],
        );
        const [item] = field((await call(simulator, "GET", "/licenses")).body, "items") as unknown[];
        assert.deepEqual([field(item, "name"), field(item, "consumedUnits")], ["Webex Calling - Standard", 1]);
        assert.equal((await call(simulator, "GET", "/people/none")).status, 404);
    });

    for (const contract of ["cisco", "crud"] as const) {
        it(`${contract}: tells a token its own account, which is none of the people`, async () => {
            const simulator = await bench.start({ contract });
            const { body } = await call(simulator, "GET", "/people/me");
            assert.deepEqual(
                ["displayName", "emails", "orgId", "type"].map((name) => field(body, name)),
                ["Ann Administrator", ["ann@admins.webex.example"], simulator.orgId, "person"],
            );
            assert.deepEqual(simulator.people(), []);
            assert.deepEqual((await call(simulator, "GET", `/people/${textField(body, "id")}`)).body, body);
        });
    }

    it("tells a Service App's token an account of the type appuser", async () => {
        const serviceApp = { clientId: "c", clientSecret: "s", refreshToken: "r" };
        const simulator = await bench.start({ serviceApp });
        assert.equal(field((await call(simulator, "GET", "/people/me")).body, "type"), "appuser");
    });

    it("asks for one of two scopes before it tells the account, and can be made to refuse", async () => {
        const simulator = await bench.start();
        const me: [string, string] = ["GET", "/people/me"];
        for (const [scopes, status] of [
            [["spark:people_read"], 200],
            [["spark-admin:people_read"], 200],
            [["spark-admin:devices_read"], 403],
        ] as const) {
            simulator.setScopes(scopes);
            assert.deepEqual(await statuses(simulator, [me]), [status]);
        }
        simulator.setScopes(["spark:people_read"]);
        const { id } = simulator.addPerson();
        assert.deepEqual(await statuses(simulator, [["GET", `/people/${id}`]]), [403]);
        simulator.faults.add({ path: "/people/me", kind: { status: 403 } });
        assert.deepEqual(await statuses(simulator, [me, me]), [403, 200]);
    });

    it("can be without telephony and without people", async () => {
        const simulator = await bench.start({ telephony: false, people: false });
        const { id } = simulator.addPerson();
        assert.deepEqual(
            await statuses(simulator, [
                ["GET", `/telephony/config/people/${id}/devices/count`],
                ["GET", `/people/${id}`],
                ["GET", "/people/me"],
                ["GET", "/licenses"],
                ["GET", "/devices"],
            ]),
            [404, 404, 404, 404, 200],
        );
    });
});
