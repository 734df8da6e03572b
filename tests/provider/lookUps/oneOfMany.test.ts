import assert from "node:assert/strict";
import { LookUpFailed } from "../../../provider/lookUps/lookUpFailed";
import { firstOf, nearest, sameName, theOne } from "../../../provider/lookUps/oneOfMany";
import { caught } from "../helpers";

interface Room {
    readonly id: string;
    readonly name: string;
}

const room = (name: string, id = name.toLowerCase()): Room => ({ id, name });
const wanted = (name: string) => ({
    fn: "getRoom",
    what: `room named "${name}"`,
    name,
    namesOf: (one: Room) => [one.name],
    describe: (one: Room) => `"${one.name}" (${one.id})`,
    instead: "roomId",
});
const nothing = () => Promise.resolve([]);

describe("lookUps/oneOfMany", () => {
    describe("theOne", () => {
        it("is the one with the whole name, in upper or lower case", async () => {
            const rooms = [room("Lobby North"), room("Lobby"), room("The Lobby")];
            const never = () => Promise.reject(new Error("near names are not wanted"));
            assert.equal((await theOne(wanted(" lobby"), rooms, never)).id, "lobby");
        });

        it("lists all where several have it", async () => {
            const error = await caught(theOne(wanted("Lobby"), [room("Lobby", "1"), room("LOBBY", "2")], nothing));
            assert.ok(error instanceof LookUpFailed);
            assert.equal(
                error.message,
                'getRoom: there is more than one room named "Lobby"; give roomId:\n  "Lobby" (1)\n  "LOBBY" (2)',
            );
        });

        it("names the nearest where none has it", async () => {
            const others = () => Promise.resolve([room("Lobby"), room("Boardroom")]);
            const error = await caught(theOne(wanted("Loby"), [], others));
            assert.equal(error.message, 'getRoom: there is no room named "Loby"; the nearest: "Lobby" (lobby)');
        });

        it("names none where nothing is near", async () => {
            const others = () => Promise.resolve([room("Boardroom")]);
            assert.equal(
                (await caught(theOne(wanted("Loby"), [], others))).message,
                'getRoom: there is no room named "Loby"',
            );
        });
    });

    it("the nearest come first, three at most, an item by any of its names", () => {
        const items = ["abcdef", "abcdxx", "abcdex", "abcxex", "zzzzzz"].map((name) => room(name));
        const found = nearest("ABCDEF", items, ({ name }) => ["far away from all", name]);
        assert.deepEqual(
            found.map(({ name }) => name),
            ["abcdef", "abcdex", "abcdxx"],
        );
    });

    it("nothing is near to an item without a name", () => {
        assert.deepEqual(
            nearest("abc", [room("abc")], () => []),
            [],
        );
    });

    it("sameName leaves case and white space around aside", () => {
        assert.deepEqual(
            [sameName("Lobby ", "lobby"), sameName("Lob by", "lobby"), sameName(undefined, "")],
            [true, false, false],
        );
    });

    it("firstOf stops reading after the page with the thousandth item", async () => {
        let pages = 0;
        async function* endless() {
            for (;;) {
                pages += 1;
                yield await Promise.resolve(Array.from({ length: 400 }, (_, at) => at));
            }
        }
        assert.equal((await firstOf(endless())).length, 1200);
        assert.equal(pages, 3);
    });
});
