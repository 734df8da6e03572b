/** As much as a large organisation has, and texts that a careless byte would spoil. */

import assert from "node:assert/strict";
import { Bench } from "../helpers";

/** A cluster of several code points, one with skin tone, a flag, a letter with its accent apart, both directions. */
const ODD_TEXTS = [
    "👩🏽‍💻 Büro 42",
    "🏳️‍🌈",
    "cafe\u0301",
    "caf\u00e9",
    "会議室",
    "غرفة \u200f(1)",
    'quote " \\ back',
    "a\u2028b",
];

describe("client/webexClient with much to read", () => {
    const bench = new Bench();
    afterEach(() => bench.closeAll());

    it("reads 10,000 devices in 100 requests", async () => {
        const { simulator, contract } = await bench.stand();
        const ids = Array.from({ length: 10_000 }, () => simulator.addDevice().id);
        const devices = await contract.listDevices({});
        assert.deepEqual(
            devices.map(({ id }) => id),
            ids,
        );
        assert.equal(simulator.log.entries.length, 100);
    });

    it("reads an answer of 5 MB, odd letters and all", async () => {
        const { simulator, contract } = await bench.stand();
        const items = Array.from({ length: 20_000 }, (_, index) => ({
            id: `device-${index}`,
            displayName: `${index} ${ODD_TEXTS.join(" ")}`,
            tags: ODD_TEXTS,
        }));
        assert.ok(Buffer.byteLength(JSON.stringify({ items })) > 5 * 1024 * 1024);
        simulator.faults.add({ method: "GET", path: "/devices", kind: { json: { items } } });
        const devices = await contract.listDevices({});
        assert.deepEqual(
            devices.map(({ id, displayName, tags }) => ({ id, displayName, tags })),
            items,
        );
    });
});

describe("client/webexClient with odd letters", () => {
    const bench = new Bench();
    afterEach(() => bench.closeAll());

    it("writes them into names and tags as they are, and reads them back", async () => {
        const { simulator, contract } = await bench.stand({ contract: "crud" });
        for (const displayName of ODD_TEXTS) {
            const device = await contract.getDevice(simulator.addDevice().id, undefined);
            assert.ok(device);
            const updated = await contract.updateDevice(device, { displayName, tags: ODD_TEXTS }, undefined);
            assert.deepEqual([updated.displayName, updated.tags], [displayName, ODD_TEXTS]);
            const there = simulator.device(device.id);
            assert.deepEqual([there?.displayName, there?.tags], [displayName, ODD_TEXTS]);
        }
    });

    it("finds devices by them", async () => {
        const { simulator, contract } = await bench.stand();
        for (const displayName of ODD_TEXTS) {
            const { id } = simulator.addDevice({ displayName });
            const found = await contract.listDevices({ displayName });
            assert.deepEqual(
                found.map((device) => device.id),
                [id],
            );
        }
    });

    it("reads them whole where they come in pieces", async () => {
        const { simulator, contract } = await bench.stand();
        const displayName = ODD_TEXTS.join(" ");
        const { id } = simulator.addDevice({ displayName });
        simulator.faults.add({ kind: { dripMs: 0 } });
        assert.equal((await contract.getDevice(id, undefined))?.displayName, displayName);
        assert.deepEqual(
            simulator.log.entries.map(({ fault }) => fault),
            ["dripMs"],
        );
    });
});
