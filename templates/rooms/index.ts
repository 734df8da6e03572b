import * as webex from "pulumi-webex";

// Meeting rooms, by names of your own. Each gets a workspace, and an activation code as long as no device is there.
// When somebody entered the code, the next `pulumi up` takes the device over and gives it the tags and settings.
const rooms: Record<string, webex.RoomArgs> = {
    "huddle-1": { displayName: "Huddle 1", type: "huddle", capacity: 4, tags: ["huddle"] },
    "training-1": {
        displayName: "Training 1",
        type: "meetingRoom",
        capacity: 16,
        tags: ["bookable"],
        settings: { "Audio.DefaultVolume": 60, "Standby.Delay": 15 },
    },
};

const declared = Object.entries(rooms).map(([name, args]) => [name, new webex.Room(name, args)] as const);

// Secret: `pulumi stack output codes --show-secrets`.
export const codes = Object.fromEntries(
    declared.map(([name, room]) => [name, room.activationCode.apply((code) => code ?? "the device is there")]),
);
// `waiting` for a device, then `online` or `offline`.
export const statuses = Object.fromEntries(declared.map(([name, room]) => [name, room.status]));
