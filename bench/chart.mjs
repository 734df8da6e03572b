// The chart of docs/performance.md.

import { parse, View } from "vega";
import { compile } from "vega-lite";

/** @typedef {{ command: string, tool: string, seconds: number, ours: boolean }} Bar */

/**
 * A panel for each command, each with its own scale: what is compared are the tools, not the commands.
 *
 * @param {string} title
 * @param {Bar[]} bars in the order in which they are drawn
 * @returns {Promise<string>} SVG
 */
export function draw(title, bars) {
    const order = (/** @type {"command" | "tool"} */ field) => [...new Set(bars.map((bar) => bar[field]))];
    const y = { field: "tool", type: "nominal", sort: order("tool"), title: null };
    const x = { field: "seconds", type: "quantitative", title: null, axis: null };
    const { spec } = compile({
        title: { text: title, subtitle: "seconds, shorter is better", anchor: "start", offset: 12 },
        data: { values: bars.map((bar) => ({ ...bar, label: bar.seconds.toFixed(1) })) },
        facet: {
            field: "command",
            type: "nominal",
            sort: order("command"),
            title: null,
            header: { labelFontSize: 13 },
        },
        columns: 2,
        spec: {
            width: 200,
            height: { step: 17 },
            encoding: { x, y },
            layer: [
                {
                    mark: { type: "bar" },
                    encoding: {
                        color: {
                            field: "ours",
                            type: "nominal",
                            scale: { domain: [true, false], range: ["#1a7f6b", "#b8b8b8"] },
                            legend: null,
                        },
                    },
                },
                {
                    mark: { type: "text", align: "left", dx: 3, fontSize: 10 },
                    encoding: { text: { field: "label", type: "nominal" } },
                },
            ],
        },
        resolve: { scale: { x: "independent" } },
        config: {
            background: "white",
            font: "sans-serif",
            view: { stroke: null },
            axis: { domain: false, ticks: false },
        },
    });
    return new View(parse(spec), { renderer: "none" }).toSVG();
}
