/** When two texts name the same thing at Webex. Each function gives what all spellings have in common. */

/** A Webex id. The same person can have several ids, of which only the last part counts. */
export function canonicalId(id: string): string {
    const bare = id.replace(/=+$/, "");
    const decoded = Buffer.from(bare, "base64").toString("utf8");
    const match = /^ciscospark:\/\/[^/]+\/[A-Z_]+\/(.+)$/.exec(decoded);
    return match?.[1]?.toLowerCase() ?? bare;
}

/** A MAC address in any notation. */
export function canonicalMac(mac: string): string {
    return mac.replace(/[\s:.-]/g, "").toUpperCase();
}

/** A model or a product: `DMS Cisco 8865` shows as `Cisco 8865`. */
export function canonicalModel(model: string): string {
    return model
        .toLowerCase()
        .replace(/\b(dms|cisco|webex)\b/g, "")
        .replace(/[^a-z0-9]/g, "");
}

/** A serial number, in upper or lower case. */
export function canonicalSerial(serial: string): string {
    return serial.toUpperCase();
}
