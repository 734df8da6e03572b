import * as pulumi from "@pulumi/pulumi";
import * as webex from "pulumi-webex";

/** The name of each room, and its workspace's id. */
const rooms = new pulumi.Config("activation-codes").requireObject<Record<string, string>>("rooms");

const activations = Object.entries(rooms).map(([room, workspaceId]) => ({
    room,
    activation: new webex.DeviceActivation(room, { workspaceId }),
}));

// The whole map is a secret, because the codes in it are: `pulumi stack output codes --show-secrets` is the
// technician's list.
export const codes = Object.fromEntries(
    activations.map(({ room, activation }) => [room, { code: activation.code, expiresAt: activation.expiresAt }]),
);

// Says after a `pulumi refresh` which rooms are online already.
export const status = Object.fromEntries(activations.map(({ room, activation }) => [room, activation.status]));
