import { readPersonDeviceLimits } from "../api/callingDevices";
import { sameId } from "../api/identity";
import { type License, readLicenses } from "../api/licenses";
import { readPersonLicenses } from "../api/people";
import { Remembered } from "../api/remembered";
import type { WebexClient } from "../client/webexClient";
import type { Settings } from "../settings";

/** How many physical devices a person may have, and who says so. */
export interface DeviceLimit {
    readonly limit: number;
    /** For messages, e.g. `webex:deviceLimits`. */
    readonly source: string;
    /** Whether the first phone turns off calling in the person's apps, as it does under a Standard licence. */
    readonly silencesApps: boolean;
}

/**
 * What a calling licence allows, by its name; the first row that fits counts. Names change ("Standard", formerly
 * "Basic"), so they are matched loosely; `webex:licenseLimits` goes before. A row without a limit says that Webex
 * documents none that holds for everybody.
 * Source: "Get User Devices Count": users with standard calling licences can only have one physical device.
 */
const LICENSE_LIMITS: readonly { readonly name: RegExp; readonly limit: number | undefined }[] = [
    { name: /calling.*(professional|enterprise)/i, limit: undefined },
    { name: /calling.*(standard|basic)/i, limit: 1 },
];

/**
 * The limit of a person: configured, else what Webex says of the person, else what the person's licence allows;
 * undefined where nobody says. Nothing else is assumed: Webex's documents contradict each other. Throws
 * `WebexError` when a route refuses (401, 403) or keeps failing.
 */
export class DeviceLimits {
    /** Those of each organisation. */
    private readonly licenses: Remembered<string | undefined, readonly License[]>;

    constructor(
        private readonly client: WebexClient,
        private readonly settings: Settings,
    ) {
        this.licenses = new Remembered((orgId) => readLicenses(client, orgId));
    }

    async of(personId: string, orgId: string | undefined): Promise<DeviceLimit | undefined> {
        return (
            configuredLimit(personId, this.settings.deviceLimits) ??
            (await this.liveLimit(personId, orgId)) ??
            (await this.licenseLimit(personId, orgId))
        );
    }

    private async liveLimit(personId: string, orgId: string | undefined): Promise<DeviceLimit | undefined> {
        const told = await readPersonDeviceLimits(this.client, personId, orgId);
        const [least] = Object.entries<number>(told).sort(([, a], [, b]) => a - b);
        if (least === undefined) {
            return undefined;
        }
        const [name, limit] = least;
        return { limit, source: `${name} of Webex for this person`, silencesApps: limit === 1 };
    }

    private async licenseLimit(personId: string, orgId: string | undefined): Promise<DeviceLimit | undefined> {
        const ids = await readPersonLicenses(this.client, personId);
        if (ids.length === 0) {
            return undefined;
        }
        const licenses = await this.licenses.get(orgId);
        const held = licenses.filter((license) => ids.some((id) => sameId(id, license.id)));
        return limitOfLicenses(held, this.settings.licenseLimits);
    }
}

/** The limit that `webex:deviceLimits` gives a person, or its `default`. */
export function configuredLimit(personId: string, limits: Settings["deviceLimits"]): DeviceLimit | undefined {
    const own = Object.entries(limits).find(([id]) => id !== "default" && sameId(id, personId));
    const limit = own?.[1] ?? limits.default;
    if (limit === undefined) {
        return undefined;
    }
    return {
        limit,
        source: own === undefined ? "webex:deviceLimits (default)" : "webex:deviceLimits",
        silencesApps: false,
    };
}

/** The limit of the licences that a person holds; `overrides` maps licence ids to numbers. */
export function limitOfLicenses(
    held: readonly License[],
    overrides: Settings["licenseLimits"],
): DeviceLimit | undefined {
    for (const { id, name } of held) {
        const limit = Object.entries(overrides).find(([licenseId]) => sameId(licenseId, id))?.[1];
        if (limit !== undefined) {
            return { limit, source: `webex:licenseLimits for "${name}"`, silencesApps: false };
        }
    }
    for (const rule of LICENSE_LIMITS) {
        const license = held.find(({ name }) => rule.name.test(name));
        if (license === undefined) {
            continue;
        }
        if (rule.limit === undefined) {
            return undefined;
        }
        return { limit: rule.limit, source: `the licence "${license.name}"`, silencesApps: true };
    }
    return undefined;
}
