/** What Webex refuses to change (https://developer.webex.com/docs/api/v1/workspaces/update-a-workspace). */

import { sameId } from "../../api/identity";

/** The only types that a change can begin and end with. */
const CHANGEABLE: readonly string[] = ["freeCalling", "none", "thirdPartySipCalling", "webexCalling"];
/** The types that a workspace with devices inside cannot be changed to. */
const ONLY_WHEN_EMPTY: readonly string[] = ["none", "thirdPartySipCalling", "webexCalling"];

/** A change of the type of calling; `from` is undefined where Webex does not tell it. */
export interface CallingChange {
    readonly from: string | undefined;
    readonly to: string;
    /** What the workspace is for: `collaborationDevices` or `phones`. */
    readonly supportedDevices: string | undefined;
}

/** Whether a change is possible only while no device is inside. */
export function needsEmptyWorkspace({ from, to }: CallingChange): boolean {
    return from !== undefined && from !== to && ONLY_WHEN_EMPTY.includes(to);
}

/**
 * Why Webex refuses a change, and what would be needed; undefined if it does not. `devices` are those inside, in words;
 * they are asked for only where `needsEmptyWorkspace`.
 */
export function callingRefusal(change: CallingChange, devices: readonly string[]): string | undefined {
    const { from, to, supportedDevices } = change;
    if (from === undefined || from === to) {
        return undefined;
    }
    if (!CHANGEABLE.includes(from)) {
        return (
            `calling of the type ${from} cannot be changed by the API. Change it in Control Hub, or leave calling out of the ` +
            "program"
        );
    }
    if (!CHANGEABLE.includes(to)) {
        return (
            `calling of the type ${from} cannot be changed to ${to} by the API. Set it up in Control Hub, or replace the ` +
            "workspace (`pulumi up --replace`)"
        );
    }
    if (to === "freeCalling" && supportedDevices === "phones") {
        return (
            "a workspace for phones cannot be changed to freeCalling. Replace the workspace (`pulumi up --replace`), or give " +
            'another name to the resource, with supportedDevices "collaborationDevices"'
        );
    }
    if (needsEmptyWorkspace(change) && devices.length > 0) {
        return (
            `calling cannot be changed from ${from} to ${to} while devices are inside: ${devices.join(", ")}. Take them out ` +
            "of Webex first, in a run of its own, or replace the workspace (`pulumi up --replace`)"
        );
    }
    return undefined;
}

/** What Webex sets once. */
interface SetOnce {
    readonly locationId?: string | undefined;
    readonly supportedDevices?: string | undefined;
}

/** Why what Webex sets once cannot be as a program says; undefined if it can, or if Webex does not tell what it is. */
export function setOnceRefusal(found: SetOnce, wanted: SetOnce): string | undefined {
    const wrong = (["locationId", "supportedDevices"] as const).filter((name) => {
        const [present, other] = [found[name], wanted[name]];
        return present !== undefined && other !== undefined && !sameId(present, other);
    });
    if (wrong.length === 0) {
        return undefined;
    }
    const words = wrong.map((name) => `${name} is ${found[name] ?? ""}, not ${wanted[name] ?? ""}`);
    return (
        `${words.join("; ")}. Webex sets it once. Give what is there, or leave it out; to have another workspace made, leave ` +
        "workspaceId out"
    );
}
