/** The peak memory of Pulumi's processes, where the system tells (Linux). */
import fs from "node:fs";
import { descendants } from "../tests/engine/harness";

const EVERY_MS = 100;
const KIB_IN_MIB = 1024;

/** Which process is which, by its command line. */
const kinds = {
    providerMiB: /dynamic-provider|pulumi-resource-webex|terraform-provider-restapi/,
    programMiB: /pulumi[\\/]cmd[\\/]run/,
} as const;

export type Peaks = Partial<Record<keyof typeof kinds, number>>;

function read(file: string): string {
    try {
        return fs.readFileSync(file, "utf8");
    } catch {
        return ""; // The process ended, or there is no /proc.
    }
}

/** Looks at every process below this one until it is stopped; then says what was the most for each kind. */
export function watchMemory(): { stop: () => Peaks } {
    const peaks: Peaks = {};
    const look = (): void => {
        for (const pid of descendants(process.pid)) {
            const command = read(`/proc/${pid}/cmdline`);
            const kind = (["providerMiB", "programMiB"] as const).find((name) => kinds[name].test(command));
            if (kind === undefined) {
                continue;
            }
            // The kernel keeps the peak itself, so only the last look before the end matters.
            const kib = Number(/^VmHWM:\s+(\d+)/m.exec(read(`/proc/${pid}/status`))?.[1] ?? 0);
            if (kib > 0) {
                peaks[kind] = Math.max(peaks[kind] ?? 0, Math.round(kib / KIB_IN_MIB));
            }
        }
    };
    const timer = setInterval(look, EVERY_MS);
    return {
        stop: () => {
            clearInterval(timer);
            return peaks;
        },
    };
}
