import type { WebexClient } from "../../client/webexClient";
import { readSupportedDevices, type SupportedDevice } from "../callingDevices";
import { readSettingRules, type SettingRule } from "../dynamicSettings";
import { readOwnOrganization } from "../people";
import { Remembered } from "../remembered";

/** What both contracts ask of routes beside those of devices: each answer is read once. */
export abstract class ContractBase {
    private readonly own = new Remembered(() => readOwnOrganization(this.client));
    private readonly supported = new Remembered((orgId: string | undefined) =>
        readSupportedDevices(this.client, orgId),
    );
    private readonly rules = new Remembered((asked: string) => {
        const { family, orgId } = JSON.parse(asked) as { family: string; orgId?: string };
        return readSettingRules(this.client, family, orgId);
    });

    constructor(protected readonly client: WebexClient) {}

    /** The organisation of the token's own account; undefined where the API does not tell. */
    ownOrganization(): Promise<string | undefined> {
        return this.own.get(undefined);
    }

    /** The models that an organisation can register; empty where the API does not tell. */
    supportedDevices(orgId: string | undefined): Promise<readonly SupportedDevice[]> {
        return this.supported.get(orgId);
    }

    /** The rules for the calling settings of a family or model of phones; undefined where the API does not tell. */
    settingRules(family: string, orgId: string | undefined): Promise<readonly SettingRule[] | undefined> {
        return this.rules.get(JSON.stringify({ family, orgId }));
    }
}
