import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { Device } from "../../sdk/index";
import * as native from "../../sdk/native/index";
import { pauseStackTraces } from "../../sdk/stackTraces";
import { thrown } from "../provider/helpers";
import { Program } from "./helpers";

const ARGS = { workspaceId: "room", mac: "020000000001", model: "Cisco 8865" };
const LIMIT = 7;

describe("sdk/stackTraces", () => {
    const { stackTraceLimit } = Error;
    let program: Program;

    beforeEach(async () => {
        program = new Program();
        await program.start({ accessToken: "t", limitGuard: "off", preflight: "off" });
        Error.stackTraceLimit = LIMIT;
    });

    afterEach(() => {
        Error.stackTraceLimit = stackTraceLimit;
        program.stop();
    });

    /** The limit while Pulumi makes a resource with these options. */
    function limitWith(options: pulumi.CustomResourceOptions): number {
        const traces = pauseStackTraces(options, Device);
        const limit = Error.stackTraceLimit;
        traces.resume();
        assert.equal(Error.stackTraceLimit, LIMIT);
        return limit;
    }

    /** How many traces are formatted while Pulumi makes a resource. */
    function tracesOfDevice(): number {
        const before: unknown = Reflect.get(Error, "prepareStackTrace");
        let traces = 0;
        Error.prepareStackTrace = (_, frames) => {
            traces += frames.length > 0 ? 1 : 0;
            return "";
        };
        try {
            new Device("phone", ARGS);
        } finally {
            Reflect.set(Error, "prepareStackTrace", before);
        }
        assert.equal(Error.stackTraceLimit, LIMIT);
        return traces;
    }

    it("are paused while Pulumi makes a resource, and go on as they were", () => {
        assert.equal(limitWith({}), 0);
        // Those by which Pulumi finds the line of the program.
        const traces = tracesOfDevice();
        assert.ok(traces >= 1 && traces <= 2, `${traces} traces`);
    });

    it("are not paused for who looks for promises that leak", () => {
        process.env["PULUMI_DEBUG_PROMISE_LEAKS"] = "true";
        assert.equal(limitWith({}), LIMIT);
        const traces = tracesOfDevice();
        assert.ok(traces > 20, `${traces} traces`);
    });

    class Phone extends Device {}
    class Desk extends pulumi.ComponentResource {
        constructor() {
            super("test:Desk", "desk");
            new Device("phone", ARGS, { parent: this });
        }
    }
    const classes: [string, new (name: string, args: typeof ARGS) => unknown, string[]][] = [
        ["a class of ours", Device, ["Device", "programOfUser"]],
        ["a class of the plugin's", native.Device, ["Device", "programOfUser"]],
        ["a class that the program makes of ours", Phone, ["Phone", "programOfUser"]],
        ["a component of the program", Desk, ["Device", "Desk", "programOfUser"]],
    ];
    for (const [words, Made, expected] of classes) {
        it(`have who makes the resource where Pulumi looks for it, behind one class: ${words}`, () => {
            const before: unknown = Reflect.get(Error, "prepareStackTrace");
            const traces: (string | null)[][] = [];
            const format: typeof Error.prepareStackTrace = (_, frames) => {
                traces.push(frames.map((frame) => frame.getFunctionName()));
                return "";
            };
            Error.prepareStackTrace = format;
            try {
                (function programOfUser() {
                    new Made("phone", ARGS);
                })();
                assert.equal(Reflect.get(Error, "prepareStackTrace"), format);
            } finally {
                Reflect.set(Error, "prepareStackTrace", before);
            }
            const whole = traces.find((names) => names.includes("CustomResource")) ?? [];
            const from = whole.indexOf("CustomResource") + 1;
            assert.deepEqual(whole.slice(from, from + expected.length), expected);
        });
    }

    it("are left to Node where nothing else formats them", () => {
        const before: unknown = Reflect.get(Error, "prepareStackTrace");
        Reflect.deleteProperty(Error, "prepareStackTrace");
        try {
            const traces = pauseStackTraces({}, Device);
            assert.equal(Reflect.get(Error, "prepareStackTrace"), undefined);
            traces.resume();
            assert.equal(Reflect.get(Error, "prepareStackTrace"), undefined);
        } finally {
            Reflect.set(Error, "prepareStackTrace", before);
        }
    });

    it("lead from an error of Pulumi to the program", async () => {
        const { stack } = await thrown(() => new Device("", ARGS));
        assert.match(stack ?? "", /Missing resource name[\s\S]*new Device[\s\S]*stackTraces\.test\.ts/);
        assert.equal(Error.stackTraceLimit, LIMIT);
    });

    it("lead into a transformation of the program, the resource's own or its parent's", async () => {
        const breaks: pulumi.ResourceTransformation = ({ name }) => {
            throw brokenHere(name);
        };
        const brokenHere = (name: string): Error => new Error(`broken at ${name}`);
        class Floor extends pulumi.ComponentResource {
            constructor(transformation: pulumi.ResourceTransformation) {
                super("test:Floor", "floor", {}, { transformations: [transformation] });
            }
        }
        const parent = new Floor((args) => (args.name === "phone" ? breaks(args) : undefined));
        const other = { ...ARGS, mac: "020000000002" };
        const cases: [typeof ARGS, pulumi.CustomResourceOptions][] = [
            [ARGS, { transformations: [breaks] }],
            [other, { parent }],
        ];
        for (const [args, options] of cases) {
            const { stack } = await thrown(() => new Device("phone", args, options));
            assert.match(stack ?? "", /broken at phone[\s\S]*brokenHere/);
        }
    });
});
