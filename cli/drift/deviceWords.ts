import type { Properties } from "../../provider/resources/resource";

/** What a person knows a device by: `Cisco 8865, MAC 02AB99BF3450`; undefined where none of it is told. */
export function deviceWords({ product, model, mac, serial }: Properties): string | undefined {
    const number = typeof mac === "string" ? `MAC ${mac}` : typeof serial === "string" ? `serial ${serial}` : undefined;
    const kind = product ?? model;
    const parts = [typeof kind === "string" ? kind : undefined, number].filter((part) => part !== undefined);
    return parts.length === 0 ? undefined : parts.join(", ");
}
