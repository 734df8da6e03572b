import assert from "node:assert/strict";
import { nodeFindings } from "../../../cli/doctor/nodeFindings";

const SDK = { version: "3.249.0", node: ">=22" };
const OWN = { version: "0.1.0" };

describe("cli/doctor/nodeFindings", () => {
    it("passes a Node that is new enough, and says nothing of packages without a project", () => {
        assert.deepEqual(nodeFindings({ node: "v20.20.2", wanted: ">=20", packages: undefined }), [
            { topic: "node", word: "ok", text: "20.20.2 (wanted: >=20)" },
        ]);
    });

    it("refuses an older one", () => {
        const [found] = nodeFindings({ node: "v18.1.0", wanted: ">=20", packages: undefined });
        assert.deepEqual([found?.word, found?.text], ["problem", "18.1.0 is too old (wanted: >=20)"]);
        assert.match(found?.remedy ?? "", /newer Node/);
    });

    const projects: [string, Parameters<typeof nodeFindings>[0]["packages"], string, RegExp][] = [
        [
            "both packages",
            { own: OWN, sdk: { version: "3.248.0" } },
            "ok",
            /^pulumi-webex 0.1.0, @pulumi\/pulumi 3.248.0$/,
        ],
        ["no package of ours", { own: undefined, sdk: SDK }, "problem", /^the project cannot load pulumi-webex$/],
        ["nothing", { own: undefined, sdk: undefined }, "problem", /load pulumi-webex and @pulumi\/pulumi$/],
        ["an SDK that wants another Node", { own: OWN, sdk: SDK }, "problem", /3\.249\.0, which wants Node >=22$/],
        [
            "a range that nobody can read",
            { own: OWN, sdk: { version: "3.248.0", node: "20 || 22" } },
            "ok",
            /3\.248\.0$/,
        ],
    ];
    for (const [name, packages, word, text] of projects) {
        it(`says ${word} of a project with ${name}`, () => {
            const [, found] = nodeFindings({ node: "v20.20.2", wanted: ">=20", packages });
            assert.deepEqual([found?.topic, found?.word], ["packages", word]);
            assert.match(found?.text ?? "", text);
        });
    }
});
