import assert from "node:assert/strict";
import { classOf, configurationIn, isProvider } from "../../../cli/stack/fronts";
import { LOGICS } from "../../../provider/plugin/tokens";

describe("cli/stack/fronts", () => {
    it("knows every class by the types of both fronts, and no type of others", () => {
        for (const { definition } of LOGICS) {
            const { name } = definition;
            assert.equal(classOf(`pulumi-nodejs:dynamic/webex:${name}`), name);
            assert.equal(classOf(`webex:index:${name}`), name);
        }
        const others = ["pulumi-nodejs:dynamic:Resource", "webex:index:Room", "xwebex:index:Device", "webex:Device"];
        assert.deepEqual(
            others.map((type) => classOf(type)),
            others.map(() => undefined),
        );
    });

    it("has the settings of either provider by the keys of a stack's configuration", () => {
        const dynamic = { "webex:baseUrl": "a", "aws:region": "b", version: "1" };
        assert.deepEqual(configurationIn("pulumi:providers:pulumi-nodejs", dynamic), { "webex:baseUrl": "a" });
        assert.deepEqual(configurationIn("pulumi:providers:webex", { baseUrl: "a" }), { "webex:baseUrl": "a" });
        assert.deepEqual(configurationIn("pulumi:providers:aws", { baseUrl: "a" }), {});
        const types = ["pulumi:providers:pulumi-nodejs", "pulumi:providers:webex", "pulumi:providers:aws"];
        assert.deepEqual(types.map(isProvider), [true, true, false]);
    });
});
