/** What a work wrote to standard output and standard error, and what it resolved with. */
export interface Captured<T> {
    readonly result: T;
    readonly stdout: string;
    readonly stderr: string;
}

/** Runs a work of a command in this process, without showing what it writes. */
export async function capture<T>(work: () => Promise<T>): Promise<Captured<T>> {
    let [stdout, stderr] = ["", ""];
    const restore = [process.stdout, process.stderr].map((stream) => {
        const write = stream.write.bind(stream);
        return () => {
            stream.write = write;
        };
    });
    process.stdout.write = (chunk: string | Uint8Array) => {
        stdout += String(chunk);
        return true;
    };
    process.stderr.write = (chunk: string | Uint8Array) => {
        stderr += String(chunk);
        return true;
    };
    try {
        const result = await work();
        return { result, stdout, stderr };
    } finally {
        for (const each of restore) {
            each();
        }
    }
}
