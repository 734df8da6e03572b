import { detailNames, pick } from "../definitions/definition";
import { DEVICE } from "../definitions/device";
import { flag, type ResultField, type ResultType, text, texts } from "./resultType";

/** A device as the API tells it: the fields of a `Device`'s `details`, by the same table. */
export const DEVICE_TYPE: ResultType = {
    name: "WebexDevice",
    description: "A device as the API tells it; only `id` is sure to be there.",
    fields: {
        id: text("The device's id."),
        ...(pick(DEVICE.properties, detailNames(DEVICE)) as Readonly<Record<string, ResultField>>),
        standIn: flag("Whether the API told no `id`, and another id of the device stands in its place."),
        untold: texts("The names of the fields that Webex could not tell this time, which are not unset."),
    },
    sure: ["id"],
};
