import assert from "node:assert/strict";
import { modelNamed, modelOf, SETTINGS, settingsOf } from "../../simulator/deviceModels";
import { SUPPORTED_DEVICES } from "../../simulator/supportedDevices";
import { Bench, call, field, statuses, textField } from "./helpers";

describe("simulator: what models are", () => {
    const bench = new Bench();
    afterEach(() => bench.closeAll());

    const device = (product: string, type?: string) => ({
        id: "d",
        orgId: "o",
        tags: [],
        created: "",
        product,
        ...(type !== undefined && { type }),
    });

    it("finds the row of a model by each of its names, in any case", () => {
        for (const name of ["DMS Cisco 8875", "Cisco 8875", "cisco video phone 8875"]) {
            assert.equal(modelNamed(name, SUPPORTED_DEVICES)?.model, "DMS Cisco 8875", name);
        }
        assert.equal(modelNamed("Cisco Room Kit", SUPPORTED_DEVICES), undefined);
        assert.equal(modelOf({ ...device("Cisco 9861") }, SUPPORTED_DEVICES)?.model, "Cisco 9861");
    });

    const kept: [product: string, type: string | undefined, where: string][] = [
        ["Cisco Room Kit Pro", "roomdesk", SETTINGS.configurations],
        ["Cisco Desk Pro", undefined, SETTINGS.configurations],
        ["Cisco 9861", "phone", SETTINGS.configurations],
        ["Cisco 8875", "phone", SETTINGS.configurations],
        ["Cisco 9999", "phone", SETTINGS.dynamic],
        ["Cisco 9899", "phone", SETTINGS.configurations],
        ["Cisco 8865", "phone", SETTINGS.dynamic],
        ["Cisco 7832", "phone", SETTINGS.dynamic],
        ["Cisco ATA 192", "phone", SETTINGS.dynamic],
        ["Poly VVX 450", "phone", SETTINGS.dynamic],
        ["Cisco 840", "phone", SETTINGS.whole],
        ["Generic IPPhone Customer Managed", "phone", SETTINGS.none],
        ["GSM LG TV SSCR", "monitor", SETTINGS.none],
    ];
    for (const [product, type, where] of kept) {
        it(`keeps the settings of ${product} (${type ?? "no type"}) under ${where}`, () => {
            assert.equal(settingsOf(device(product, type), SUPPORTED_DEVICES), where);
        });
    }

    it("lists for each model whether it applies changes, and its family where it has one", async () => {
        const simulator = await bench.start();
        const { body } = await call(simulator, "GET", "/telephony/config/supportedDevices");
        const rows = field(body, "devices") as unknown[];
        const told = (model: string) => {
            const row = rows.find((each) => field(each, "model") === model);
            return [field(row, "familyDisplayName"), field(row, "supportsApplyChangesEnabled")];
        };
        assert.deepEqual(["DMS Cisco 8865", "DMS Cisco 191", "DMS Poly VVX 450", "Cisco 9861"].map(told), [
            ["Cisco MPP", true],
            [undefined, false],
            ["Poly", true],
            [undefined, false],
        ]);
    });

    it("takes MPP phones into workspaces for phones only, and codes without a model into the others only", async () => {
        const simulator = await bench.start();
        const workspace = async (supportedDevices: string) => {
            const body = { displayName: supportedDevices, supportedDevices };
            return textField((await call(simulator, "POST", "/workspaces", { body })).body, "id");
        };
        const [rooms, phones] = [await workspace("collaborationDevices"), await workspace("phones")];
        const made = async (workspaceId: string, path: string, more: object) => {
            const [status] = await statuses(simulator, [["POST", path, { body: { workspaceId, ...more } }]]);
            return status;
        };
        const mpp = { model: "DMS Cisco 8865", mac: "001122334455" };
        const phoneOs = { model: "Cisco 9861", mac: "001122334456" };
        const code = { model: "DMS Cisco 8865" };
        const codes = "/devices/activationCode";
        assert.deepEqual(
            [
                await made(rooms, "/devices", mpp),
                await made(rooms, codes, code),
                await made(phones, codes, {}),
                await made(rooms, codes, {}),
                await made(rooms, "/devices", phoneOs),
                await made(phones, "/devices", mpp),
                await made(phones, codes, code),
            ],
            [400, 400, 400, 200, 204, 200, 200],
        );
    });
});
