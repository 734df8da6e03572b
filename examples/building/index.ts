import * as pulumi from "@pulumi/pulumi";
import * as webex from "pulumi-webex";

const file = new pulumi.Config("building").get("file") ?? "rooms.csv";
const { workspaces, extra } = webex.workspacesFromCsv(file);

const rooms = Object.entries(workspaces).map(([name, workspace]) => {
    // The file's own columns: what a workspace does not have.
    const { floor = "", tags = "", volume = "", model = "" } = extra[name] ?? {};
    const room = new webex.Room(name, {
        ...workspace,
        model: model === "" ? undefined : model,
        tags: [`floor-${floor}`, ...tags.split("|")].filter((tag) => tag !== ""),
        settings: volume === "" ? undefined : { "Audio.DefaultVolume": Number(volume) },
    });
    return [name, room] as const;
});

/** One of the rooms' outputs, by the rooms' names; rooms that have none are left out. */
function each(output: (room: webex.Room) => pulumi.Output<string | undefined>): pulumi.Output<Record<string, string>> {
    const values = Object.fromEntries(rooms.map(([name, room]) => [name, output(room)]));
    return pulumi.output(values).apply((known) => JSON.parse(JSON.stringify(known)) as Record<string, string>);
}

// The technician's list, a secret: `pulumi stack output codes --show-secrets`. A room with a device is not in it.
export const codes = each(({ activationCode }) => activationCode);
export const statuses = each(({ status }) => status);
