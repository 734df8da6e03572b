import * as pulumi from "@pulumi/pulumi";
import * as webex from "pulumi-webex";

const file = new pulumi.Config("many-phones").get("file") ?? "phones.csv";
const { devices, activations } = webex.devicesFromCsv(file);

const phones = new webex.DeviceBatch("phones", { devices });
// Only Control Hub's own file has these: its rows without a MAC address.
const codes = new webex.DeviceActivationBatch("codes", { activations });

export const deviceIds = phones.ids;
export const activationCodes = codes.codes;
