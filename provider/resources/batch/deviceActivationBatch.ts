import { deviceActivation } from "../deviceActivation/deviceActivation";
import { inputChecker, ownerFailures, TEXT } from "../inputCheck";
import { batchLogic } from "./batchLogic";
import { checkEach } from "./entryCheck";

const checkTypes = inputChecker({ properties: { personId: TEXT, workspaceId: TEXT, model: TEXT } });
const checkCommon = inputChecker({
    properties: { activations: {}, orgId: TEXT, renew: { type: "string", enum: ["whenExpired", "never"] } },
});

/** Many activation codes as one resource. */
export const deviceActivationBatch = batchLogic({
    type: "DeviceActivationBatch",
    single: deviceActivation,
    entries: "activations",
    common: ["orgId", "renew"],
    secret: { of: "code", all: "codes" },

    checkEntries: (_, news) =>
        checkEach(news, {
            check: (entry) => ({ inputs: entry, failures: [...checkTypes(entry), ...ownerFailures(entry, false)] }),
        }),
    checkCommon,

    kept: ({ orgId: _, renew: __, ...state }) => state,
    identity: ({ personId, workspaceId, model }) => JSON.stringify([personId, workspaceId, model]),
    isForgotten: () => false,
});
