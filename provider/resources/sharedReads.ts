import { AsyncResource } from "node:async_hooks";
import { asOperation } from "../client/operation";

/** So many reads of a process go out as they are; from the next one on pages of the list answer for many. */
const FEW = 6;
/** Pages that may be read before they have saved anything: so many, and this share of the reads so far. */
const PAGES_IN_ADVANCE = 8;
const SHARE_IN_ADVANCE = 0.25;

/** Something to be known of what a list has. */
export interface Question<T> {
    /** What it asks after, to be compared with what this process has written. */
    readonly key: string;
    /** The answer that the rows listed so far give, `isWhole` if no more will come; undefined if they give none. */
    listed(isWhole: boolean): T | undefined;
    /** The answer by a request of its own. */
    alone(): Promise<T>;
    /** A request of its own would read the whole list: the API has no filter for what is asked. */
    readonly readsAll?: boolean;
}

/** A list that reads share. */
export interface SharedList<Row> {
    pages(): AsyncGenerator<readonly Row[]>;
    /** Keeps a row for the questions. */
    add(row: Row): void;
}

/** Who waits for the pages of the list. */
interface Waiting {
    readonly tryListed: () => boolean;
    readonly askAlone: () => void;
    readonly readsAll: boolean;
}

/**
 * Reads that share the pages of one list: a refresh of a thousand devices is then a dozen requests instead of a
 * thousand. The engine hands over a few reads at a time and nobody says how many there will be, nor how large the
 * organisation is, so each page has to pay: pages are read while they have saved as many requests as they cost, a few
 * in advance aside. N reads thus cost at most a quarter and eight more than N requests, however large the organisation
 * is. In one of M rows they cost at most M / 100 + 8 where they come together or in the list's order, at most five
 * times its pages in the worst order, and one more for each that the list lacks.
 *
 * dataloader joins only what is asked in the same instant, which are as many reads as the engine runs beside each
 * other.
 */
export class SharedReads<Row> {
    private readonly written = new Set<string>();
    private readonly waiting: Waiting[] = [];
    private pages: AsyncGenerator<readonly Row[]> | undefined;
    private list: "open" | "whole" | "failed" = "open";
    private reading = false;
    private asked = 0;
    private saved = 0;
    private pagesRead = 0;

    constructor(
        private readonly shared: SharedList<Row>,
        private readonly operationTimeoutSeconds: number,
    ) {}

    /** From now on what is asked after any of these keys is asked alone. */
    write(keys: readonly string[]): void {
        for (const key of keys) {
            this.written.add(key);
        }
    }

    /** The answer to a question: of the list where that pays, else by a request of its own. */
    ask<T>(question: Question<T>): Promise<T> {
        this.asked += 1;
        const { readsAll = false } = question;
        const few = this.asked <= FEW || this.written.has(question.key);
        if (this.list === "failed" || (few && !readsAll)) {
            return question.alone();
        }
        return new Promise<T>((resolve, reject) => {
            const tryListed = () => {
                const answer = question.listed(this.list === "whole");
                if (answer === undefined) {
                    return false;
                }
                this.saved += 1;
                resolve(answer);
                return true;
            };
            if (tryListed()) {
                return;
            }
            this.waiting.push({
                tryListed,
                readsAll,
                // In the time of whoever asks, not of the one whose turn it was to read a page.
                askAlone: AsyncResource.bind(() => {
                    question.alone().then(resolve, reject);
                }),
            });
            if (!this.reading) {
                void this.readPages();
            }
        });
    }

    private async readPages(): Promise<void> {
        this.reading = true;
        // What is asked in the same instant counts together.
        await new Promise((resolve) => setImmediate(resolve));
        while (this.list === "open" && this.waiting.length > 0 && this.nextPagePays()) {
            await this.readPage();
        }
        this.reading = false;
        for (const { askAlone } of this.waiting.splice(0)) {
            askAlone();
        }
    }

    private nextPagePays(): boolean {
        if (this.waiting.some(({ readsAll }) => readsAll)) {
            return true;
        }
        return this.pagesRead < this.saved + PAGES_IN_ADVANCE + this.asked * SHARE_IN_ADVANCE;
    }

    private async readPage(): Promise<void> {
        try {
            // A budget of its own: the page is not the work of the one read that happened to be first.
            this.pages ??= this.shared.pages();
            const { pages } = this;
            const page = await asOperation({ seconds: this.operationTimeoutSeconds }, () => pages.next());
            if (page.done === true) {
                this.list = "whole";
            } else {
                this.pagesRead += 1;
                for (const row of page.value) {
                    this.shared.add(row);
                }
            }
        } catch {
            // A part of a list is no list; whoever waits hears by a request of its own what is wrong.
            this.list = "failed";
        }
        const still = this.waiting.splice(0).filter(({ tryListed }) => !tryListed());
        this.waiting.push(...still);
    }
}
