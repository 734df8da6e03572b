import type { Managed } from "../stack/managed";

/** What a stack needs the token for. */
export interface Needs {
    /** It registers, tags or takes over devices, or issues codes. */
    readonly devices: boolean;
    /** It issues activation codes for workspaces. */
    readonly codesOfWorkspaces: boolean;
    /** It issues activation codes for people. */
    readonly codesOfPeople: boolean;
    /** A person owns something of it: the limit guard and the pre-flight ask about people. */
    readonly people: boolean;
    /** It makes or changes workspaces. */
    readonly workspaces: boolean;
    /** A workspace owns something of it. */
    readonly rooms: boolean;
    /** Something of it stands in a location that it names. */
    readonly locations: boolean;
    /** It registers phones or issues codes for them: models are looked up. */
    readonly phones: boolean;
    /** It changes settings of room devices or PhoneOS phones. */
    readonly settings: boolean;
    /** It changes settings of MPP phones. */
    readonly callingSettings: boolean;
}

/** All that this package can do, for a look without a stack. */
export const EVERYTHING: Needs = {
    devices: true,
    codesOfWorkspaces: true,
    codesOfPeople: true,
    people: true,
    workspaces: true,
    rooms: true,
    locations: true,
    phones: true,
    settings: true,
    callingSettings: true,
};

/** What a stack with these things needs; everything where it has none yet. */
export function needsOf(managed: readonly Managed[]): Needs {
    if (managed.length === 0) {
        return EVERYTHING;
    }
    const some = (test: (thing: Managed) => boolean): boolean => managed.some(test);
    const codes = managed.filter(({ kind }) => kind === "code");
    return {
        devices: some(({ kind }) => kind === "device" || kind === "code"),
        codesOfWorkspaces: codes.some(({ inputs }) => inputs.workspaceId !== undefined),
        codesOfPeople: codes.some(({ inputs }) => inputs.personId !== undefined),
        people: some(({ inputs }) => inputs.personId !== undefined),
        workspaces: some(({ kind }) => kind === "workspace"),
        rooms: some(({ inputs }) => inputs.workspaceId !== undefined),
        locations: some(({ inputs }) => inputs.locationId !== undefined),
        phones: some(({ inputs }) => inputs.mac !== undefined || inputs.model !== undefined),
        settings: some(({ kind }) => kind === "settings"),
        callingSettings: some(({ kind }) => kind === "callingSettings"),
    };
}
