import type { Declared } from "./declared";
import { text } from "./known";
import { canonicalModel } from "./sameness";

/**
 * The devices and codes of other models than these, each as one message. `DMS Cisco 8865` and `Cisco 8865` are one
 * model. What names no model passes: a device that is taken over, or a code for any RoomOS device.
 */
export function allowedModels(declared: readonly Declared[], models: readonly string[]): readonly string[] {
    const allowed = new Set(models.map(canonicalModel));
    return declared.flatMap(({ label, fields }) => {
        const model = text(fields["model"]);
        return model === undefined || allowed.has(canonicalModel(model))
            ? []
            : [`${label} has the model ${JSON.stringify(model)}; allowed are ${models.join(", ")}`];
    });
}
