import { createHash } from "node:crypto";
import { Html, html } from "../html";

/** A page of HTML that needs nothing else. */
export interface SelfContainedPage {
    readonly title: string;
    readonly style: string;
    /** Left out where the page has none. */
    readonly script?: string | undefined;
    readonly body: Html;
}

/**
 * The text of a page that needs no other file and makes no request. Its Content-Security-Policy lets the browser run
 * this style and this script and nothing else (https://www.w3.org/TR/CSP3/), so that no name in it can do anything.
 */
export function selfContained({ title, style, script, body }: SelfContainedPage): string {
    const policy = [
        "default-src 'none'",
        `style-src ${hashOf(style)}`,
        ...(script === undefined ? [] : [`script-src ${hashOf(script)}`]),
        "base-uri 'none'",
        "form-action 'none'",
    ].join("; ");
    return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${new Html(style)}</style>
</head>
<body>
${body}${
    script === undefined
        ? ""
        : html`<script>${new Html(script)}</script>
`
}</body>
</html>
`.text;
}

function hashOf(text: string): string {
    return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
}
