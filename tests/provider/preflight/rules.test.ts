import assert from "node:assert/strict";
import type { SupportedDevice } from "../../../provider/api/callingDevices";
import { Models } from "../../../provider/api/models";
import type { Planned } from "../../../provider/preflight/planned";
import { type Facts, isAdopted, problemsOf } from "../../../provider/preflight/rules";
import { fingerprint } from "../../../provider/resources/moves";
import { SUPPORTED_DEVICES } from "../../../simulator/supportedDevices";
import { someDevice, webexId } from "../helpers";

const MAC = "02AB00000001";

function planned(changes: Partial<Planned> = {}): Planned {
    const { model = "DMS Cisco 8865" } = changes;
    return {
        name: "lobby",
        urn: "urn",
        orgId: undefined,
        isCode: false,
        personId: "ada",
        workspaceId: undefined,
        mac: MAC,
        model,
        gives: { model: true, password: false },
        takesPlace: false,
        ...changes,
    };
}

function facts(changes: Partial<Facts> = {}): Facts {
    return {
        owner: { is: "there" },
        holders: [],
        models: new Models(SUPPORTED_DEVICES),
        organization: undefined,
        registersByMac: true,
        freedMacs: new Set(),
        describe: ({ personId, workspaceId }) =>
            personId === undefined ? `workspace ${workspaceId}` : `person ${personId}`,
        ...changes,
    };
}

const room = { personId: undefined, workspaceId: "hall" };

describe("preflight/rules", () => {
    it("have nothing against what can work", () => {
        assert.deepEqual(problemsOf(planned(), facts()), []);
        assert.deepEqual(problemsOf(planned(room), facts()), []);
        assert.deepEqual(problemsOf(planned({ isCode: true, mac: undefined }), facts()), []);
    });

    it("say nothing where Webex told nothing", () => {
        const told = facts({ owner: { is: "unknown" }, models: new Models([]) });
        assert.deepEqual(problemsOf(planned({ model: "anything" }), told), []);
    });

    const rows: [string, Partial<Planned>, Partial<Facts>, RegExp][] = [
        [
            "a person who does not exist",
            {},
            { owner: { is: "missing" } },
            /the person ada does not exist in the organisation that is acted on.*getPerson.*or set orgId/,
        ],
        [
            "a person who is not in the organisation that the program names",
            { orgId: "theirs" },
            { owner: { is: "missing" }, organization: "theirs" },
            /the person ada does not exist in the organisation theirs\..*getPerson.*or correct orgId/,
        ],
        [
            "an entry for which the token of another organisation is used",
            { wasIn: "ours" },
            { owner: { is: "missing" }, organization: "theirs", credentialSource: "WEBEX_ACCESS_TOKEN" },
            /^what it replaces is in organisation ours, but organisation theirs answers to the credential of WEBEX_ACCESS_TOKEN\./,
        ],
        [
            "an entry whose owner left its organisation",
            { wasIn: "ours" },
            { owner: { is: "missing" }, organization: "ours" },
            /^the person ada does not exist in the organisation that is acted on/,
        ],
        [
            "a move to an organisation in which the owner is not",
            { wasIn: "ours", orgId: "theirs" },
            { owner: { is: "missing" }, organization: "theirs" },
            /^the person ada does not exist in the organisation theirs/,
        ],
        [
            "a workspace that does not exist",
            room,
            { owner: { is: "missing" } },
            /the workspace hall does not exist.*getWorkspace/,
        ],
        [
            "a person as workspace",
            room,
            { owner: { is: "otherKind" } },
            /workspaceId names a person: person hall.*personId/,
        ],
        ["a workspace as person", {}, { owner: { is: "otherKind" } }, /personId names a workspace ada.*workspaceId/],
        [
            "an owner of another organisation",
            {},
            { owner: { is: "there", orgId: "theirs" }, organization: "ours" },
            /person ada belongs to the organisation theirs.*ours.*webex:orgId/,
        ],
        [
            "a MAC address of somebody else",
            {},
            { holders: [someDevice({ id: "d", mac: MAC, displayName: "Hall", workspaceId: "hall" })] },
            /02AB00000001 is in use by device "Hall" \(d\) of workspace hall.*adopt.*alias.*run of its own/,
        ],
        [
            "a phone of the same owner that Webex lists as another model",
            {},
            { holders: [someDevice({ id: "d", mac: MAC, personId: "ada", product: "Cisco 9861" })] },
            /02AB00000001 is in use by device "Cisco 9861" \(d\) of person ada\. Webex lists it as Cisco 9861, not DMS Cisco 8865, and no resource.*Declare the model "Cisco 9861" to adopt.*alias.*run of its own/,
        ],
        [
            "a model that Webex does not know",
            { model: "DMS Cisco 88655" },
            {},
            /nearest is "DMS Cisco 8865".*getSupportedDevices/,
        ],
        ["a model that is not for people", { model: "DMS Cisco DBS110" }, {}, /not for a person.*workspaces only/],
        [
            "a model that is not for workspaces",
            { ...room, model: "Webex Go", isCode: true },
            {},
            /not for a workspace.*people only/,
        ],
        ["a model that comes by code only", { model: "DMS Cisco 840" }, {}, /by its MAC address.*DeviceActivation/],
        [
            "a model that comes by MAC address only",
            { model: "DMS Cisco 191", isCode: true },
            {},
            /by an activation code.*`mac`/,
        ],
        ["a model that comes in neither way", { model: "Webex Go" }, {}, /by its MAC address.*Control Hub/],
        [
            "a third-party phone without password",
            { model: "2N Customer Managed" },
            {},
            /managed by CUSTOMER.*`password`/,
        ],
        [
            "an MPP phone in a workspace for collaboration devices",
            room,
            { owner: { is: "there", supportedDevices: "collaborationDevices" } },
            /workspace hall is for collaboration devices.*another workspace/,
        ],
        [
            "a room device's code in a workspace for phones",
            { ...room, isCode: true, model: undefined, gives: { model: false, password: false } },
            { owner: { is: "there", supportedDevices: "phones" } },
            /workspace hall is for phones.*`model`/,
        ],
    ];
    for (const [name, create, told, says] of rows) {
        it(`refuse ${name}, with the way out`, () => {
            const model = "model" in create ? { model: create.model } : {};
            const found = problemsOf({ ...planned(create), ...model }, facts(told));
            assert.match(found.join("\n"), says);
        });
    }

    it("know an organisation by any spelling of its id", () => {
        const orgId = webexId("ORGANIZATION", "0b7e2c1a-1111-4222-8333-444455556666");
        const owner = { is: "there", orgId: orgId.replace(/=+$/, "") } as const;
        assert.deepEqual(problemsOf(planned(), facts({ owner, organization: orgId })), []);
    });

    it("let a MAC address pass that the plan gives up, that its owner has, or that is still being set up", () => {
        const theirs = someDevice({ mac: MAC, workspaceId: "hall" });
        assert.deepEqual(
            problemsOf(planned(), facts({ holders: [theirs], freedMacs: new Set([fingerprint(MAC)]) })),
            [],
        );
        assert.deepEqual(problemsOf(planned(), facts({ holders: [someDevice({ mac: MAC, personId: "ada" })] })), []);
        const onItsWay = { ...theirs, standIn: true as const, connectionStatus: "pending" };
        assert.deepEqual(problemsOf(planned(), facts({ holders: [onItsWay] })), []);
        const notKnown = planned({ personId: undefined });
        assert.deepEqual(problemsOf(notKnown, facts({ holders: [theirs], owner: { is: "unknown" } })), []);
    });

    it("let a third-party phone pass with its password, and a phone that Cisco manages", () => {
        const withPassword = planned({ model: "2N Customer Managed", gives: { model: true, password: true } });
        assert.deepEqual(problemsOf(withPassword, facts()), []);
        assert.deepEqual(problemsOf(planned({ model: "DMS Yealink T54" }), facts()), []);
    });

    it("do not refuse a PhoneOS phone in a workspace for collaboration devices: Cisco's pages do not say it", () => {
        const told = facts({ owner: { is: "there", supportedDevices: "collaborationDevices" } });
        assert.deepEqual(problemsOf(planned({ ...room, model: "Cisco 9861" }), told), []);
    });

    it("let a code for a room device pass, of which Webex's list says nothing, but no phone that is none", () => {
        const code = { isCode: true, mac: undefined };
        assert.deepEqual(problemsOf(planned({ ...code, model: "Cisco Desk Pro" }), facts()), []);
        assert.match(problemsOf(planned({ ...code, model: "Cisco 9862" }), facts()).join(), /no model "Cisco 9862"/);
    });

    it("take a model's name that people know", () => {
        assert.deepEqual(problemsOf(planned({ model: "Cisco Desk Phone 9861" }), facts()), []);
    });

    it("pass a model by what Webex tells of it alone", () => {
        const models: SupportedDevice[] = [{ model: "DMS New 1" }];
        assert.deepEqual(problemsOf(planned({ model: "DMS New 1" }), facts({ models: new Models(models) })), []);
    });

    it("by the crud contract take a device for a code: it is never registered by its MAC address", () => {
        const told = facts({ registersByMac: false });
        assert.deepEqual(problemsOf(planned({ model: "DMS Cisco 840" }), told), []);
        assert.match(problemsOf(planned({ model: "DMS Cisco 191" }), told).join(), /by an activation code/);
    });

    it("have nothing against the adoption of a phone by another name of its model, or by one that Webex does not list", () => {
        for (const [product, model, models = SUPPORTED_DEVICES] of [
            ["Cisco Video Phone 8875", "DMS Cisco 8875"],
            ["Cisco 9861 Spacious", "DMS Cisco 8865"],
            ["Cisco 9861", "DMS Cisco 8865", []],
            [undefined, "DMS Cisco 8865"],
        ] as [string | undefined, string, SupportedDevice[]?][]) {
            const holders = [someDevice({ mac: MAC, personId: "ada", ...(product === undefined ? {} : { product }) })];
            const known = facts({ holders, models: new Models(models) });
            assert.deepEqual(problemsOf(planned({ model }), known), [], `${product ?? "no product"} for ${model}`);
        }
    });

    it("have nothing against another model of a phone that leaves with the plan, or that is on its way", () => {
        const there = { mac: MAC, personId: "ada", product: "Cisco 9861" };
        const freedMacs = new Set([fingerprint(MAC)]);
        assert.deepEqual(problemsOf(planned(), facts({ holders: [someDevice(there)], freedMacs })), []);
        const onItsWay = someDevice({ ...there, connectionStatus: "pending", standIn: true });
        assert.deepEqual(problemsOf(planned(), facts({ holders: [onItsWay] })), []);
    });

    it("tell an adoption: the same owner, and not a device that leaves with the plan", () => {
        const holders = [someDevice({ mac: MAC, personId: "ada" })];
        assert.equal(isAdopted(planned(), facts({ holders })), true);
        assert.equal(isAdopted(planned({ personId: "ben" }), facts({ holders })), false);
        assert.equal(isAdopted(planned(), facts({ holders, freedMacs: new Set([fingerprint(MAC)]) })), false);
        assert.equal(isAdopted(planned({ mac: undefined }), facts({ holders })), false);
    });
});
