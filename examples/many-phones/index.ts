import * as pulumi from "@pulumi/pulumi";
import * as webex from "pulumi-webex";

const file = new pulumi.Config("many-phones").get("file") ?? "phones.csv";

const phones = new webex.DeviceBatch("phones", { devices: webex.devicesFromCsv(file) });

export const deviceIds = phones.ids;
