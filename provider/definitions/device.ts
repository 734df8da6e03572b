import {
    ORG_ID,
    ORGANIZATION,
    ORIGIN_WORDS,
    PERSON_ID,
    TAGS,
    TEXT,
    textDetail,
    textsDetail,
    UNREGISTER_ON_DELETE,
    WORKSPACE_ID,
} from "./common";
import type { Definition } from "./definition";

/** A Webex device. The names of the fields in `details` are Webex's own. */
export const DEVICE = {
    name: "Device",
    description: "A Webex device: a phone by its MAC address, or a registered device that is taken over.",
    properties: {
        personId: {
            ...PERSON_ID,
            description: "The person who owns the device. A change replaces the device.",
            detail: true,
        },
        workspaceId: {
            ...WORKSPACE_ID,
            description: "The workspace that the device stands in. A change replaces the device.",
            detail: true,
        },
        model: {
            schema: TEXT,
            description:
                "The model, as Webex lists it, e.g. `DMS Cisco 8865` or `Cisco 9861`; the product's name works, too. " +
                "Needed to register by `mac`. A change replaces the device.",
            input: true,
            change: "replace",
            same: "model",
        },
        mac: {
            schema: TEXT,
            description: "The phone's MAC address, in any notation. A change replaces the device.",
            input: true,
            change: "replace",
            same: "mac",
            detail: true,
        },
        deviceId: {
            schema: TEXT,
            description:
                "Cisco's lasting id of the device, where the API tells one. A program gives an id to take over a registered " +
                "device; another device's id replaces the resource.",
            input: true,
            change: "replace",
            same: "id",
            detail: true,
        },
        serial: {
            schema: TEXT,
            description:
                "The device's serial number. A program gives it to take over a registered device; another device's number " +
                "replaces the resource.",
            input: true,
            change: "replace",
            same: "caseless",
            detail: true,
        },
        orgId: { ...ORG_ID, detail: true },
        displayName: {
            schema: TEXT,
            description:
                "The device's name, which follows the owner in Cisco's API. A program can give it with `webex:contract` " +
                "`crud` only.",
            input: true,
            change: "write",
            detail: true,
            contracts: ["crud"],
            instead:
                "follows the owner in Webex: rename the workspace or the person (Control Hub, or the Workspaces and People " +
                "APIs) instead",
        },
        upgradeChannel: {
            schema: TEXT,
            description: "The software upgrade channel. A program can give it with `webex:contract` `crud` only.",
            input: true,
            change: "write",
            detail: true,
            contracts: ["crud"],
            instead: "can only be set in Control Hub (Devices, or the workspace's or organisation's settings)",
        },
        tags: {
            schema: TAGS,
            description:
                "The device's tags, a set: order and repetitions make no difference. An empty list removes all.",
            input: true,
            change: "write",
            same: "set",
            detail: true,
        },
        password: {
            schema: TEXT,
            description: "SIP password of a third-party phone. Secret, also when it is passed plain.",
            input: true,
            change: "write",
            secret: true,
            contracts: ["cisco"],
            instead:
                "has no place in the 1.0 document (webex:contract is crud); third-party phones need the cisco contract",
        },
        unregisterOnDelete: UNREGISTER_ON_DELETE,
        origin: {
            schema: { type: "string", enum: ORIGIN_WORDS },
            description:
                "Where the device came from: `registered` by this stack, `adopted` because its MAC address and owner were " +
                "there already, or `takenOver` by `deviceId` or `serial`.",
            output: true,
        },
        organization: {
            ...ORGANIZATION,
            description: "The organisation that Webex said the device is in, where `details` has no `orgId`.",
        },
        activationCode: {
            schema: { type: "string" },
            description: "The code that brings the device online; `crud` only. Secret.",
            output: true,
            secret: true,
            contracts: ["crud"],
        },
        activationExpiresAt: {
            schema: { type: "string" },
            description: "When the activation code ends; ISO 8601; `crud` only.",
            output: true,
            contracts: ["crud"],
        },
        product: textDetail("The product's name: the display-friendly form of the model."),
        type: textDetail(
            "The kind of device: `roomdesk`, `phone`, `accessory`, `webexgo`, `unknown`, or a newer word of Webex.",
        ),
        connectionStatus: textDetail(
            "Whether the device is `connected`, `disconnected`, `activating`, …, as of the last `up` or `refresh`.",
        ),
        ip: textDetail("The device's address in its network."),
        activeInterface: textDetail("How the device is connected, e.g. `wired`."),
        software: textDetail("The version of the device's software."),
        primarySipUrl: textDetail("The SIP address that the device is called by."),
        sipUrls: textsDetail("All SIP addresses of the device."),
        capabilities: textsDetail("The device's capabilities for programs, e.g. `xapi`."),
        permissions: textsDetail("The token's rights on the device, e.g. `xapi:all`."),
        errorCodes: textsDetail("The faults that the device reports."),
        created: textDetail("When the device was registered; ISO 8601."),
        firstSeen: textDetail("When the device first reported; ISO 8601."),
        lastSeen: textDetail("When the device last reported; ISO 8601."),
        callingDeviceId: textDetail("The id for Cisco's calling routes, `/telephony/config/devices/…`."),
        webexDeviceId: textDetail("The id for Cisco's `/deviceConfigurations`."),
        placeId: textDetail("The owner's id by its old name; Cisco wants `workspaceId` used instead."),
        locationId: textDetail("The location of the device's owner."),
        workspaceLocationId: textDetail("The location by its old name; Cisco wants `locationId` used instead."),
        managedBy: textDetail("Who manages the device: `CISCO`, `CUSTOMER` or `PARTNER`."),
        devicePlatform: textDetail("The platform that the device runs: `cisco` or `microsoftTeamsRoom`."),
        plannedMaintenance: textDetail("Whether maintenance of the device is `off`, `on` or `upcoming`."),
        lifecycle: textDetail("Where the product stands in its life, e.g. `END_OF_SALE`."),
        manufacturer: textDetail("The maker of a third-party phone."),
        linePort: textDetail("The line that a third-party phone has to be set up with."),
        outboundProxy: textDetail("The SIP proxy that a third-party phone has to be set up with."),
        sipUserName: textDetail("The SIP user that a third-party phone has to be set up with."),
    },
} as const satisfies Definition;
