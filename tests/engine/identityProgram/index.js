"use strict";
// Creates what resources.json beside it names, as ../program does, and besides: an entry whose type has colons in it is
// a component, the option `transform` sets inputs behind the program's back, and an alias names a parent or null.

const fs = require("node:fs");
const path = require("node:path");
const pulumi = require("@pulumi/pulumi");
const webex = require("pulumi-webex");

const { resources } = JSON.parse(fs.readFileSync(path.join(__dirname, "resources.json"), "utf8"));

/** By their names; what has no parent is the stack's. */
const made = { null: pulumi.rootStackResource };

function value(given) {
    if (Array.isArray(given)) return given.map(value);
    if (given === null || typeof given !== "object") return given;
    if ("$secret" in given) return pulumi.secret(value(given.$secret));
    return Object.fromEntries(Object.entries(given).map(([key, inner]) => [key, value(inner)]));
}

function options({ parent, transform, aliases = [], ...rest } = {}) {
    const transforms = [({ props, opts }) => ({ props: { ...props, ...transform }, opts })];
    return {
        ...rest,
        aliases: aliases.map((alias) => ("parent" in alias ? { ...alias, parent: made[alias.parent] } : alias)),
        ...(parent && { parent: made[parent] }),
        ...(transform && { transforms }),
    };
}

for (const { type, name, args, opts } of resources) {
    made[name] = type.includes(":")
        ? new pulumi.ComponentResource(type, name, {}, options(opts))
        : new webex[type](name, value(args), options(opts));
}
