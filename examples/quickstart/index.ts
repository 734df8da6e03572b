import * as pulumi from "@pulumi/pulumi";
import * as webex from "pulumi-webex";

const config = new pulumi.Config("quickstart");
const personId = config.require("personId");
const workspaceId = config.require("workspaceId");

// A desk phone, known by the MAC address on its label.
const deskPhone = new webex.Device("desk-phone", {
    personId,
    model: "DMS Cisco 8865",
    mac: "52:EA:D3:24:FD:21",
});

// A code that somebody types into the device of a meeting room.
const boardRoom = new webex.DeviceActivation("board-room", { workspaceId });

// More than a Standard licence allows: a preview with this phone is refused.
if (config.getBoolean("oneTooMany")) {
    new webex.Device("second-phone", { personId, model: "DMS Cisco 8865", mac: "52:EA:D3:24:FD:22" });
}

export const deskPhoneId = deskPhone.id;
// A secret: `pulumi stack output boardRoomCode --show-secrets` shows it.
export const boardRoomCode = boardRoom.code;
export const boardRoomCodeExpiresAt = boardRoom.expiresAt;
