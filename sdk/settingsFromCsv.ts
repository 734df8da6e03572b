import { TEXT } from "../provider/definitions/common";
import type { UntypedSetting } from "../provider/resources/deviceConfiguration/settingValue";
import { readRows, readText } from "./csv/csvText";
import { problemLines } from "./csv/fileRows";
import { readTemplate } from "./csv/templateFile";
import { checkedArgs, plainError } from "./dataSource";

/** What a template says. */
export interface SettingsFromCsv {
    /**
     * The values that the template sets, by the names of the settings: for a `DeviceConfiguration`, or the `defaults`
     * of a batch. The file does not tell text from number, so each gets the type that the device asks for.
     */
    readonly settings: Record<string, UntypedSetting>;
    /** The settings that the template leaves to their defaults; a program that does not name them leaves them alone. */
    readonly followDefault: readonly string[];
}

/**
 * The settings in Control Hub's export of a configuration template (Devices, Templates, Download), which has the
 * columns `Configuration name`, `Value` and `Follow default`.
 *
 * Throws `pulumi.RunError` if the file cannot be read or is no such export, or with all that is wrong in it, line by
 * line. A value that Control Hub masked (`***`) is wrong, too: the program has to give it.
 */
export function settingsFromCsv(path: string): SettingsFromCsv {
    checkedArgs("settingsFromCsv", { path }, { properties: { path: TEXT } }, ["path"]);
    const { rows, problems } = readTemplate(readRows(withoutSeparatorLine(readText(path, "settingsFromCsv"))));
    if (problems.length > 0) {
        throw plainError(`settingsFromCsv: ${path} cannot be used as it is:\n  ${problemLines(problems)}`);
    }
    const set = rows.filter(({ followsDefault }) => !followsDefault);
    return {
        settings: Object.fromEntries(set.map(({ key, value }) => [key, { untyped: value }])),
        followDefault: rows.filter(({ followsDefault }) => followsDefault).map(({ key }) => key),
    };
}

/** The text with its first line empty if that is `sep=,`, which tells spreadsheets how cells are separated. */
function withoutSeparatorLine(text: string): string {
    return text.replace(/^"?sep=.?"?(?=\n)/i, "");
}
