"use strict";
// The engine's own share: resources with one number in them whose provider does nothing. The provider's text is as short
// as can be and a constant, so the program does not load Pulumi's serialiser either. They are of a class, as dynamic
// resources are: of others the engine does not note where in the program they stand, which is 150 bytes each.

const pulumi = require("@pulumi/pulumi");
const devices = require("./devices.json");

const __provider = 'exports.handler=()=>require("./nothing")';

class Nothing extends pulumi.CustomResource {
    constructor(name, number) {
        super("pulumi-nodejs:dynamic:Resource", name, { number, __provider });
    }
}

for (const [number, name] of Object.keys(devices).entries()) new Nothing(name, number);
