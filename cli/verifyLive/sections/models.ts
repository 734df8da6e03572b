import { sameModel } from "../../../provider/api/identity";
import { type Ground, isUntold, type Row } from "../ground";
import { rowsIn, textIn } from "../rows";
import { MODEL_SHAPE } from "../shapes";

const AREA = "models";
const PATH = "/telephony/config/supportedDevices";

/** Looks at the models that can be registered, and whether the phones that are there are among them; gives them. */
export async function lookAtModels(ground: Ground, devices: readonly Row[]): Promise<readonly Row[]> {
    const told = await ground.ask(PATH, { orgId: ground.orgId });
    if (isUntold(told)) {
        ground.noteUntold(AREA, `GET ${PATH} lists models`, told);
        return [];
    }
    const models = rowsIn(told.json, "devices");
    ground.compare(AREA, `a device of GET ${PATH}`, models, MODEL_SHAPE);
    const assumption = "the product of a phone is the name of a model that can be registered";
    const phones = devices.filter((row) => row.type === "phone");
    const products = [...new Set(phones.map((row) => textIn(row, "product")).filter((name) => name !== undefined))];
    if (products.length === 0) {
        ground.noteUnseen(AREA, assumption, "there is no phone");
        return models;
    }
    const strange = products.filter((product) => !models.some((row) => isOf(product, row)));
    const detail =
        strange.length === 0
            ? `${products.length} products looked at`
            : () => `none has the name of ${strange.map((product) => ground.masker.mask(product)).join(", ")}`;
    ground.note(AREA, assumption, { holds: strange.length === 0, detail });
    return models;
}

function isOf(product: string, row: Row): boolean {
    const [model = "", displayName] = [textIn(row, "model"), textIn(row, "displayName")];
    return sameModel(product, model, [{ model, ...(displayName !== undefined && { displayName }) }]);
}
