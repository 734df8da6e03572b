import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import sinon from "sinon";
import { rememberSecrets } from "../../provider/client/secrets";
import { batchOutlook } from "../../provider/resources/batch/batchOutlook";
import { batchState } from "../../provider/resources/batch/batchState";
import { ACTIVATIONS } from "../../provider/resources/batch/deviceActivationBatch";
import { DEVICES } from "../../provider/resources/batch/deviceBatch";
import type { Properties } from "../../provider/resources/resource";
import { announceBatch, refuseRemovals } from "../../sdk/announceBatch";
import { programSession } from "../../sdk/run";
import { caught } from "../provider/helpers";
import { codesWith, devicesWith, phone, registered } from "../provider/resources/batch/entries";
import { classOf, Program } from "./helpers";

const URN = "urn:pulumi:stack::project::pulumi-nodejs:dynamic/webex:DeviceBatch::phones";

describe("sdk/announceBatch", () => {
    let program: Program;
    beforeEach(async () => {
        program = new Program();
        await program.start({ accessToken: "t" });
    });
    afterEach(() => {
        program.stop();
    });

    /** As the hook does: a plan that is refused is not announced. */
    async function announce(name: string, inputs: Properties, state: Properties): Promise<void> {
        const outlook = batchOutlook({
            type: classOf(inputs),
            name,
            state,
            inputs,
            settings: programSession().settings,
        });
        refuseRemovals({ name, urn: URN, outlook });
        await announceBatch({ name, urn: URN, outlook });
    }

    /** What is logged, each with the URN that it stands under. */
    async function saidOf(name: string, inputs: Properties, oldOutputs: Properties = {}): Promise<unknown[]> {
        const info = sinon.stub(pulumi.log, "info").resolves();
        await announce(name, inputs, oldOutputs);
        return Promise.all(
            info.args.map(async ([text, under]) => {
                const { urn } = under as unknown as { readonly urn: { promise(): Promise<string> } };
                return [text, await urn.promise()];
            }),
        );
    }

    const many = Object.fromEntries(Array.from({ length: 12 }, (_, at) => [`p${at}`, phone(at)]));
    const oldOutputs = batchState(
        DEVICES,
        {},
        devicesWith(Object.fromEntries(Object.entries(many).map(([key, own]) => [key, registered(own)]))),
    );

    it("says under a new batch what it makes", async () => {
        const said = await saidOf("phones", { devices: { a: phone(1), b: phone(2) } });
        assert.deepEqual(said, [["phones: registers or adopts 2 (a, b)", URN]]);
    });

    it("says under a batch of codes what it changes", async () => {
        const state = batchState(ACTIVATIONS, {}, codesWith({ a: { personId: "p" } }));
        assert.deepEqual(await saidOf("codes", { activations: {} }, state), [["codes: REVOKES a", URN]]);
    });

    it("says nothing of other resources", async () => {
        assert.deepEqual(await saidOf("phone", phone(1)), []);
    });

    it("says no secret", async () => {
        rememberSecrets("secret-entry-name");
        const said = await saidOf("phones", { devices: { "secret-entry-name": phone(1) } });
        assert.deepEqual(said, [["phones: registers or adopts 1 ([secret])", URN]]);
    });

    it("refuses an update that takes many entries out of Webex, and says nothing else of it", async () => {
        const info = sinon.stub(pulumi.log, "info").resolves();
        const error = await caught(announce("phones", { devices: {} }, oldOutputs));
        assert.match(error.message, /^phones: the update takes 12 of 12 devices out of Webex/);
        assert.deepEqual(info.args, []);
    });

    it("lets it pass where the batch or the run allows it", async () => {
        const line = /^phones: UNREGISTERS 12 /;
        const [allowed] = (await saidOf("phones", { devices: {}, allowRemovals: true }, oldOutputs)) as string[][];
        assert.match(allowed?.[0] ?? "", line);
        sinon.restore();
        program.stop();
        await program.start({ accessToken: "t", allowRemovals: "true" });
        const [run] = (await saidOf("phones", { devices: {} }, oldOutputs)) as string[][];
        assert.match(run?.[0] ?? "", line);
    });
});
