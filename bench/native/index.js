"use strict";

const webex = require("pulumi-webex/native");
const devices = require("./devices.json");

for (const [name, device] of Object.entries(devices)) new webex.Device(name, device);
