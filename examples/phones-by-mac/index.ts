import * as pulumi from "@pulumi/pulumi";
import * as webex from "pulumi-webex";

interface Phone {
    /** What Pulumi knows the phone by; it can move to another desk without being renamed. */
    name: string;
    mac: string;
    model: string;
    personId?: string;
    workspaceId?: string;
    tags?: string[];
}

const phones = new pulumi.Config("phones-by-mac").requireObject<Phone[]>("phones");

const devices = phones.map(({ name, ...phone }) => ({ name, device: new webex.Device(name, phone) }));

export const deviceIds = Object.fromEntries(devices.map(({ name, device }) => [name, device.id]));
