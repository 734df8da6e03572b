import assert from "node:assert/strict";
import type { WebexDevice } from "../../../provider/api/devices/webexDevice";
import { readMacHolders } from "../../../provider/preflight/macHolders";
import { fakeContract, someDevice, uniqueMac } from "../helpers";

/** A contract with these devices, and what it is asked. */
function contractOf(devices: readonly WebexDevice[], filtersByMac = true) {
    const asked: string[] = [];
    const contract = fakeContract({
        filtersByMac,
        findByMac: (mac) => {
            asked.push("mac");
            return Promise.resolve(devices.filter((device) => device.mac === mac));
        },
        async *devicePages() {
            for (let start = 0; start < devices.length; start += 100) {
                asked.push("page");
                yield await Promise.resolve(devices.slice(start, start + 100));
            }
        },
    });
    return { contract, asked };
}

const devicesWith = (macs: readonly string[]) => macs.map((mac) => someDevice({ mac }));
const someMacs = (count: number) => Array.from({ length: count }, uniqueMac);

describe("preflight/macHolders", () => {
    it("ask for a few by their MAC addresses, for more by the pages of the list", async () => {
        const devices = devicesWith(someMacs(250));
        const few = contractOf(devices);
        await readMacHolders(few.contract, someMacs(3), undefined);
        assert.deepEqual(few.asked, ["mac", "mac", "mac"]);
        const many = contractOf(devices);
        await readMacHolders(many.contract, someMacs(4), undefined);
        assert.deepEqual(many.asked, ["page", "page", "page"]);
    });

    it("read no page more once all are found", async () => {
        const macs = someMacs(300);
        const { contract, asked } = contractOf(devicesWith(macs));
        const holders = await readMacHolders(contract, macs.slice(0, 10), undefined);
        assert.deepEqual([holders.size, asked], [10, ["page"]]);
    });

    it("find a device whatever way its address is written", async () => {
        const [mac = "", ...others] = someMacs(4);
        const colons = (mac.match(/../g) ?? []).join(":");
        const { contract } = contractOf([someDevice({ id: "d", mac: colons })]);
        const holders = await readMacHolders(contract, [mac, ...others], undefined);
        assert.deepEqual(
            holders.get(mac)?.map(({ id }) => id),
            ["d"],
        );
    });

    it("give up on the list where it costs far more than the addresses", async () => {
        const [there = "", ...macs] = someMacs(4);
        const devices = devicesWith([...someMacs(10_000), there]);
        const { contract, asked } = contractOf(devices);
        const holders = await readMacHolders(contract, [there, ...macs], undefined);
        assert.equal(holders.get(there)?.length, 1);
        assert.deepEqual([asked.filter((each) => each === "page").length, asked.length], [40, 44]);
    });

    it("read the whole list where the API cannot filter by MAC address", async () => {
        const { contract, asked } = contractOf(devicesWith(someMacs(250)), false);
        await readMacHolders(contract, someMacs(1), undefined);
        assert.deepEqual(asked, ["page", "page", "page"]);
    });
});
