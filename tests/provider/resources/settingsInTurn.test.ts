import assert from "node:assert/strict";
import { isDeclared, isDeclaredElsewhere, settingsInTurn } from "../../../provider/resources/settingsInTurn";
import { Bench } from "../helpers";

describe("resources/settingsInTurn", () => {
    const bench = new Bench();
    afterEach(() => bench.closeAll());

    it("knows what is declared in this run, and what by another resource", async () => {
        const { context } = await bench.stand();
        const other = { key: "Settings other", label: 'Settings "other"' };
        context.run.declarations.add([{ key: "volume", what: "the volume" }], context.self);
        context.run.declarations.add([{ key: "language", what: "the language" }], other);
        const keys = ["volume", "language", "wallpaper"];
        assert.deepEqual(
            keys.map((key) => [isDeclared(key, context), isDeclaredElsewhere(key, context)]),
            [
                [true, false],
                [true, true],
                [false, false],
            ],
        );
    });

    it("runs the work on one device in turn, by all spellings of its id, and that on others beside it", async () => {
        const { context } = await bench.stand();
        const said: string[] = [];
        let goOn: () => void = () => undefined;
        const held = new Promise<void>((resolve) => {
            goOn = resolve;
        });
        const first = settingsInTurn("ZGV2aWNl", context, async () => {
            await held;
            said.push("first");
        });
        const second = settingsInTurn("ZGV2aWNl=", context, () => Promise.resolve(said.push("second")));
        await settingsInTurn("b3RoZXI", context, () => Promise.resolve(said.push("other")));
        goOn();
        await Promise.all([first, second]);
        assert.deepEqual(said, ["other", "first", "second"]);
    });
});
