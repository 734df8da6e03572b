import type { SheetDocument } from "../../../cli/sheet/sheetDocument";
import { byLocation, type SheetRow } from "../../../cli/sheet/sheetRow";
import type { StackCode } from "../../../cli/sheet/stackCode";
import type { DeviceActivationState } from "../../../provider/resources/deviceActivation/activationState";

/** A code of a stack that can be entered; its state may be said otherwise. */
export function stackCode(name: string, state: Partial<DeviceActivationState> = {}): StackCode {
    return {
        stack: "offices/dev",
        label: `DeviceActivation "${name}"`,
        state: {
            code: "1234567890123456",
            expiresAt: "2026-09-07T12:00:00Z",
            issuedAt: "2026-08-08T12:00:00Z",
            status: "pending",
            ...(state.personId === undefined && { workspaceId: `workspace-of-${name}` }),
            ...state,
        },
    };
}

/** A row of a sheet; all of it may be said otherwise. */
export function sheetRow(owner: string, more: Partial<SheetRow> = {}): SheetRow {
    return {
        location: "Oslo",
        owner,
        model: "room device",
        code: "1234567890123456",
        ends: { text: "Mon 7 Sep 2026, 14:00", zone: "Europe/Oslo" },
        source: 'offices/dev: DeviceActivation "lobby"',
        ...more,
    };
}

/** A sheet of these rows. */
export function sheetOf(rows: readonly SheetRow[]): SheetDocument {
    return {
        stacks: ["offices/dev"],
        made: { text: "Tue 4 Aug 2026, 12:15", zone: "Europe/Oslo" },
        locations: byLocation(rows),
    };
}

/** So many different codes of sixteen digits, the same in each run. */
export function codes(count: number): readonly string[] {
    return Array.from({ length: count }, (_, at) => String(1_000_000_000_000_000n + BigInt(at) * 98_765_432_123_457n));
}
