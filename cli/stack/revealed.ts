import { rememberSecrets } from "../../provider/client/secrets";
import type { Properties } from "../../provider/resources/resource";

/** The key by which a state of Pulumi marks a value that is no plain one, and the mark of a secret. */
const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";

/**
 * The values of a state as programs know them. A secret of an export with `--show-secrets` stands there as itself, and
 * is remembered, so that no message repeats it. Without `--show-secrets` it is left out.
 */
export function revealed(values: Properties | undefined): Properties {
    return (reveal(values ?? {}) ?? {}) as Properties;
}

/** Whether a value of a state, or of the engine's events, is a secret. */
export function isMasked(value: unknown): boolean {
    return (
        typeof value === "object" &&
        value !== null &&
        (value as Readonly<Record<string, unknown>>)[SIGNATURE] === SECRET
    );
}

function reveal(value: unknown): unknown {
    if (Array.isArray(value)) {
        return value.map(reveal);
    }
    if (typeof value !== "object" || value === null) {
        return value;
    }
    const map = value as Readonly<Record<string, unknown>>;
    if (isMasked(map)) {
        const plain: unknown = typeof map.plaintext === "string" ? JSON.parse(map.plaintext) : undefined;
        remember(plain);
        return reveal(plain);
    }
    return Object.fromEntries(
        Object.entries(map)
            .map(([name, inner]) => [name, reveal(inner)] as const)
            .filter(([, inner]) => inner !== undefined),
    );
}

function remember(value: unknown): void {
    if (typeof value === "string") {
        rememberSecrets(value);
    } else if (typeof value === "object" && value !== null) {
        Object.values(value).forEach(remember);
    }
}
