import * as webex from "pulumi-webex";

// A workspace, a code for the device that will stand in it, and that device once somebody entered the code.
const room = new webex.Room("huddle-1", {
    displayName: "Huddle 1",
    type: "huddle",
    capacity: 4,
    tags: ["huddle"],
    settings: {
        "Audio.DefaultVolume": 60,
        "Standby.Delay": 15,
    },
});

// A secret: `pulumi stack output activationCode --show-secrets`.
export const activationCode = room.activationCode.apply((code) => code ?? "the device is there");
// `waiting`, and with the device `online` or `offline`.
export const status = room.status;
