import { WORKSPACE } from "../../provider/definitions/workspace";

/** Words by the names that Pulumi's own generator of programs has for them, e.g. `MeetingRoom`. */
type Named<Word extends string> = { readonly [Each in Word as Capitalize<Each>]: Each };

/** The kinds of workspaces, as `pulumi import` names them in the programs that it prints. */
export const WorkspaceType = named(WORKSPACE.properties.type.schema.enum);

/** What workspaces are for, as `pulumi import` names it in the programs that it prints. */
export const WorkspaceSupportedDevices = named(WORKSPACE.properties.supportedDevices.schema.enum);

function named<const Word extends string>(words: readonly Word[]): Named<Word> {
    const entries = words.map((word) => [word.charAt(0).toUpperCase() + word.slice(1), word] as const);
    return Object.fromEntries(entries) as Named<Word>;
}
