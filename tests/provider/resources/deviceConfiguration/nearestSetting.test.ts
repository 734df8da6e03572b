import assert from "node:assert/strict";
import {
    filtersFor,
    nearestSetting,
    unknownWords,
} from "../../../../provider/resources/deviceConfiguration/nearestSetting";
import { Bench } from "../../helpers";

describe("resources/deviceConfiguration/nearestSetting", () => {
    const bench = new Bench();
    afterEach(() => bench.closeAll());

    const filters: [string, string[]][] = [
        ["Audio.Volume", ["Audio.*", "*.Volume"]],
        ["audio.Volume.x", ["audio.*", "Audio.*", "*.Volume.x"]],
        ["Audio", ["Audio.*"]],
    ];
    for (const [key, expected] of filters) {
        it(`looks for ${key} among ${expected.join(", then ")}`, () => {
            assert.deepEqual(filtersFor(key), expected);
        });
    }

    const names: [string, string | undefined][] = [
        ["Audio.DefaultVolum", "Audio.DefaultVolume"],
        ["audio.defaultvolume", "Audio.DefaultVolume"],
        ["Adio.DefaultVolume", "Audio.DefaultVolume"],
        ["Network[1].IEEE8021X.Mod", "Network[1].IEEE8021X.Mode"],
        ["Coffee.Strength", undefined],
    ];
    for (const [key, expected] of names) {
        it(`finds for ${key}: ${expected ?? "nothing"}`, async () => {
            const { simulator, client } = await bench.stand();
            assert.equal(await nearestSetting(client, simulator.addDevice().id, key), expected);
            const asked = simulator.log.entries.map(({ query }) => query["key"]);
            assert.ok(asked.length <= 3 && !asked.includes(undefined), "never all settings of a device");
        });
    }

    it("puts each unknown name into words, and asks for a few only", async () => {
        const asked: string[] = [];
        const keys = Array.from({ length: 7 }, (_, at) => `k${at}`);
        const { client } = await bench.stand();
        const words = await unknownWords(client, "d", keys, (_, __, key) => {
            asked.push(key);
            return Promise.resolve(key === "k0" ? "K0" : undefined);
        });
        assert.deepEqual(words.slice(0, 2), [
            "the device has no setting k0; the nearest is K0",
            "the device has no setting k1",
        ]);
        assert.deepEqual([words.length, asked.length], [7, 5]);
    });

    it("is no error of its own where Webex does not answer", async () => {
        const { simulator, client } = await bench.stand();
        simulator.faults.add({ kind: { status: 403 }, count: 9 });
        assert.equal(await nearestSetting(client, simulator.addDevice().id, "Audio.Volum"), undefined);
    });
});
