import assert from "node:assert/strict";
import { RunState } from "../../../provider/resources/runState";
import { contextWith, fakeContract, settingsWith, someSpeaker } from "../helpers";

const newRun = () => new RunState(fakeContract(), settingsWith());

describe("resources/runState", () => {
    it("shares the reads of an organisation, and of no other", () => {
        const run = newRun();
        assert.equal(run.reads("a"), run.reads("a"));
        assert.equal(run.reads(undefined), run.reads(undefined));
        assert.equal(new Set([run.reads("a"), run.reads("b"), run.reads(undefined)]).size, 3);
    });

    it("shares the reads of an organisation's workspaces, and of no other's", () => {
        const run = newRun();
        const { client } = contextWith(fakeContract());
        assert.equal(run.workspaces("a", client), run.workspaces("a", client));
        const all = ["a", "b", undefined].map((orgId) => run.workspaces(orgId, client));
        assert.equal(new Set(all).size, 3);
        assert.notEqual(newRun().workspaces("a", client), all[0]);
    });

    it("shares nothing with another run", () => {
        const [one, other] = [newRun(), newRun()];
        one.claims.claim("d", someSpeaker("a"), "registered");
        one.declarations.add([{ key: "k", what: "the thing" }], someSpeaker("a"));
        one.codes.spend();
        one.replace(someSpeaker("a"), { id: "d", first: true, leaving: { frees: true } });
        assert.notEqual(other.reads(undefined), one.reads(undefined));
        assert.equal(other.claims.isKnown("d"), false);
        assert.deepEqual(other.declarations.add([{ key: "k", what: "the thing" }], someSpeaker("b")), []);
        assert.match(other.codes.objection ?? "", /read every code/);
        assert.equal(other.makesRoom("d"), false);
    });

    describe("a replacement", () => {
        const self = someSpeaker("a");

        it("makes room where the old one has to go first, for this device alone", () => {
            const run = newRun();
            run.replace(self, { id: "old", first: true, leaving: { frees: false } });
            assert.equal(run.makesRoom("old"), true);
            assert.equal(run.makesRoom("other"), false);
        });

        it("makes room also where the resource speaks for another device meanwhile, as entries of a batch do", () => {
            const run = newRun();
            run.replace(self, { id: "old", first: true, leaving: { frees: false } });
            run.replace(self, { id: "other", first: false, leaving: { frees: false } });
            assert.deepEqual([run.makesRoom("old"), run.makesRoom("other")], [true, false]);
        });

        it("does not where both can be there", () => {
            const run = newRun();
            run.replace(self, { id: "old", first: false, leaving: { frees: false } });
            assert.equal(run.makesRoom("old"), false);
        });

        it("tells what leaves with it, for this resource alone", () => {
            const run = newRun();
            assert.equal(run.leavingOf(self), undefined);
            run.replace(self, { id: "old", first: true, leaving: { frees: true } });
            assert.deepEqual([run.leavingOf(self), run.leavingOf(someSpeaker("b"))], [{ frees: true }, undefined]);
            run.replace(self, { id: "old", first: true, leaving: { frees: false } });
            assert.deepEqual(run.leavingOf(self), { frees: false });
        });
    });
});
