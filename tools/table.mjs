/**
 * Text in columns, a line under the heads.
 *
 * @param {string[][]} rows the first one holds the heads
 */
export function table(rows) {
    const [heads = []] = rows;
    const widths = heads.map((_, column) => Math.max(...rows.map((row) => (row[column] ?? "").length)));
    const lines = rows.map((row) =>
        widths
            .map((width, column) => (row[column] ?? "").padEnd(width))
            .join("  ")
            .trimEnd(),
    );
    lines.splice(1, 0, widths.map((width) => "-".repeat(width)).join("  "));
    return lines.join("\n");
}
