import { Refusal } from "./errors";
import { newMac, newSerial, newSipUser, normalizeMac } from "./ids";
import type { Device, Hardware } from "./types";

const PHONE = /DMS|\b(?:68|78|88|98)\d\d\b/i;
// These answer a create with an empty body and show up later: wxc_sdk change log 1.24, wxcadm "What's new".
const LATE_PHONE = /\b(?:98\d\d|8875)\b/;
// A bare series number is one of Cisco's as well.
const CISCO = /cisco|\b(?:68|78|88|98)\d\d\b/i;
const STATUS_CYCLE = ["connected", "connected_with_issues", "disconnected"];

/** Whether Webex answers the creation of this model with an empty body and shows the device only later. */
export function appearsLate(model: string): boolean {
    return LATE_PHONE.test(model);
}

/** Whether a model string names a desk phone rather than a RoomOS device. */
export function isPhone(model: string | undefined): boolean {
    return model !== undefined && PHONE.test(model);
}

/** Whether a model string names a phone of another maker. */
export function isThirdParty(model: string): boolean {
    return !CISCO.test(model);
}

/** What Webex tells about a phone of another maker, which its owner has to set up with these values. */
export function thirdPartyFields(): Partial<Device> {
    return {
        connectionStatus: "unknown",
        managedBy: "CUSTOMER",
        manufacturer: "THIRD_PARTY",
        linePort: `${newSipUser()}_LGU@98079822.example.bcld.webex.com`,
        outboundProxy: "hs17.example.bcld.webex.com",
        sipUserName: newSipUser(),
    };
}

/**
 * Fills in, on the device itself, what it reports at its first contact; `now` is ISO 8601. Throws 400 for a bad
 * MAC.
 */
export function bringOnline(device: Device, hardware: Hardware, now: string): Device {
    const product = hardware.product ?? device.product ?? "Cisco Room Kit Pro";
    const type = typeOnline(device.type, product);
    const phone = type === "phone";
    const mac = normalizeMac(hardware.mac ?? device.mac ?? newMac());
    if (mac === undefined) {
        throw new Refusal(400, "The MAC address is not valid.");
    }
    const serial = hardware.serial ?? device.serial ?? newSerial();
    const sip = `${serial.toLowerCase()}@devices.webex.example`;
    return Object.assign(device, {
        product,
        type,
        // Phones show the address without colons, room devices with them.
        mac: phone ? mac : (mac.match(/../g) ?? []).join(":"),
        serial,
        connectionStatus: "connected",
        ip: nextAddress(device.ip),
        activeInterface: "wired",
        ...(device.manufacturer === undefined && { software: phone ? "PhoneOS 3.3" : "RoomOS 11.27" }),
        upgradeChannel: device.upgradeChannel ?? "stable",
        capabilities: phone ? [] : ["xapi"],
        permissions: phone ? [] : ["xapi:all"],
        primarySipUrl: sip,
        sipUrls: [sip],
        errorCodes: [],
        firstSeen: device.firstSeen ?? now,
        lastSeen: now,
        managedBy: device.managedBy ?? "CISCO",
        devicePlatform: "cisco",
        plannedMaintenance: "off",
    });
}

/** A type that a test gave, such as "accessory", stays; the others follow from the product. */
function typeOnline(given: string | undefined, product: string): string {
    if (given !== undefined && given !== "roomdesk") {
        return given;
    }
    return isPhone(product) ? "phone" : "roomdesk";
}

/** Moves, on the device itself, the fields that change without anybody's doing. Each of them gets another value. */
export function stirDevice(device: Device, nowMs: number): void {
    const position = STATUS_CYCLE.indexOf(device.connectionStatus ?? "");
    const [base = "", build = "0"] = (device.software ?? "RoomOS 11.0").split(" build ");
    const previous = Date.parse(device.lastSeen ?? "") || 0;
    device.firstSeen ??= new Date(nowMs).toISOString();
    device.lastSeen = new Date(Math.max(previous + 1, nowMs)).toISOString();
    device.software = `${base} build ${Number(build) + 1}`;
    device.ip = nextAddress(device.ip);
    device.connectionStatus = STATUS_CYCLE[(position + 1) % STATUS_CYCLE.length] ?? "connected";
    device.errorCodes = device.errorCodes?.length ? [] : ["sipprofileregistration"];
}

function nextAddress(ip: string | undefined): string {
    const last = Number(ip?.split(".")[3] ?? 9);
    return `192.0.2.${(last % 250) + 1}`;
}
