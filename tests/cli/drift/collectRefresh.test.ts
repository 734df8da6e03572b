import assert from "node:assert/strict";
import type { EngineEvent } from "@pulumi/pulumi/automation";
import { CliError } from "../../../cli/cliError";
import { collectRefresh, refreshIn } from "../../../cli/drift/collectRefresh";
import type { StackResource } from "../../../cli/stack/managed";
import { MASKED, resource } from "./builders";

/** What a refresh found of a resource, as the engine tells it. */
function step(op: string, old: StackResource | undefined, after?: StackResource, more: object = {}): EngineEvent {
    const { urn = "", type = "" } = old ?? {};
    const metadata = { op, urn, type, old, new: after ?? null, detailedDiff: null, provider: "", ...more };
    return { sequence: 1, timestamp: 1, resOutputsEvent: { metadata, planning: true } } as unknown as EngineEvent;
}

function diagnostic(severity: string, message: string, urn?: string): EngineEvent {
    return { sequence: 1, timestamp: 1, diagnosticEvent: { severity, message, urn, color: "never" } } as EngineEvent;
}

const desk = resource("Device", "desk", { tags: ["a"] });
const signal = new AbortController().signal;

describe("cli/drift/collectRefresh", () => {
    it("takes what is this package's from the events", () => {
        const now = resource("Device", "desk", { tags: ["b"] });
        const others = { ...desk, type: "pulumi:pulumi:Stack" };
        const { resources, config } = refreshIn([
            step("same", others, others),
            step("update", desk, now, { detailedDiff: { "tags[0]": { diffKind: "update", inputDiff: true } } }),
            step("same", desk, desk),
            step("delete", desk),
            step("update", desk, desk),
            step("same", { ...desk, delete: true }, desk),
            step("same", undefined),
            diagnostic("info", "news"),
        ]);
        assert.deepEqual(resources, [
            { op: "update", before: desk, after: now, changed: ["tags[0]"] },
            { op: "same", before: desk, after: desk, changed: undefined },
            { op: "delete", before: desk, after: undefined, changed: undefined },
            { op: "update", before: desk, after: desk, changed: undefined },
        ]);
        assert.equal(config, undefined);
    });

    it("takes the configuration of the last `up` from the provider, without secrets", () => {
        const inputs = { "webex:baseUrl": "http://127.0.0.1", "webex:accessToken": MASKED, version: "1" };
        const provider = { urn: "urn", type: "pulumi:providers:pulumi-nodejs", id: "1", inputs };
        assert.deepEqual(refreshIn([step("same", provider, provider)]).config, {
            "webex:baseUrl": "http://127.0.0.1",
            "webex:accessToken": undefined,
        });
    });

    it("takes it of a native plugin's provider, too, and of the engine's own where there are several", () => {
        const at = (name: string, baseUrl: string) => ({
            ...{
                urn: `urn:pulumi:dev::shop::pulumi:providers:webex::${name}`,
                type: "pulumi:providers:webex",
                id: "1",
            },
            inputs: { baseUrl, accessToken: MASKED },
        });
        const [south, own] = [at("south", "http://127.0.0.2"), at("default_1_2_3", "http://127.0.0.1")];
        const config = (...all: (typeof own)[]) => refreshIn(all.map((each) => step("same", each, each))).config;
        const secret = { "webex:accessToken": undefined };
        assert.deepEqual(config(south, own), { "webex:baseUrl": "http://127.0.0.1", ...secret });
        assert.deepEqual(config(south), { "webex:baseUrl": "http://127.0.0.2", ...secret });
    });

    it("takes resources of either front", () => {
        const native = { ...desk, type: "webex:index:Device" };
        assert.deepEqual(
            refreshIn([step("same", native, native)]).resources.map(({ before }) => before.type),
            ["webex:index:Device"],
        );
    });

    /** Collects from a stack that gives these events, and then fails if there is an error. */
    const collect = (events: EngineEvent[], counts: number[], error?: Error) =>
        collectRefresh(
            {
                name: "dev",
                previewRefresh({ onEvent, env }) {
                    assert.deepEqual(env, { A: "b" });
                    events.forEach(onEvent);
                    return error === undefined ? Promise.resolve() : Promise.reject(error);
                },
            },
            { env: { A: "b" }, signal, onCount: (count) => counts.push(count) },
        );

    it("counts the resources as they come", async () => {
        const counts: number[] = [];
        const { resources } = await collect([step("same", desk, desk), step("delete", desk)], counts);
        assert.deepEqual([resources.length, counts], [2, [1, 2]]);
    });

    it("names the first resource that could not be read, and how many there are", async () => {
        const failed = new CliError("the refresh failed: something");
        const said = [
            diagnostic("info#err", "webex: read failed"),
            diagnostic(
                "error",
                'Preview failed: read of Device "desk" failed: GET /devices/1 answered 400.\n',
                desk.urn,
            ),
            diagnostic("error", "preview failed"),
        ];
        await assert.rejects(collect([step("same", desk, desk), ...said], [], failed), {
            name: "CliError",
            message:
                'the refresh of stack "dev" failed: of "desk": read of Device "desk" failed: GET /devices/1 answered 400.',
        });
        const more = [diagnostic("error", "no", `${desk.urn}-2`), diagnostic("error", "no", `${desk.urn}-3`)];
        await assert.rejects(
            collect([...said, ...more], [], failed),
            /of "desk", and of 2 more: read of Device "desk"/,
        );
    });

    it("passes on what keeps the whole refresh from running", async () => {
        const locked = new CliError("locked");
        await assert.rejects(collect([diagnostic("error", "preview failed")], [], locked), locked);
    });
});
