import { Models } from "../../provider/api/models";
import type { Session } from "../../provider/session";
import { tell } from "../terminal";
import { DeviceNamings } from "./deviceNaming";
import { inventoryJson } from "./inventoryJson";
import { counted, inventoryTable } from "./inventoryTable";
import { declarationsOf, NO_NAMES } from "./program/declarations";
import type { Selection } from "./selection";

/** A selection in one of the formats. Throws `WebexError`. */
export async function listed(
    selection: Selection,
    session: Session,
    format: "table" | "csv" | "json",
): Promise<string> {
    switch (format) {
        case "table":
            return inventoryTable(selection);
        case "json":
            return inventoryJson(selection);
        case "csv":
            return csvOf(selection, session);
    }
}

async function csvOf(selection: Selection, { contract, settings }: Session): Promise<string> {
    const { inventoryCsv } = await import("./inventoryCsv");
    const { estate, devices } = selection;
    const models = new Models(await contract.supportedDevices(settings.orgId));
    const namings = new DeviceNamings(estate, models, contract);
    const options = { known: NO_NAMES, declaresWorkspaces: true, settings: new Map<never, never>() };
    const { sections, notYet } = declarationsOf(selection, { ...options, namingOf: (each) => namings.of(each) });
    const byId = new Map(devices.map((each) => [each.device.id, each]));
    const named = sections.flatMap((section) =>
        section.devices.flatMap(({ id, name, naming }) => {
            const each = byId.get(id);
            return each === undefined ? [] : [{ name, naming, each }];
        }),
    );
    const { text, withoutTags } = await inventoryCsv(estate, named);
    if (notYet.length > 0) {
        tell(`left out: ${counted(notYet.length, "device")} not online yet, with an open code or still being set up`);
    }
    if (withoutTags.length > 0) {
        tell(`the tags of these devices cannot stand in a CSV file and are left out: ${withoutTags.join(", ")}`);
    }
    return text;
}
