import * as pulumi from "@pulumi/pulumi";
import * as webex from "pulumi-webex";

const config = new pulumi.Config("limit-guard");
const personId = config.require("personId");

// The phones of one person; a second one under a Standard licence is refused at preview.
const macs = config.requireObject<string[]>("macs");
for (const mac of macs) {
    new webex.Device(`phone-${mac}`, { personId, mac, model: "DMS Cisco 8865" });
}

// What the guard counts with, for a look of your own.
const count = webex.getPersonDeviceCountOutput({ personId });
export const physicalDevices = count.physicalDeviceCount;
export const applications = count.applicationsCount;
