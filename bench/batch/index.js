"use strict";

const webex = require("pulumi-webex");
const devices = require("./devices.json");

new webex.DeviceBatch("devices", { devices });
