import assert from "node:assert/strict";
import { CliError } from "../../../../cli/cliError";
import { assertSameOrigin, originOf } from "../../../../cli/inventory/program/origin";
import { thrown } from "../../../provider/helpers";
import { estateOf, SMALL } from "../estates";

const BEFORE = { organization: "org", told: { people: 1, workspaces: 2, locations: 2 } };

describe("cli/inventory/program/origin", () => {
    it("is the organisation that something tells, and how much was told", () => {
        const devices = SMALL.devices.map((device, at) => (at === 1 ? { ...device, orgId: "org" } : device));
        assert.deepEqual(originOf(estateOf({ ...SMALL, devices })), BEFORE);
        assert.equal(originOf(estateOf(SMALL)).organization, undefined);
    });

    for (const now of [
        BEFORE,
        { ...BEFORE, organization: undefined },
        { ...BEFORE, told: { ...BEFORE.told, people: 9 } },
    ]) {
        it(`is the same for ${JSON.stringify(now)}`, () => {
            assert.doesNotThrow(() => {
                assertSameOrigin("estate", BEFORE, now);
            });
        });
    }

    it("is refused where the token is another organisation's, or reads less", async () => {
        const refusal = async (now: typeof BEFORE): Promise<string> => {
            const error = await thrown(() => {
                assertSameOrigin("estate", BEFORE, now);
            });
            assert.ok(error instanceof CliError);
            return error.message;
        };
        assert.match(
            await refusal({ ...BEFORE, organization: "other" }),
            /organisation org, but the token reads other\. Nothing was written/,
        );
        const told = { people: 0, workspaces: 2, locations: 0 };
        assert.match(await refusal({ ...BEFORE, told }), /tells no people and no locations now.*Nothing was written/);
    });
});
