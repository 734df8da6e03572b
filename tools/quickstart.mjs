// What `npm start` prints and passes on, apart from running anything.

/** Columns of a terminal that nobody has widened, less the indent. */
const WIDTH = 96;

/**
 * What a state holds, one row for each resource under a row of heads.
 *
 * @param {{ deployment: { resources?: { urn: string, type: string, outputs?: Record<string, any> }[] } }} state
 * @param {ReadonlyMap<string, string>} owners display names by id
 * @returns {string[][]}
 */
export function resourceRows(state, owners) {
    const rows = [];
    for (const { urn, type, outputs: own = {} } of state.deployment.resources ?? []) {
        if (!type.startsWith("pulumi-nodejs:dynamic/webex:")) continue;
        const outputs = { ...own.details, ...own };
        const owner = outputs.personId ?? outputs.workspaceId;
        const expires = outputs.expiresAt ?? outputs.activationExpiresAt;
        rows.push([
            `${urn.split("::").at(-1)} (${outputs.product ?? outputs.model ?? type.split(":").at(-1)})`,
            owners.get(owner) ?? owner ?? "",
            outputs.status ?? outputs.connectionStatus ?? "",
            // Without --show-secrets the export holds the code encrypted: there is nothing to show but that it is there.
            outputs.code || outputs.activationCode ? "****************" : "",
            expires ? String(expires).slice(0, 10) : "",
        ]);
    }
    // The state is in the order of creation, which changes from run to run.
    rows.sort(([a = ""], [b = ""]) => a.localeCompare(b));
    return [["device", "owner", "status", "code", "code expires"], ...rows];
}

/**
 * The diagnostics in what a preview printed, in lines of a terminal's width; empty where there are none.
 *
 * @param {string} output
 */
export function diagnosticsIn(output) {
    const [, block = ""] =
        /^Diagnostics:\r?\n([\s\S]*?)(?=^(?:Outputs|Resources|Policies|Duration):|$(?![\s\S]))/m.exec(output) ?? [];
    return block
        .trimEnd()
        .split(/\r?\n/)
        .map((line) => wrapped(line, WIDTH))
        .join("\n");
}

/**
 * A line broken between words, the further ones indented as the first and two more; longer words stay whole.
 *
 * @param {string} line
 * @param {number} width
 */
export function wrapped(line, width) {
    const indent = /^\s*/.exec(line)?.[0] ?? "";
    const [first = "", ...words] = line.trim().split(/\s+/);
    const lines = [indent + first];
    for (const word of words) {
        const longer = `${lines.at(-1)} ${word}`;
        if (longer.length <= width) lines[lines.length - 1] = longer;
        else lines.push(`${indent}  ${word}`);
    }
    return lines.join("\n");
}

/**
 * The environment of a command that nobody can answer: without a terminal `pulumi refresh` would only ask for `--yes`.
 * With `--preview-only` nothing is asked, and Pulumi refuses both together.
 *
 * @param {readonly string[]} args
 * @param {boolean} atTerminal
 * @returns {Record<string, string>}
 */
export function needsNoAnswer(args, atTerminal) {
    return atTerminal || args.includes("--preview-only") ? {} : { PULUMI_SKIP_CONFIRMATIONS: "true" };
}
