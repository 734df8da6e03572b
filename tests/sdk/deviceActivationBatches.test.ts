import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { DeviceActivationBatches, sliced } from "../../sdk/deviceActivationBatches";
import { thrown } from "../provider/helpers";
import { Program, valueOf } from "./helpers";

const OFF = { limitGuard: "off", accessToken: "t" };

describe("DeviceActivationBatches", () => {
    const program = new Program();
    afterEach(() => {
        program.stop();
    });

    const roomsOf = (count: number) =>
        Object.fromEntries(Array.from({ length: count }, (_, at) => [`room-${at}`, { workspaceId: `w${at}` }]));

    it("divides entries by their names: one that comes or goes moves no other", () => {
        const before = sliced(roomsOf(200), 10);
        const { "room-7": _, ...rest } = roomsOf(260);
        const after = sliced(rest, 10);
        const sliceOf = (slices: object[], key: string) => slices.findIndex((slice) => key in slice);
        for (const key of Object.keys(roomsOf(200)).filter((name) => name !== "room-7")) {
            assert.equal(sliceOf(after, key), sliceOf(before, key), key);
        }
        const sizes = before.map((slice) => Object.keys(slice).length);
        assert.equal(
            sizes.reduce((sum, size) => sum + size),
            200,
        );
        assert.ok(Math.max(...sizes) <= 40, `the largest slice has ${Math.max(...sizes)} of 200`);
    });

    it("puts an entry where it was put in the first release", () => {
        // Which slice has an entry is in users' states.
        assert.deepEqual(
            sliced({ "board-room": 1, lab: 2, "huddle 1": 3 }, 10).map((slice) => Object.keys(slice).join()),
            ["", "", "huddle 1", "", "lab", "", "", "board-room", "", ""],
        );
    });

    it("makes a batch of each slice, one after another, and joins what they answer", async () => {
        await program.start(OFF, { hooks: false, outputs: { codes: { a: "1" } } });
        const batches = new DeviceActivationBatches("rooms", { activations: roomsOf(30), slices: 3 });
        assert.deepEqual(await valueOf(batches.codes), { a: "1" });
        const names = program.requests.map((request) => request.getName()).filter((name) => name.startsWith("rooms-"));
        assert.deepEqual(names, ["rooms-0", "rooms-1", "rooms-2"]);
    });

    it("hands the settings of all on to each batch", async () => {
        await program.start(OFF, { hooks: false });
        const common = { allowRemovals: true, renew: "never", unregisterOnDelete: false } as const;
        const batches = new DeviceActivationBatches("lab", { activations: roomsOf(9), slices: 2, ...common });
        await valueOf(batches.codes);
        for (const name of ["lab-0", "lab-1"]) {
            const { allowRemovals, renew, unregisterOnDelete } = program.request(name).getObject().toJavaScript();
            assert.deepEqual({ allowRemovals, renew, unregisterOnDelete }, common);
        }
    });

    it("refuses entries whose names are an output, as programs in other languages may give them", async () => {
        await program.start(OFF, { hooks: false });
        for (const given of [pulumi.output(roomsOf(2)), pulumi.unknown]) {
            const activations = given as ReturnType<typeof roomsOf>;
            const error = await thrown(() => new DeviceActivationBatches("rooms", { activations }));
            assert.match(error.message, /"rooms": activations must be a plain map/);
        }
    });

    for (const slices of [0, -1, 1.5, Number.NaN]) {
        it(`refuses ${slices} slices`, async () => {
            await program.start(OFF, { hooks: false });
            const error = await thrown(() => new DeviceActivationBatches("rooms", { activations: {}, slices }));
            assert.match(error.message, /"rooms": slices must be a whole number from 1/);
        });
    }
});
