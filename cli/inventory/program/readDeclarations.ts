import { Models } from "../../../provider/api/models";
import type { Session } from "../../../provider/session";
import { DeviceNamings } from "../deviceNaming";
import type { Selection } from "../selection";
import { type Declarations, declarationsOf, type KnownNames } from "./declarations";
import { readSettings } from "./readSettings";

/** What of a selection is declared, and by which names. */
export interface DeclarationsRequest {
    readonly known: KnownNames;
    /** Whether the settings of devices are declared. */
    readonly settings: boolean;
}

/**
 * A selection as what a program declares of it, after a look at the models that the organisation can register and, if
 * asked, at the devices' settings. `told` hears how far it is. Throws `CliError` and `WebexError`.
 */
export async function readDeclarations(
    selection: Selection,
    { known, settings: withSettings }: DeclarationsRequest,
    session: Session,
    told: (text: string) => void,
): Promise<Declarations> {
    const { contract, settings } = session;
    const models = new Models(await contract.supportedDevices(settings.orgId));
    const namings = new DeviceNamings(selection.estate, models, contract);
    return declarationsOf(selection, {
        known,
        declaresWorkspaces: contract.name === "cisco",
        namingOf: (each) => namings.of(each),
        settings: withSettings ? await readSettings(session, selection.devices, models, told) : new Map(),
    });
}
