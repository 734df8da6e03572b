"use strict";

const webex = require("pulumi-webex");
const workspaces = require("./devices.json");

const rooms = new webex.WorkspaceBatch("rooms", { workspaces });
const activations = rooms.ids.apply((ids) =>
    Object.fromEntries(Object.entries(ids).map(([name, workspaceId]) => [name, { workspaceId }])),
);
new webex.DeviceActivationBatch("codes", { activations });
