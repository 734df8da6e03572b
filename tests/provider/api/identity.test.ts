import assert from "node:assert/strict";
import fc from "fast-check";
import {
    normalizeMac,
    normalizeTags,
    orderTags,
    sameId,
    sameMac,
    sameModel,
    sameTags,
} from "../../../provider/api/identity";
import { webexId } from "../helpers";

const UUID = "4c2b9e1a-0d3f-4a7b-9b1c-1f2e3d4c5b6a";

describe("api/identity", () => {
    describe("sameId", () => {
        const bare = webexId("PEOPLE", UUID).replace(/=+$/, "");
        const foreign = (prefix: string) => Buffer.from(`${prefix}ciscospark://us/PEOPLE/${UUID}`).toString("base64");
        const rows: [string, string | undefined, string | undefined, boolean][] = [
            ["equal texts", "abc", "abc", true],
            ["other texts", "abc", "abd", false],
            ["padding", `${bare}==`, bare, true],
            ["clusters", webexId("PEOPLE", UUID), webexId("PEOPLE", UUID, "urn:TEAM:us-east-2_a"), true],
            ["the type of one id, written in two ways", webexId("PERSON", UUID), webexId("PEOPLE", UUID), true],
            ["upper and lower case of the uuid", webexId("PEOPLE", UUID.toUpperCase()), webexId("PEOPLE", UUID), true],
            ["two people", webexId("PEOPLE", UUID), webexId("PEOPLE", UUID.replace("4", "5")), false],
            ["upper and lower case of a foreign id", "Desk-1", "desk-1", false],
            ["the padding of a foreign id", "desk==", "desk", true],
            ["an equals sign inside of a foreign id", "de=sk", "desk", false],
            ["two foreign ids around one of Webex", foreign("eins"), foreign("zwei"), false],
            ["two missing ids", undefined, undefined, true],
            ["a missing id", undefined, "abc", false],
            ["an empty id and any other", "", "abc", false],
        ];
        for (const [name, a, b, same] of rows) {
            it(`${same ? "sees the same in" : "tells apart"} ${name}`, () => {
                assert.deepEqual([sameId(a, b), sameId(b, a)], [same, same]);
            });
        }

        it("is true of every id and itself", () => {
            fc.assert(fc.property(fc.string(), (id) => sameId(id, id)));
        });
    });

    describe("normalizeMac", () => {
        for (const text of [
            "52EAD324FD21",
            "52:ea:d3:24:fd:21",
            "52-EA-D3-24-FD-21",
            "52ea.d324.fd21",
            " 52 ea d3 24 fd 21 ",
        ]) {
            it(`reads "${text}"`, () => {
                assert.equal(normalizeMac(text), "52EAD324FD21");
            });
        }

        for (const text of ["", "52EAD324FD2", "52EAD324FD211", "52EAD324FD2G", "52_EA_D3_24_FD_21", "not a mac"]) {
            it(`takes "${text}" for no MAC address`, () => {
                assert.equal(normalizeMac(text), undefined);
            });
        }
    });

    it("sameMac compares notations, and texts that are no MAC address as they are", () => {
        assert.equal(sameMac("52:ea:d3:24:fd:21", "52EAD324FD21"), true);
        assert.equal(sameMac("52:ea:d3:24:fd:22", "52EAD324FD21"), false);
        assert.equal(sameMac("odd", "odd"), true);
        assert.equal(sameMac("odd", "ODD"), false);
        assert.equal(sameMac(undefined, "52EAD324FD21"), false);
        assert.equal(sameMac("52EAD324FD21", undefined), false);
        assert.equal(sameMac(undefined, undefined), true);
    });

    describe("sameModel", () => {
        const rows: [string, string, boolean][] = [
            ["DMS Cisco 8865", "Cisco 8865", true],
            ["DMS Cisco 8865", "8865", true],
            ["Cisco 9861", "cisco 9861", true],
            ["Room Kit Pro", "Cisco Webex Room Kit Pro", true],
            ["DX-80", "Cisco Webex DX80", true],
            ["DMS Cisco 8865", "Cisco 8845", false],
            ["Cisco Room Kit", "Cisco Room Kit Pro", false],
        ];
        for (const [model, product, same] of rows) {
            it(`${same ? "takes" : "does not take"} "${product}" for a "${model}"`, () => {
                assert.equal(sameModel(model, product), same);
            });
        }
    });

    describe("sameModel with the models that Webex can register", () => {
        const supported = [
            { model: "DMS Cisco 8875", displayName: "Cisco Video Phone 8875" },
            { model: "Cisco 9861", displayName: "Cisco Desk Phone 9861" },
            { model: "DMS Cisco DBS110", displayName: "Cisco DECT 110 Base" },
            { model: "DMS Cisco 192" },
        ];
        const rows: [string, string, boolean][] = [
            ["DMS Cisco 8875", "Cisco Video Phone 8875", true],
            ["Cisco Video Phone 8875", "DMS Cisco 8875", true],
            ["Cisco 8875", "video phone 8875", true],
            ["Cisco 9861", "Cisco Desk Phone 9861", true],
            ["DMS Cisco DBS110", "Cisco DECT 110 Base", true],
            ["DMS Cisco 8875", "Cisco Desk Phone 9861", false],
            ["DMS Cisco 8875", "Cisco Video Phone 8876", false],
            ["Cisco 1", "Cisco 2", false],
            ["DMS Cisco 192", "Cisco", false],
        ];
        for (const [a, b, same] of rows) {
            it(`${same ? "takes" : "does not take"} "${b}" for a "${a}"`, () => {
                assert.equal(sameModel(a, b, supported), same);
            });
        }

        it("does not know long names without them", () => {
            assert.equal(sameModel("DMS Cisco 8875", "Cisco Video Phone 8875"), false);
        });
    });

    it("normalizeTags sorts and drops repetitions without touching its argument", () => {
        const tags = ["b", "a", "b"];
        assert.deepEqual(normalizeTags(tags), ["a", "b"]);
        assert.deepEqual(tags, ["b", "a", "b"]);
    });

    const orders: [string, string[], string[], string[]][] = [
        ["keeps the known order", ["b", "a"], ["a", "b"], ["b", "a"]],
        [
            "appends what comes, in the order given",
            ["lobby"],
            ["floor-1", "lobby", "east"],
            ["lobby", "floor-1", "east"],
        ],
        ["drops what leaves", ["a", "b", "c"], ["c", "a"], ["a", "c"]],
        ["takes the order given where none is known", [], ["b", "a", "b"], ["b", "a"]],
        ["drops what is known twice", ["a", "a"], ["a"], ["a"]],
    ];
    for (const [name, known, tags, expected] of orders) {
        it(`orderTags ${name}`, () => {
            assert.deepEqual(orderTags(known, tags), expected);
        });
    }

    it("sameTags compares sets; a missing list is an empty one", () => {
        assert.equal(sameTags(["b", "a"], ["a", "b", "a"]), true);
        assert.equal(sameTags(["a"], ["a", "b"]), false);
        assert.equal(sameTags(["a"], ["A"]), false);
        assert.equal(sameTags(undefined, []), true);
        assert.equal(sameTags([], undefined), true);
        assert.equal(sameTags(undefined, ["a"]), false);
        assert.equal(sameTags(["a"], undefined), false);
        assert.equal(sameTags(["a,b"], ["a", "b"]), false);
    });
});
