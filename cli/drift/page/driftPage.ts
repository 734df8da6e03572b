import { grouped } from "../../grouped";
import { type Html, html } from "../../html";
import { selfContained } from "../../page/selfContained";
import { type DriftReport, FINDING_KINDS } from "../driftReport";
import { counted, inWords, minuteOf } from "./count";
import { findingSection } from "./findingTable";
import { icon, iconSheet } from "./icons";
import { KIND_WORDS } from "./kindWords";
import { type LocationPlaces, placesOf } from "./places";
import { locationName, locationSection } from "./placeTable";
import { DRIFT_SCRIPT } from "./script";
import { driftStyle } from "./style";

/**
 * A drift report as one HTML page that needs nothing else: no server, no other file, no request. Everything is there
 * without its script, which adds sorting and searching.
 */
export function driftPage(report: DriftReport): string {
    const { project, stack } = report;
    const locations = placesOf(report);
    return selfContained({
        title: `Drift of ${project}/${stack}`,
        style: driftStyle(rowsOf(report, locations)),
        script: DRIFT_SCRIPT,
        body: html`<a class="skip" href="#findings">Skip to the findings</a>
${iconSheet()}
<header>
<h1>Drift of <bdi>${project}</bdi>/<bdi>${stack}</bdi></h1>
${summary(report, locations.length)}
</header>
<nav aria-label="Parts of this page">
${kindLinks(report)}
${locations.length > 1 ? locationLinks(locations) : ""}
</nav>
${searchForm()}
<main>
${findings(report)}
<section id="places" aria-labelledby="h-places">
<h2 id="h-places">Rooms and people by location</h2>
${locations.length === 0 ? html`<p>The stack has nothing at Webex.</p>` : ""}
${locations.map((location, at) => locationSection(locationId(at), location))}</section>
</main>
<footer><p>Made by pulumi-webex. The check only read: nothing was changed at Webex or in the stack.</p></footer>
`,
    });
}

/** How many rows each section of the page has, by its id. */
function rowsOf({ findings }: DriftReport, locations: readonly LocationPlaces[]): ReadonlyMap<string, number> {
    return new Map([
        ...[...grouped(findings, ({ kind }) => kind)].map(([kind, ofKind]) => [kind, ofKind.length] as const),
        ...locations.map(({ places }, at) => [locationId(at), places.length] as const),
    ]);
}

/** The id of the section of a location, by its place among them. */
function locationId(at: number): string {
    return `l${at}`;
}

/** How it stands, in sentences. */
function summary({ things, findings: all, checkedAt }: DriftReport, locations: number): Html {
    const drift = all.filter(({ isDrift }) => isDrift).length;
    const others = all.length - drift;
    const more = others === 0 ? "" : ` ${counted(others, "finding is", "findings are")} for information.`;
    const verdict =
        drift === 0
            ? html`${icon("fine")} No drift.${more}`
            : html`${icon("drift")} ${counted(drift, "finding is", "findings are")} drift.${more}`;
    return html`<p class="verdict ${drift === 0 ? "clean" : "dirty"}">${verdict}</p>
<p>The stack has ${counted(things.length, "thing")} at Webex${
        locations === 0 ? "" : `, in ${counted(locations, "location")}`
    }. Checked at <time datetime="${checkedAt}">${minuteOf(checkedAt)}</time>.</p>`;
}

/** The counts of all kinds, each a way to its findings. */
function kindLinks({ findings: all, looksForUnmanaged }: DriftReport): Html {
    return html`<ul class="kinds">${FINDING_KINDS.map((kind) => {
        const count = all.filter((finding) => finding.kind === kind).length;
        const words = html`${icon(kind)} <span>${KIND_WORDS[kind].title}</span>`;
        if (count > 0) {
            return html`<li><a href="#${kind}">${words} <b>${inWords(count)}</b></a></li>`;
        }
        const none = kind === "unmanaged" && !looksForUnmanaged ? "not looked for" : "none";
        return html`<li class="none">${words} <b>${none}</b></li>`;
    })}</ul>`;
}

function locationLinks(locations: readonly LocationPlaces[]): Html {
    const links = locations.map(
        ({ location }, at) => html`<li><a href="#${locationId(at)}">${locationName(location)}</a></li>`,
    );
    return html`<details><summary>${counted(locations.length, "location")}</summary><ul>${links}</ul></details>`;
}

/** For the script alone, which takes `hidden` away. */
function searchForm(): Html {
    return html`<form id="search" role="search" hidden>
<label for="words">Search</label>
<input id="words" type="search" autocomplete="off" spellcheck="false" placeholder="name, finding, status">
<label class="check"><input id="found" type="checkbox"> only places with findings</label>
<output id="shown" role="status"></output>
</form>`;
}

function findings({ findings: all }: DriftReport): Html {
    const byKind = grouped(all, ({ kind }) => kind);
    const sections = FINDING_KINDS.filter((kind) => byKind.has(kind)).map((kind) =>
        findingSection(kind, byKind.get(kind) ?? []),
    );
    return html`<section id="findings" tabindex="-1" aria-labelledby="h-findings">
<h2 id="h-findings">Findings</h2>
${sections.length === 0 ? html`<p>Nothing was found: Webex has what the program says.</p>` : sections}</section>`;
}
