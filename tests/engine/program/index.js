"use strict";
// The program of every test on the real engine: creates what resources.json beside it names (see ../harness.ts).

const fs = require("node:fs");
const path = require("node:path");
const pulumi = require("@pulumi/pulumi");

const { front, resources, outputs } = JSON.parse(fs.readFileSync(path.join(__dirname, "resources.json"), "utf8"));
const webex = require(front === "native" ? "pulumi-webex/native" : "pulumi-webex");

const made = {};

function output([name, property]) {
    if (!(name in made)) throw new Error(`resources.json: nothing named ${name} stands before its use`);
    const source = made[name];
    if (pulumi.Resource.isInstance(source)) return property === undefined ? source : source[property];
    return property === undefined ? pulumi.output(source) : pulumi.output(source).apply((result) => result[property]);
}

function value(given) {
    if (Array.isArray(given)) return given.map(value);
    if (given === null || typeof given !== "object") return given;
    if ("$ref" in given) return output(given.$ref);
    if ("$secret" in given) return pulumi.secret(value(given.$secret));
    if ("$unknownAtPreview" in given) {
        return pulumi.output(pulumi.runtime.isDryRun() ? pulumi.unknown : given.$unknownAtPreview);
    }
    return Object.fromEntries(Object.entries(given).map(([key, inner]) => [key, value(inner)]));
}

function options(given = {}) {
    const result = { ...given };
    for (const key of ["parent", "deletedWith", "provider"]) if (given[key]) result[key] = made[given[key]];
    if (given.dependsOn) result.dependsOn = given.dependsOn.map((name) => made[name]);
    return result;
}

// As programs in other languages declare a component: the plugin makes it.
function byPlugin(type, name, outputs, args, opts) {
    const seeds = Object.fromEntries(outputs.map((each) => [each, undefined]));
    return new pulumi.ComponentResource(`webex:index:${type}`, name, { ...seeds, ...args }, opts, true);
}

for (const { type, byPluginWith, fn, name, args, opts } of resources) {
    if (byPluginWith) {
        made[name] = byPlugin(type, name, byPluginWith, value(args), options(opts));
        continue;
    }
    if (type !== "data") {
        made[name] = new webex[type](name, value(args), options(opts));
        continue;
    }
    // The plain function takes no outputs, so anything but plain values goes to its twin.
    const plain = !JSON.stringify(args ?? {}).includes('"$');
    made[name] = plain ? webex[fn](args ?? {}, opts) : webex[`${fn}Output`](value(args), opts);
}

for (const [name, source] of Object.entries(outputs)) exports[name] = output(source);
