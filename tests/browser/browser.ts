/** Chromium for the tests that look at pages as people do. Nothing is downloaded: it is on the PATH, or is named. */

import { accessSync, constants, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import type { Bitmap } from "../cli/sheet/bitmap";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/** What a test without Chromium is called. */
const MISSING = "needs Chromium: put it on the PATH (apt-get install chromium), or its path into CHROMIUM";

/** The path of Chromium: the variable `CHROMIUM`, else the first of its names on the PATH. */
function chromiumPath({ CHROMIUM, PATH = "" }: NodeJS.ProcessEnv): string | undefined {
    if (CHROMIUM !== undefined && CHROMIUM !== "") {
        return CHROMIUM;
    }
    return PATH.split(delimiter)
        .flatMap((folder) => NAMES.map((name) => join(folder, name)))
        .find(canBeRun);
}

function canBeRun(file: string): boolean {
    try {
        accessSync(file, constants.X_OK);
        return true;
    } catch {
        return false;
    }
}

/** The windows that pages are looked at in. */
export const SIZES = {
    "a phone": { width: 360, height: 740 },
    "a small phone": { width: 320, height: 560 },
    "a desktop": { width: 1280, height: 900 },
} as const;

/** The looks in which accessibility is tested: each size and each colour scheme. */
export const LOOKS: Readonly<Record<string, BrowserContextOptions>> = {
    "light, on a desktop": { colorScheme: "light", viewport: SIZES["a desktop"] },
    "dark, on a desktop": { colorScheme: "dark", viewport: SIZES["a desktop"] },
    "light, on a phone": { colorScheme: "light", viewport: SIZES["a phone"] },
    "dark, on a phone": { colorScheme: "dark", viewport: SIZES["a phone"] },
};

/** Opens pages that are given as text, and notes what went wrong in them. */
export interface Pages {
    /** Opens a page. The page is closed after the test. */
    open(content: string, options?: BrowserContextOptions): Promise<Page>;
    /** Errors and refusals that pages of this test met, and addresses besides their own that they asked for. */
    readonly troubles: readonly string[];
}

/** Tests in Chromium; one skipped test that says how to run them where there is none. */
export function describeInBrowser(title: string, tests: (pages: Pages) => void): void {
    describe(title, function () {
        this.timeout(120_000);
        const executablePath = chromiumPath(process.env);
        if (executablePath === undefined) {
            it.skip(MISSING);
            return;
        }
        let browser: Browser;
        let folder: string;
        const troubles: string[] = [];

        before(async () => {
            // Chromium's sandbox refuses to be root, as containers of pipelines are.
            const args = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
            browser = await chromium.launch({ executablePath, args });
            folder = mkdtempSync(join(tmpdir(), "pages-"));
        });

        afterEach(async () => {
            troubles.length = 0;
            await Promise.all(browser.contexts().map((context) => context.close()));
        });

        after(async () => {
            await browser.close();
            rmSync(folder, { recursive: true });
        });

        tests({
            troubles,
            async open(content, options = {}) {
                const file = join(folder, "page.html");
                writeFileSync(file, content, { mode: 0o600 });
                const page = await (await browser.newContext(options)).newPage();
                const own = pathToFileURL(file).href;
                page.on("console", (message) => {
                    troubles.push(message.text());
                });
                page.on("pageerror", (error) => {
                    troubles.push(error.message);
                });
                page.on("request", (request) => {
                    if (request.url() !== own) {
                        troubles.push(`asked for ${request.url()}`);
                    }
                });
                await page.goto(own);
                return page;
            },
        });
    });
}

/** How wide a page is beyond its window, in pixels: 0 where nobody has to scroll sideways. */
export async function overhang(page: Page): Promise<number> {
    await showAll(page);
    return page.evaluate<number>("document.documentElement.scrollWidth - innerWidth");
}

/** Makes the window as high as its page, because what is out of view is not laid out. */
export async function showAll(page: Page): Promise<void> {
    const width = page.viewportSize()?.width ?? 1280;
    // What comes into view may be higher than it was estimated.
    for (let shown = 0; ; ) {
        const height = await page.evaluate<number>("document.documentElement.scrollHeight");
        if (height <= shown) {
            return;
        }
        shown = height + 200;
        await page.setViewportSize({ width, height: shown });
        // Waits for a frame, also in a page whose scripts are turned off.
        await page.screenshot({ clip: { x: 0, y: 0, width: 1, height: 1 } });
    }
}

/** A property of the style that an element is shown with. */
export function styleOf(page: Page, selector: string, property: string, pseudo = ""): Promise<string> {
    const element = `document.querySelector(${JSON.stringify(selector)})`;
    return page.evaluate<string>(`getComputedStyle(${element}, "${pseudo}").getPropertyValue("${property}")`);
}

/** What axe-core (https://github.com/dequelabs/axe-core) finds in all of a page, each as its impact, rule and place. */
export async function accessibilityProblems(page: Page): Promise<string[]> {
    await showAll(page);
    await page.evaluate(readFileSync(require.resolve("axe-core/axe.min.js"), "utf8"));
    return page.evaluate<string[]>(`axe.run(document).then(({ violations }) => violations.flatMap(
        ({ id, impact, nodes }) => nodes.map(({ target }) => impact + " " + id + " at " + target.join(" "))))`);
}

/** A picture in the form PNG as shades of grey, read by a page of its own in the same browser. */
export async function greyOf(png: Buffer, page: Page): Promise<Bitmap> {
    const reader = await page.context().newPage();
    const [width = 0, ...grey] = await reader.evaluate<number[]>(`(async () => {
        const answer = await fetch("data:image/png;base64,${png.toString("base64")}");
        const picture = await createImageBitmap(await answer.blob());
        const drawing = new OffscreenCanvas(picture.width, picture.height).getContext("2d");
        drawing.drawImage(picture, 0, 0);
        const { data } = drawing.getImageData(0, 0, picture.width, picture.height);
        return [picture.width, ...data.filter((_, at) => at % 4 === 0)];
    })()`);
    await reader.close();
    return { width, height: grey.length / width, grey: Uint8Array.from(grey) };
}
