import { NO_URGENCY } from "./kindWords";

/**
 * The script of the drift page. It turns the heads of columns into buttons that sort, and shows the search. The rooms
 * of all locations are sorted alike. A cell is compared by its `data-k`, else by its text.
 */
export const DRIFT_SCRIPT = `
"use strict";
(() => {
    const all = (selector, within = document) => [...within.querySelectorAll(selector)];
    const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });
    const form = document.getElementById("search");
    const words = document.getElementById("words");
    const found = document.getElementById("found");
    const shown = document.getElementById("shown");
    const tables = all("table");
    const rows = tables.flatMap((table) => all("tbody tr", table));
    const texts = new Map();
    document.documentElement.classList.add("live");

    const keyOf = (row, at) => row.children[at].dataset.k ?? row.children[at].textContent;
    const sort = (table, at, order) => {
        all("thead th", table).forEach((head, place) => {
            if (place === at) {
                head.setAttribute("aria-sort", order);
            } else {
                head.removeAttribute("aria-sort");
            }
        });
        const body = table.tBodies[0];
        const sign = order === "ascending" ? 1 : -1;
        const keyed = [...body.rows].map((row) => [keyOf(row, at), row]);
        keyed.sort(([a], [b]) => (a === "" || b === "" ? (a === "") - (b === "") : sign * collator.compare(a, b)));
        body.append(...keyed.map(([, row]) => row));
    };
    for (const table of tables) {
        const alike = table.className === "places" ? tables.filter((other) => other.className === "places") : [table];
        all("thead th", table).forEach((head, at) => {
            if ("fixed" in head.dataset) {
                return;
            }
            const button = document.createElement("button");
            button.type = "button";
            button.textContent = head.textContent;
            // For print, where a browser repeats heads on each page, but not the buttons in them.
            head.dataset.title = head.textContent;
            head.replaceChildren(button);
            button.addEventListener("click", () => {
                const order = head.getAttribute("aria-sort") === "ascending" ? "descending" : "ascending";
                for (const each of alike) {
                    sort(each, at, order);
                }
            });
        });
    }

    const textOf = (row) => {
        if (!texts.has(row)) {
            const location = row.closest("#places section")?.querySelector("h3 bdi")?.textContent ?? "";
            texts.set(row, (row.textContent + " " + location).toLowerCase());
        }
        return texts.get(row);
    };
    const search = () => {
        const wanted = words.value.toLowerCase().split(/\\s+/).filter(Boolean);
        let count = 0;
        for (const row of rows) {
            const isQuiet = found.checked && row.children[1].dataset.k === "${NO_URGENCY}";
            row.hidden = isQuiet || !wanted.every((word) => textOf(row).includes(word));
            count += row.hidden ? 0 : 1;
        }
        for (const table of tables) {
            table.closest("section").hidden = ![...table.tBodies[0].rows].some((row) => !row.hidden);
        }
        const isAll = wanted.length === 0 && !found.checked;
        shown.textContent = isAll ? "" : count.toLocaleString("en") + " of " + rows.length.toLocaleString("en") + " rows";
    };
    let waiting;
    words.addEventListener("input", () => {
        clearTimeout(waiting);
        waiting = setTimeout(search, 120);
    });
    found.addEventListener("change", search);
    form.addEventListener("submit", (event) => {
        event.preventDefault();
        search();
    });
    search();
    form.hidden = false;
})();
`;
