import * as pulumi from "@pulumi/pulumi";
import * as webex from "pulumi-webex";

// Whose phones they are: `pulumi config set person ada@example.com`, `pulumi config set workspace Lobby`. The simulator
// has these two.
const config = new pulumi.Config();
const person = webex.getPersonOutput({ email: config.get("person") ?? "paula@example.com" });
const workspace = webex.getWorkspaceOutput({ name: config.get("workspace") ?? "Reception" });

// Desk phones are known by the MAC address on their label; `model` is the name that Webex lists them by.
const deskPhone = new webex.Device("desk-phone", {
    personId: person.id,
    mac: "52:EA:D3:24:FD:21",
    model: "DMS Cisco 8865",
    tags: ["early-adopters"],
});
const receptionPhone = new webex.Device("reception-phone", {
    workspaceId: workspace.id,
    mac: "52:EA:D3:24:FD:22",
    model: "Cisco 9861",
});

export const deviceIds = { deskPhone: deskPhone.id, receptionPhone: receptionPhone.id };
export const statuses = { deskPhone: deskPhone.connectionStatus, receptionPhone: receptionPhone.connectionStatus };
