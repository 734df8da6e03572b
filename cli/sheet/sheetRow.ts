import type { Location } from "../../provider/api/locations";
import { byName } from "../byName";
import type { Estate } from "../estate/estate";
import { ownerName } from "../estate/ownerName";
import { grouped } from "../grouped";
import { type LocalTime, localTime } from "./localTime";
import type { StackCode } from "./stackCode";

/** One code on a sheet, in the words of whoever enters it. */
export interface SheetRow {
    /** The location's name; undefined where Webex does not tell it. */
    readonly location: string | undefined;
    /** The room, or the person with the e-mail address. */
    readonly owner: string;
    /** The phone's model, or words for any room device. */
    readonly model: string;
    /** The code as it is entered. Secret. */
    readonly code: string;
    /** When the code ends, by the clock of the location. */
    readonly ends: LocalTime;
    /** The stack, and in it the resource or entry. */
    readonly source: string;
}

/** The rows of one location, which begin a new page. */
export interface SheetLocation {
    readonly location: string | undefined;
    readonly rows: readonly SheetRow[];
}

/** The model of a code that is good for any RoomOS device. */
const ANY_ROOM_DEVICE = "room device";

/** A code in the words of whoever enters it. `namesInStack` has the names of workspaces that only the stack knows. */
export function rowOf(code: StackCode, estate: Estate, namesInStack: ReadonlyMap<string, string>): SheetRow {
    const { stack, label, state } = code;
    const { personId, workspaceId, model = ANY_ROOM_DEVICE } = state;
    const location = locationOf(code, estate);
    const known = ownerName({ person: estate.person(personId), workspace: estate.workspace(workspaceId) });
    return {
        location: location?.name === "" ? undefined : location?.name,
        owner: known ?? namesInStack.get(workspaceId ?? "") ?? workspaceId ?? personId ?? label,
        model,
        code: state.code,
        ends: localTime(new Date(state.expiresAt), location?.timeZone),
        source: `${stack}: ${label}`,
    };
}

/** Where a code is to be entered: where its room is, else where its device entry or its person is. */
export function locationOf({ state }: StackCode, estate: Estate): Location | undefined {
    const { personId, workspaceId, entryId, deviceId } = state;
    const workspace = estate.workspace(workspaceId);
    return (
        (workspace === undefined ? undefined : estate.locationOf(workspace)) ??
        estate.device(entryId ?? deviceId ?? "")?.location ??
        estate.location(estate.person(personId)?.locationId)
    );
}

/** Rows by location, then by room or person, numbers in names as numbers. What has no location comes last. */
export function byLocation(rows: readonly SheetRow[]): readonly SheetLocation[] {
    const order = (a: SheetRow, b: SheetRow): number =>
        byName(a.owner, b.owner) || byName(a.model, b.model) || byName(a.source, b.source);
    return [...grouped(rows, ({ location }) => location)]
        .map(([location, inIt]) => ({ location, rows: [...inIt].sort(order) }))
        .sort((a, b) => byName(a.location, b.location));
}

/** A code in groups of four, as devices ask for it: `1234 5678 9012 3456`. */
export function inGroups(code: string): string {
    return code.replace(/(.{4})(?=.)/g, "$1 ");
}
