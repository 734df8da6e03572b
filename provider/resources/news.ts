import type { Speaker } from "./resource";

/** What happened to a code, in words that go on after the name of its resource or entry. */
export type CodeEvent =
    | { readonly kind: "used"; readonly by: string }
    | { readonly kind: "renewed"; readonly ended: string; readonly expiresAt: string };

/** A code's event, with the entry of the batch that has the code. */
export interface CodeNews {
    readonly entry?: string;
    readonly event: CodeEvent;
}

/**
 * What a run has to tell of its codes. An entry of a batch notes it here, so that the batch tells of all its entries in
 * one line.
 */
export class News {
    private readonly events = new Map<string, CodeEvent>();
    private readonly told = new Set<string>();

    note({ key }: Speaker, event: CodeEvent): void {
        this.events.set(key, event);
    }

    /** The events of a resource and of its entries; each is given once. */
    take({ key }: Speaker): CodeNews[] {
        const news: CodeNews[] = [];
        for (const [of, event] of this.events) {
            if (of === key) {
                news.push({ event });
            } else if (of.startsWith(`${key}[`)) {
                news.push({ entry: of.slice(key.length + 1, -1), event });
            } else {
                continue;
            }
            this.events.delete(of);
        }
        return news;
    }

    /** Whether this run says a text for the first time: a refresh and the plan after it find the same. */
    isFirst(text: string): boolean {
        const { size } = this.told;
        return this.told.add(text).size > size;
    }
}
