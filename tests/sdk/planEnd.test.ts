import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import * as state from "@pulumi/pulumi/runtime/state";
import sinon from "sinon";
import { atProgramEnd, failProgram } from "../../sdk/planEnd";

/** Runs `work` as Pulumi runs an inline program: with a storage of its own. */
const inline = Reflect.get(state, "withLocalStorage") as <T>(work: () => T) => T;

describe("sdk/planEnd", () => {
    const { exitCode } = process;
    afterEach(() => {
        sinon.restore();
        process.exitCode = exitCode;
    });

    it("waits until nothing is left to do in the program's own process", () => {
        const handlers: (() => void)[] = [];
        sinon.replace(process, "on", ((event: string, handler: () => void) => {
            assert.equal(event, "beforeExit");
            handlers.push(handler);
            return process;
        }) as typeof process.on);
        let ended = 0;
        atProgramEnd(
            () => [],
            () => {
                ended += 1;
                return Promise.resolve();
            },
        );
        assert.equal(ended, 0);
        handlers[0]?.();
        assert.equal(ended, 1);
    });

    it("in an inline program waits for the URNs of all resources, also of those that come meanwhile", async () => {
        const resolvers: ((urn: string) => void)[] = [];
        const newUrn = () => pulumi.output(new Promise<string>((resolve) => resolvers.push(resolve)));
        const urns = [newUrn()];
        const ended = new Promise<number>((resolve) => {
            inline(() => {
                atProgramEnd(
                    () => urns,
                    () => {
                        resolve(urns.length);
                        return Promise.resolve();
                    },
                );
            });
        });
        urns.push(newUrn());
        resolvers[0]?.("urn:one");
        await new Promise((resolve) => setImmediate(resolve));
        urns.push(newUrn());
        resolvers[1]?.("urn:two");
        resolvers[2]?.("urn:three");
        assert.equal(await ended, 3);
    });

    it("fails the program by Pulumi's exit code, and an inline one by what was said alone", () => {
        inline(failProgram);
        assert.equal(process.exitCode, exitCode);
        failProgram();
        assert.equal(process.exitCode, 32);
    });
});
