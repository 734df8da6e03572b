import assert from "node:assert/strict";
import { applyChanges, changeTagValues, readSettingRules, readTagValues } from "../../../provider/api/dynamicSettings";
import { WebexClient } from "../../../provider/client/webexClient";
import { type BareAnswer, Bench, caught, MemoryLog, settingsWith } from "../helpers";

const PHONE = { deviceId: "a/b=", orgId: "o" };

describe("api/dynamicSettings", () => {
    const bench = new Bench();
    afterEach(() => bench.closeAll());

    async function clientOf(...answers: BareAnswer[]) {
        const server = await bench.server(...answers);
        const settings = settingsWith({ baseUrl: server.baseUrl, maxRetries: 1 });
        return { server, client: new WebexClient(settings, new MemoryLog()) };
    }

    it("tells the settings in an answer, without what is none", async () => {
        const rows = [
            { familyOrModelDisplayName: "Poly", tag: "%A%", value: "1", parentValue: "0", parentLevel: "LOCATION" },
            { familyOrModelDisplayName: "Poly", tag: "%B%", value: null, other: 1 },
            { value: "no tag" },
            null,
        ];
        const { server, client } = await clientOf({ body: JSON.stringify({ tags: rows }) });
        assert.deepEqual(await readTagValues(client, PHONE, ["%A%", "%B%"]), [
            { familyOrModelDisplayName: "Poly", tag: "%A%", value: "1", parentValue: "0", parentLevel: "LOCATION" },
            { familyOrModelDisplayName: "Poly", tag: "%B%" },
        ]);
        assert.deepEqual(
            server.seen.map(({ method, url }) => `${method} ${url}`),
            ["POST /v1/telephony/config/lists/devices/a%2Fb%3D/dynamicSettings/actions/getSettings/invoke?orgId=o"],
        );
    });

    it("asks again where no answer came: a read by POST changes nothing", async () => {
        const { server, client } = await clientOf({ status: 502 }, { body: '{"tags":[]}' });
        assert.deepEqual(await readTagValues(client, PHONE, []), []);
        assert.equal(server.seen.length, 2);
    });

    it("tells a phone again of its settings where no answer came", async () => {
        const { server, client } = await clientOf({ status: 503 }, { status: 204 });
        await applyChanges(client, PHONE);
        assert.deepEqual(
            server.seen.map(({ method, url }) => `${method} ${url}`),
            Array(2).fill("POST /v1/telephony/config/devices/a%2Fb%3D/actions/applyChanges/invoke?orgId=o"),
        );
    });

    it("names the scopes that reading and writing need", async () => {
        const { client } = await clientOf({ status: 403 });
        const read = await caught(readTagValues(client, PHONE, ["%A%"]));
        assert.match(read.message, /spark-admin:telephony_config_read/);
        for (const written of [changeTagValues(client, PHONE, []), applyChanges(client, PHONE)]) {
            assert.match((await caught(written)).message, /spark-admin:telephony_config_write/);
        }
    });

    it("tells the rules of one family, whatever fields they have", async () => {
        const tags = [
            {
                familyOrModelDisplayName: "Poly",
                tag: "%A%",
                friendlyName: "a",
                level: ["device"],
                validationRule: { type: "int", min: 0, max: 10, increment: 1, values: null },
            },
            { tag: "%B%", validationRule: { type: "string", regex: "[a-z]+", maxLength: 9, validationHint: "abc" } },
            { familyOrModelDisplayName: "Other", tag: "%C%" },
            { familyOrModelDisplayName: "Poly", tag: "%D%", validationRule: "none" },
            "x",
        ];
        const { server, client } = await clientOf({ body: JSON.stringify({ tags }) });
        assert.deepEqual(await readSettingRules(client, "Poly", undefined), [
            { tag: "%A%", friendlyName: "a", level: ["device"], type: "int", min: 0, max: 10, increment: 1 },
            { tag: "%B%", type: "string", regex: "[a-z]+", maxLength: 9, validationHint: "abc" },
            { tag: "%D%" },
        ]);
        assert.deepEqual(
            server.seen.map(({ url }) => url),
            ["/v1/telephony/config/devices/dynamicSettings/validationSchema?familyOrModelDisplayName=Poly"],
        );
    });

    for (const status of [403, 404, 405, 410, 501]) {
        it(`knows no rules where the API answers ${status}`, async () => {
            const { client } = await clientOf({ status });
            assert.equal(await readSettingRules(client, "Poly", undefined), undefined);
        });
    }

    it("fails for answers that are none", async () => {
        for (const body of ["{}", "[]", '{"tags":{}}']) {
            const { client } = await clientOf({ body });
            assert.match((await caught(readTagValues(client, PHONE, []))).message, /has no tags/);
            assert.match((await caught(readSettingRules(client, "Poly", undefined))).message, /has no tags/);
        }
        const { client } = await clientOf({ status: 500 });
        assert.match((await caught(readSettingRules(client, "Poly", undefined))).message, /500/);
    });
});
