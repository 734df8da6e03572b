/**
 * The program of a process that sends one request after the other to the addresses it is given and prints what came of
 * the last, as `Outcome`: Node reads NODE_EXTRA_CA_CERTS only when a process starts.
 */

import { exchange, NoAnswer } from "../../../provider/client/http";

/** The token that every request of these tests carries. */
export const TOKEN = "token-that-only-webex-may-see";

export type Outcome = { readonly status: number; readonly body: string } | { readonly reason: string };

/** One GET with the token. Rejects with everything that is not a `NoAnswer`. */
export async function exchangeOnce(url: string, timeoutSeconds = 10): Promise<Outcome> {
    try {
        const headers = { Authorization: `Bearer ${TOKEN}` };
        const { status, body } = await exchange({ method: "GET", url, headers, body: undefined, timeoutSeconds });
        return { status, body };
    } catch (error) {
        if (error instanceof NoAnswer) {
            return { reason: error.reason };
        }
        throw error;
    }
}

async function main(urls: readonly string[]): Promise<void> {
    let last: Outcome | undefined;
    for (const url of urls) {
        last = await exchangeOnce(url);
    }
    process.stdout.write(JSON.stringify(last));
}

if (require.main === module) {
    void main(process.argv.slice(2));
}
