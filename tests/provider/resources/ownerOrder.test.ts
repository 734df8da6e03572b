import assert from "node:assert/strict";
import { inOwnerOrder } from "../../../provider/resources/ownerOrder";
import { unique } from "../helpers";

const turn = () => new Promise((resolve) => setImmediate(resolve));

/** A task that notes when it begins and ends. */
function noting(notes: string[], name: string) {
    return async () => {
        notes.push(`${name} begins`);
        await turn();
        notes.push(`${name} ends`);
        return name;
    };
}

describe("resources/ownerOrder", () => {
    it("runs the tasks of one owner one after another", async () => {
        const personId = unique("person");
        const notes: string[] = [];
        const names = await Promise.all(["a", "b", "c"].map((name) => inOwnerOrder({ personId }, noting(notes, name))));
        assert.deepEqual(names, ["a", "b", "c"]);
        assert.deepEqual(notes, ["a begins", "a ends", "b begins", "b ends", "c begins", "c ends"]);
    });

    it("runs those of two owners beside each other", async () => {
        const notes: string[] = [];
        await Promise.all([
            inOwnerOrder({ personId: unique("person") }, noting(notes, "a")),
            inOwnerOrder({ workspaceId: unique("workspace") }, noting(notes, "b")),
        ]);
        assert.deepEqual(notes.slice(0, 2).sort(), ["a begins", "b begins"]);
    });

    it("does not make those wait who have no owner", async () => {
        const notes: string[] = [];
        await Promise.all([inOwnerOrder({}, noting(notes, "a")), inOwnerOrder({}, noting(notes, "b"))]);
        assert.deepEqual(notes.slice(0, 2), ["a begins", "b begins"]);
    });

    it("goes on after a task that failed, whose error only its own caller sees", async () => {
        const workspaceId = unique("workspace");
        const failing = inOwnerOrder({ workspaceId }, () => Promise.reject(new Error("mine")));
        const next = inOwnerOrder({ workspaceId }, () => Promise.resolve("fine"));
        await assert.rejects(failing, /mine/);
        assert.equal(await next, "fine");
    });

    it("starts at once when nobody is before it any more", async () => {
        const personId = unique("person");
        await inOwnerOrder({ personId }, () => Promise.resolve());
        await turn();
        let started = false;
        const run = inOwnerOrder({ personId }, () => {
            started = true;
            return Promise.resolve();
        });
        await run;
        assert.equal(started, true);
    });
});
