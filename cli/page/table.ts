import { Html, type HtmlPart, html } from "../html";

/**
 * The parts of a table. Their roles are written out because the page lays rows out as grids, and some browsers then
 * forget that they are rows: https://www.w3.org/WAI/ARIA/apg/patterns/table/.
 */

/** The head of a column, by which rows can be sorted unless it says otherwise. */
export type Heading = string | { readonly title: string; readonly isSortable: boolean };

/** The row of heads, by which a page's script may sort. `above` is a row over it. */
export function head(headings: readonly Heading[], above?: Html): Html {
    const heads = headings.map((heading) => {
        const { title, isSortable } = typeof heading === "string" ? { title: heading, isSortable: true } : heading;
        return html`<th role="columnheader" scope="col"${isSortable ? "" : new Html(" data-fixed")}>${title}</th>`;
    });
    return html`<thead role="rowgroup">${above}<tr role="row">${heads}</tr></thead>`;
}

/** A row of cells. */
export function row(cells: readonly Html[]): Html {
    return html`<tr role="row">${cells}</tr>
`;
}

/** The cell that names its row. */
export function rowHead(content: HtmlPart): Html {
    return html`<th role="rowheader" scope="row">${content}</th>`;
}

/** A cell; `key` is what it is sorted by, where that is not its text. */
export function cell(content: HtmlPart, key?: string | number): Html {
    return key === undefined
        ? html`<td role="cell">${content}</td>`
        : html`<td role="cell" data-k="${key}">${content}</td>`;
}
