import { type Html, html } from "../../html";
import { COLOURS } from "../../page/colours";
import { selfContained } from "../../page/selfContained";
import { cell, head, row, rowHead } from "../../page/table";
import { QUIET, qrCode, svgPath } from "../qrCode";
import { endWords, NO_LOCATION, originOf, SECRECY, type SheetDocument } from "../sheetDocument";
import { inGroups, type SheetLocation, type SheetRow } from "../sheetRow";

/** A sheet as one page that needs nothing else: to be printed, or to be ticked off on a telephone. */
export function htmlSheet(sheet: SheetDocument): string {
    return selfContained({
        title: `Activation codes of ${sheet.stacks.join(", ")}`,
        style: STYLE,
        body: html`<header>
<h1>Activation codes</h1>
<p>${originOf(sheet)}</p>
<p class="secret">${SECRECY}</p>
</header>
<main>
${sheet.locations.map((location, at) => locationSection(location, at, sheet))}</main>
`,
    });
}

const HEADS = ["Done", "QR code", "Room or person", "Activation code"];

function locationSection({ location, rows }: SheetLocation, at: number, sheet: SheetDocument): Html {
    const name = location === undefined ? NO_LOCATION : html`<bdi>${location}</bdi>`;
    const onEachPage = html`<tr role="row" class="paper"><th role="columnheader" colspan="${HEADS.length}"><b>${name}</b>
<span>${originOf(sheet)}. ${SECRECY}</span></th></tr>`;
    return html`<section aria-labelledby="l${at}">
<h2 id="l${at}">${name}</h2>
<table role="table" aria-labelledby="l${at}">
<colgroup><col class="done"><col class="picture"><col><col class="digits"></colgroup>
${head(HEADS, onEachPage)}
<tbody role="rowgroup">
${rows.map(codeRow)}</tbody></table>
</section>
`;
}

function codeRow({ code, ends, model, owner, source }: SheetRow): Html {
    return row([
        cell(html`<input type="checkbox" autocomplete="off" aria-label="done: ${owner}">`),
        cell(picture(code, owner)),
        rowHead(html`<bdi class="owner">${owner}</bdi><span>${model}</span><small>${source}</small>`),
        cell(html`<b class="code">${inGroups(code)}</b><span>${endWords(ends)}</span>`),
    ]);
}

/** Dark on white in dark pages, too: many readers cannot read a code the other way round. */
function picture(code: string, owner: string): Html {
    const drawn = qrCode(code);
    const side = drawn.size + 2 * QUIET;
    return html`<svg class="qr" role="img" aria-label="QR code for ${owner}" viewBox="0 0 ${side} ${side}"><path fill="#fff" d="M0 0h${side}v${side}H0z"/><path d="${svgPath(drawn)}"/></svg>`;
}

const STYLE = `${COLOURS}
*{box-sizing:border-box}
body{margin:0 auto;max-width:56rem;padding:1.5rem 1rem 3rem;background:var(--ground);color:var(--text);
font:1rem/1.45 system-ui,sans-serif;overflow-wrap:anywhere}
h1{font-size:1.75rem;line-height:1.2;margin:0 0 .5rem}
h2{font-size:1.3rem;line-height:1.3;margin:2rem 0 .5rem}
p{margin:.25rem 0}
.secret{margin:.75rem 0 0;padding:.6rem .8rem;border:2px solid var(--gone);border-radius:.4rem;font-weight:600}
.paper{display:none}
table{width:100%;border-collapse:collapse;table-layout:fixed}
.done{width:3.75rem}
.picture{width:7.75rem}
.digits{width:18rem}
th,td{text-align:start;vertical-align:middle;padding:.5rem .6rem;font-weight:inherit}
thead th{font-weight:600;font-size:.85rem;color:var(--quiet);overflow-wrap:normal}
tr{border-bottom:1px solid var(--line)}
th span,th small,td span{display:block}
.owner{font-weight:700;font-size:1.15rem}
small{font-size:.8rem;color:var(--quiet)}
td span{font-size:.9rem}
.code{font:600 1.4rem/1.4 ui-monospace,monospace;white-space:nowrap}
.qr{display:block;width:6.5rem;height:6.5rem;shape-rendering:crispEdges;forced-color-adjust:none}
input{width:1.5rem;height:1.5rem;margin:0;display:block}
:focus-visible{outline:3px solid var(--focus);outline-offset:2px}
@media screen and (max-width:44rem){
table,tbody{display:block}
thead{position:absolute;left:-100rem}
tbody tr{display:grid;grid-template-columns:2.5rem 1fr;align-items:center;padding:.75rem 0}
th,td{padding:.15rem .25rem}
td:nth-child(1){grid-row:1}
tbody th{grid-row:1;grid-column:2}
td:nth-child(2){grid-column:2}
td:nth-child(4){grid-column:2}
.qr{width:9rem;height:9rem}
.code{font-size:1.25rem}
}
@media print{
@page{size:A4;margin:12mm}
body{max-width:none;padding:0;font-size:10pt}
header,h2{display:none}
.paper{display:table-row;border:0}
thead .paper th{padding:0 0 2mm;font-weight:400;color:var(--text)}
.paper b{display:block;font-size:15pt}
section+section{break-before:page}
thead{display:table-header-group}
tr,thead{break-inside:avoid}
.done{width:16mm}
.picture{width:30mm}
.digits{width:72mm}
.qr{width:24mm;height:24mm}
.code{font-size:16pt}
}
`;
