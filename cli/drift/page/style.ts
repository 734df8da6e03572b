import { COLOURS } from "../../page/colours";

/**
 * The look of the drift page. `rows` says how many rows each section has, by its id: the browser lays out what is in
 * view alone, and goes by that number for the rest.
 */
export function driftStyle(rows: ReadonlyMap<string, number>): string {
    const heights = [...rows].map(([id, count]) => `#${id}{--rows:${count}}`);
    return `${DRIFT_STYLE}${heights.join("")}\n`;
}

const DRIFT_STYLE = `${COLOURS}
*{box-sizing:border-box}
body{margin:0 auto;max-width:82rem;padding:1.5rem 1rem 3rem;background:var(--ground);color:var(--text);
font:1rem/1.5 system-ui,sans-serif;overflow-wrap:anywhere}
h1{font-size:1.75rem;line-height:1.2;margin:0 0 .5rem}
h2{font-size:1.35rem;line-height:1.3;margin:2.25rem 0 .5rem}
h3{font-size:1.1rem;line-height:1.3;margin:1.75rem 0 .25rem}
p{margin:.25rem 0}
a{color:var(--link)}
code,.id{font-family:ui-monospace,monospace;font-size:.9em}
.id{font-weight:400;font-size:.75rem;white-space:nowrap;overflow:hidden;text-overflow:ellipsis}
small{display:block;font-size:.85rem;font-weight:400;color:var(--quiet)}
.count,.none,footer{color:var(--quiet)}
.count{font-weight:400;font-size:.95rem}
.verdict{font-size:1.15rem;font-weight:600}
.sheet{position:absolute;width:0;height:0}
.i{width:1em;height:1em;vertical-align:-.13em;fill:currentColor;flex:none}
.drift,.dirty>.i{color:var(--drift)}.gone{color:var(--gone)}.moved{color:var(--moved)}
.unmanaged{color:var(--unmanaged)}.codes{color:var(--codes)}.health{color:var(--health)}
.fine,.online{color:var(--fine)}.offline{color:var(--health)}
.skip{position:absolute;left:-100rem}
.skip:focus{left:1rem;top:.5rem;z-index:2;background:var(--ground);padding:.5rem}
:focus-visible{outline:3px solid var(--focus);outline-offset:2px}
[hidden]{display:none!important}
.kinds{list-style:none;margin:1rem 0;padding:0;display:grid;gap:.5rem;
grid-template-columns:repeat(auto-fill,minmax(11rem,1fr))}
.kinds li{border:1px solid var(--line);border-radius:.4rem}
.kinds a,.kinds .none{display:flex;gap:.4rem;align-items:center;padding:.6rem .65rem;overflow-wrap:normal}
.kinds a{height:100%}
.kinds a{color:inherit;text-decoration:none}
.kinds a span{text-decoration:underline}
.kinds b{margin-left:auto;font-size:1.1rem}
.kinds .none b{font-size:1rem;font-weight:400}
nav summary{padding:.4rem 0;cursor:pointer}
nav details ul{columns:16rem;margin:0 0 .5rem;padding:0 0 0 1.25rem}
nav details li{padding:.15rem 0}
form{display:flex;flex-wrap:wrap;gap:.5rem .75rem;align-items:center;
margin:1rem 0 0;padding:.6rem 0;background:var(--ground);border-bottom:1px solid var(--line)}
input[type=search]{flex:1 1 12rem;min-width:0;max-width:28rem;font:inherit;padding:.4rem .6rem;color:inherit;
background:var(--ground);border:1px solid var(--quiet);border-radius:.4rem}
.check{display:flex;gap:.4rem;align-items:center}
.check input{width:1.1rem;height:1.1rem}
output{color:var(--quiet)}
table{width:100%;border-collapse:collapse;margin:.5rem 0 0}
th,td{text-align:start;vertical-align:top;padding:.45rem .6rem;font-weight:inherit}
thead th{font-weight:600;color:var(--quiet)}
tbody th{font-weight:600}
tr{border-bottom:1px solid var(--line)}
td ul{list-style:none;margin:0;padding:0}
.mark,.status{white-space:nowrap}
.mark{display:inline-block;margin-inline-end:.75rem}
thead button{all:unset;cursor:pointer;text-decoration:underline;text-decoration-style:dotted;text-underline-offset:.2em}
thead button:focus-visible{outline:3px solid var(--focus);outline-offset:2px}
[aria-sort=ascending] button::after{content:" ▲"}
[aria-sort=descending] button::after{content:" ▼"}
@media screen and (min-height:30rem){
form{position:sticky;top:0;z-index:1}
html.live{scroll-padding-top:4.5rem}
}
@media screen{
table,thead,tbody{display:block}
.group{--row:3.5rem;content-visibility:auto;contain-intrinsic-size:auto calc(6rem + var(--rows)*var(--row))}
tr{display:grid;content-visibility:auto;contain-intrinsic-size:auto var(--row)}
thead tr{content-visibility:visible;background:var(--band)}
.places tr{grid-template-columns:3fr 2.5fr 5fr minmax(12rem,1.5fr)}
.values tr{grid-template-columns:4fr 3fr 3fr 3fr 2.5fr}
.plain tr{grid-template-columns:4fr 4fr 3fr}
th,td{min-width:0}
}
@media screen and (max-width:46rem){
body{padding-top:1rem}
html.live{scroll-padding-top:7rem}
h1{font-size:1.4rem}
.kinds{grid-template-columns:repeat(auto-fill,minmax(9rem,1fr))}
.places tr,.values tr,.plain tr{grid-template-columns:1fr;padding:.5rem 0}
.group{--row:8rem}
.places thead tr,.values thead tr,.plain thead tr{display:flex;flex-wrap:wrap;padding:.25rem .5rem;gap:0 1rem}
thead tr::before{content:"Sort by";padding:.45rem 0;color:var(--quiet)}
html:not(.live) thead{position:absolute;left:-100rem}
#places .group:not([hidden])~.group thead{display:none}
th,td{padding:.1rem .25rem}
thead th{padding:.45rem 0}
thead th[data-fixed]{position:absolute;left:-100rem}
.values td:nth-child(3)::before{content:"Program says: ";color:var(--quiet)}
.values td:nth-child(4)::before{content:"Webex says: ";color:var(--quiet)}
.places td:nth-child(4)::before{content:"Last seen: ";color:var(--quiet)}
}
@media (forced-colors:active){.i{color:CanvasText}}
@media print{
@page{margin:14mm}
body{max-width:none;padding:0;font-size:9.5pt}
form,.skip,nav details{display:none!important}
h2,h3{break-after:avoid}
.group>p{break-after:avoid}
tr,thead,.kinds{break-inside:avoid}
.id{display:none}
thead button{display:none}
thead th[data-title]::before{content:attr(data-title)}
.places th:nth-child(1){width:26%}.places th:nth-child(2){width:16%}.places th:nth-child(3){width:38%}
thead{display:table-header-group}
table{table-layout:fixed}
.kinds{grid-template-columns:repeat(3,1fr)}
.kinds a span{text-decoration:none}
}
`;
