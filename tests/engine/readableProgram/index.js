"use strict";
// Creates what resources.json beside it names, and exports of each resource: the resource itself, a copy by `{...it}`,
// and some properties by their names. The option `transform` sets inputs behind the program's back.

const fs = require("node:fs");
const path = require("node:path");
const pulumi = require("@pulumi/pulumi");
const webex = require("pulumi-webex");

const { resources } = JSON.parse(fs.readFileSync(path.join(__dirname, "resources.json"), "utf8"));

const read = {
    Device: [
        "tags",
        "serial",
        "mac",
        "model",
        "product",
        "connectionStatus",
        "personId",
        "workspaceId",
        "orgId",
        "origin",
    ],
    DeviceBatch: ["devices", "ids", "connectionStatuses", "products", "entries"],
    DeviceActivation: ["model", "status", "deviceId", "expiresAt", "origin"],
    DeviceActivationBatch: ["activations", "statuses", "deviceIds", "expiries", "entries"],
};

function value(given) {
    if (Array.isArray(given)) return given.map(value);
    if (given === null || typeof given !== "object") return given;
    if ("$secret" in given) return pulumi.secret(value(given.$secret));
    return Object.fromEntries(Object.entries(given).map(([key, inner]) => [key, value(inner)]));
}

function options({ transform, ...rest } = {}) {
    const transforms = [({ props, opts }) => ({ props: { ...props, ...transform }, opts })];
    return { ...rest, ...(transform && { transforms }) };
}

for (const { type, name, args, opts } of resources) {
    const resource = new webex[type](name, value(args), options(opts));
    exports[name] = resource;
    exports[`${name}Copy`] = { ...resource };
    exports[`${name}Read`] = Object.fromEntries(read[type].map((property) => [property, resource[property]]));
}
