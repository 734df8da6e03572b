import { readAllConfigurations } from "../../../provider/api/deviceConfigurations";
import type { Models } from "../../../provider/api/models";
import { type OwnSettings, ownSettings } from "../../../provider/resources/deviceConfiguration/ownSettings";
import type { Session } from "../../../provider/session";
import { CliError } from "../../cliError";
import type { EstateDevice } from "../../estate/estate";

/**
 * The configured settings of devices, by the devices' ids, with one request a device whose answer is a megabyte.
 * Phones whose settings Webex Calling keeps are not asked. `told` hears how far it is. Throws `CliError` where the API
 * has no such settings, and `WebexError`.
 */
export async function readSettings(
    { client, settings }: Pick<Session, "client" | "settings">,
    devices: readonly EstateDevice[],
    models: Models,
    told: (text: string) => void,
): Promise<ReadonlyMap<string, OwnSettings>> {
    if (settings.contract !== "cisco") {
        throw new CliError(
            `--settings: the API at ${settings.baseUrl} keeps no settings of devices (webex:contract is ` +
                `${settings.contract}). Leave --settings out`,
        );
    }
    const asked = devices.filter(({ device }) => mayHaveSettings(device.product, models));
    const found = new Map<string, OwnSettings>();
    let done = 0;
    // The client sends a few at a time, and of each answer only what is configured is kept.
    await Promise.all(
        asked.map(async ({ device: { id, webexDeviceId } }) => {
            const configurations = await readAllConfigurations(client, webexDeviceId ?? id);
            if (configurations !== undefined) {
                found.set(id, ownSettings(configurations));
            }
            done += 1;
            told(`settings of ${done} of ${asked.length} devices read`);
        }),
    );
    return found;
}

/** Whether Webex may keep device configurations of a product. One that is no model of phones may be a room device. */
function mayHaveSettings(product: string | undefined, models: Models): boolean {
    const rows = product === undefined ? [] : models.named(product);
    return (
        rows.length === 0 || rows.some(({ deviceSettingsConfiguration: kept }) => kept?.includes("CALLING") !== true)
    );
}
