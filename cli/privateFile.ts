import { chmodSync, writeFileSync } from "node:fs";

/** Writes a file that its owner alone may read and write (mode 600), also where it was there with wider rights. */
export function writePrivateFile(path: string, content: string | Uint8Array): void {
    // Rights first: a file that is there keeps its own.
    writeFileSync(path, "", { mode: 0o600 });
    chmodSync(path, 0o600);
    writeFileSync(path, content);
}
