import * as webex from "pulumi-webex";

// The phones of `phones.csv`: a row names its owner by e-mail address or by the workspace's name. Whatever is wrong in
// the file is said at once, line by line, before anything is sent.
const { devices } = webex.devicesFromCsv("phones.csv");

// All of them as one resource, which is many times faster than one resource each.
const phones = new webex.DeviceBatch("phones", { devices });

export const deviceIds = phones.ids;
export const statuses = phones.connectionStatuses;
