import assert from "node:assert/strict";
import fs from "node:fs";
import Ajv from "ajv";
import { engineVersion } from "../../tools/engine/engine.mjs";
import { gitlabSchema } from "../../tools/pipelines/programs.mjs";
import { calledScripts, loadYaml, orSkip, SCRIPTS } from "./pipelineFiles";

interface Job {
    readonly rules: readonly { readonly if: string }[];
    readonly script: readonly string[];
    readonly resource_group?: string;
    readonly environment: object;
}

interface Pipeline {
    readonly default: { readonly image: { readonly name: string } };
    readonly preview: Job;
    readonly up: Job;
    readonly drift: Job;
}

describe("the pipeline for GitLab CI", () => {
    const pipeline = loadYaml("gitlab", ".gitlab-ci.yml") as Pipeline;

    it("fits GitLab's schema, which another file does not", async function () {
        const file = await orSkip(this, gitlabSchema);
        // GitLab's schema has words of its own for editors.
        const ajv = new Ajv({ strict: false, validateFormats: false });
        const validate = ajv.compile(JSON.parse(fs.readFileSync(file, "utf8")) as object);
        assert.ok(validate(pipeline), ajv.errorsText(validate.errors));
        assert.ok(!validate({ ...pipeline, up: { ...pipeline.up, interruptible: "perhaps" } }));
        assert.ok(!validate({ ...pipeline, up: { ...pipeline.up, script: 7 } }));
    });

    it("runs in the image of the CLI that this package is tested with", () => {
        assert.equal(pipeline.default.image.name, `pulumi/pulumi-nodejs:${engineVersion()}`);
    });

    it("calls scripts that are there", () => {
        const called = [pipeline.preview, pipeline.up, pipeline.drift].flatMap(({ script }) =>
            calledScripts(script.join("\n")),
        );
        assert.deepEqual(
            [...new Set(called)].sort(),
            SCRIPTS.filter((name) => name !== "setup.sh"),
        );
    });

    it("lets no two runs meet, and gives merge requests of forks nothing", () => {
        const { preview, up, drift } = pipeline;
        assert.deepEqual([up.resource_group, drift.resource_group], ["webex-$STACK", "webex-$STACK"]);
        assert.deepEqual(
            preview.rules.map((rule) => rule.if),
            [
                '$CI_PIPELINE_SOURCE == "merge_request_event" && ' +
                    "$CI_MERGE_REQUEST_SOURCE_PROJECT_ID == $CI_PROJECT_ID",
            ],
        );
        assert.ok([...up.rules, ...drift.rules].every((rule) => rule.if.includes("$CI_DEFAULT_BRANCH")));
    });
});
