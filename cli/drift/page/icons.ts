import { Html, html } from "../../html";
import type { FindingKind } from "../driftReport";

/** The shapes of what every room has: letters of text, because a page of thousands of drawings is slow. */
const SIGNS = { fine: "✓", online: "●", offline: "○" } as const;

/** The shapes of the page: one for each kind of findings, and those of what every room has. */
export type Icon = FindingKind | keyof typeof SIGNS;

/** How each is drawn, in a square of 16. All differ in their outline, so that they are told apart without colour. */
const SHAPES: Readonly<Record<FindingKind, string>> = {
    drift: "M2 4h12v2.5H2zM2 9.5h12V12H2zM11 1l2 1-8 13-2-1z",
    gone: "M3.5 1.5 8 6l4.5-4.5 2 2L10 8l4.5 4.5-2 2L8 10l-4.5 4.5-2-2L6 8 1.5 3.5z",
    moved: "M1 6.5h8V2l6 6-6 6V9.5H1z",
    unmanaged: "M6.5 1h3v5.5H15v3H9.5V15h-3V9.5H1v-3h5.5z",
    codes: "M5 4a4 4 0 1 1-.01 8A4 4 0 0 1 5 4zm0 2.3a1.7 1.7 0 1 0 .01 3.4A1.7 1.7 0 0 0 5 6.3zM8.6 7H15v4h-2V9h-1v2h-2V9H8.6z",
    health: "M8 1l7.5 14H.5zm-1 5v4h2V6zm0 5v2h2v-2z",
};

/** All shapes, once, for `icon` to point at. */
export function iconSheet(): Html {
    const symbols = Object.entries(SHAPES).map(
        ([name, path]) =>
            html`<symbol id="i-${name}" viewBox="0 0 16 16"><path fill-rule="evenodd" d="${path}"/></symbol>`,
    );
    return html`<svg class="sheet" aria-hidden="true">${symbols}</svg>`;
}

/** A shape beside words that say the same. */
export function icon(name: Icon): Html {
    return isSign(name)
        ? html`<span class="${name}" aria-hidden="true">${SIGNS[name]}</span>`
        : html`<svg class="i ${name}" aria-hidden="true"><use href="#i-${name}"/></svg>`;
}

function isSign(name: Icon): name is keyof typeof SIGNS {
    return name in SIGNS;
}
