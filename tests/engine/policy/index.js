"use strict";
// Advisory policies that find nothing wrong: each reports what it sees as one line of JSON, for readableState.test.ts.

const policy = require("@pulumi/policy");
const webex = require("pulumi-webex");

const secrets = ["password", "code", "codes", "activationCode", "activationCodes"];

function seen(report, what) {
    const hidden = (name, value) => (secrets.includes(name) && value !== undefined ? "[secret]" : value);
    report(`seen ${JSON.stringify(what, hidden)}`);
}

function policiesOf(name) {
    const type = webex[name];
    return [
        {
            name: `resource-${name}`,
            description: `what validateResourceOfType tells of each ${name}`,
            enforcementLevel: "advisory",
            validateResource: policy.validateResourceOfType(type, (props, args, report) => {
                seen(report, { policy: "resource", type: name, name: args.name, isType: args.isType(type), props });
            }),
        },
        {
            name: `stack-${name}`,
            description: `what validateStackResourcesOfType tells of every ${name}`,
            enforcementLevel: "advisory",
            validateStack: policy.validateStackResourcesOfType(type, (all, args, report) => {
                const names = args.resources.filter((each) => each.isType(type)).map((each) => each.name);
                seen(report, { policy: "stack", type: name, names, all });
            }),
        },
    ];
}

new policy.PolicyPack("webex-tests", {
    policies: ["Device", "DeviceBatch", "DeviceActivation", "DeviceActivationBatch"].flatMap(policiesOf),
});
