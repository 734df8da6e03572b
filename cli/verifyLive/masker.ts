import { canonicalId, normalizeMac } from "../../provider/api/identity";
import { scrub } from "../../provider/client/secrets";
import { onOneLine } from "../terminal";

/** What a value of the organisation is, for the word that stands in its place. */
type Kind = "id" | "name" | "address" | "number" | "mac" | "serial" | "ip" | "tag" | "place" | "text";

/** Kinds by the names of the fields that hold them; the first row that fits counts. */
const KINDS: readonly { readonly field: RegExp; readonly kind: Kind }[] = [
    { field: /^mac$/, kind: "mac" },
    { field: /^serial$/, kind: "serial" },
    { field: /^ip(Address)?$/, kind: "ip" },
    { field: /^(id|.*Ids?|licenses|roles)$/, kind: "id" },
    { field: /^tags$/, kind: "tag" },
    { field: /(phoneNumber|extension|^value$|external)/i, kind: "number" },
    { field: /(email|url|sip|jid|linePort|outboundProxy|avatar)/i, kind: "address" },
    { field: /(name|title|department|manager)/i, kind: "name" },
    { field: /(address|city|state|postalCode|country|latitude|longitude|locality|region|timezone)/i, kind: "place" },
];

/**
 * Fields whose values are Webex's own words or a maker's, the same in every organisation: they are told as they are,
 * unless another field of the organisation has the same value.
 */
const VOCABULARY: ReadonlySet<string> = new Set([
    ...["type", "connectionStatus", "product", "model", "modelType", "software", "upgradeChannel", "activeInterface"],
    ...["managedBy", "devicePlatform", "plannedMaintenance", "mode", "capabilities", "permissions", "errorCodes"],
    ...["hotdeskingStatus", "supportedDevices", "calling", "level", "status", "invitePending", "loginEnabled"],
    ...["manufacturer", "supportedFor", "onboardingMethod", "deviceSettingsConfiguration", "familyDisplayName"],
    ...["supportsLogCollection", "kemModuleType", "upgradeChannelList", "defaultUpgradeChannel", "lifecycle"],
    ...["activationState", "siteType", "preferredLanguage", "announcementLanguage", "created", "firstSeen", "lastSeen"],
    ...["lastModified", "lastActivity", "source", "sources", "valueSpace", "editability", "reason", "trackingId"],
    "message",
]);

/** Shorter values are in half of all words; no text of a report has one from the organisation by itself. */
const SHORTEST = 3;

/** What is no value of an answer that was read, but looks like one of an organisation's. */
const PATTERNS: readonly { readonly looks: RegExp; readonly kind: Kind }[] = [
    { looks: /\bY2lzY29[\w+/-]+=*/g, kind: "id" },
    { looks: /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi, kind: "id" },
    { looks: /[\w.+-]+@[\w-]+(\.[\w-]+)+/g, kind: "address" },
    { looks: /\bhttps?:\/\/[^\s|)]+/g, kind: "address" },
    { looks: /\b[0-9a-f]{2}([:-][0-9a-f]{2}){5}\b/gi, kind: "mac" },
    { looks: /\b(?=[0-9a-f]*\d)[0-9a-f]{12}\b/gi, kind: "mac" },
    { looks: /\b\d{1,3}(\.\d{1,3}){3}\b/g, kind: "ip" },
    { looks: /\+?\d[\d ().-]{6,}\d/g, kind: "number" },
];

/**
 * Replaces what belongs to an organisation, so that a report can be shared: ids, names, addresses and numbers of all
 * answers that it was shown, and what looks like one. The same value gets the same placeholder, e.g. `name-3`.
 */
export class Masker {
    /** Placeholders by values in lower case. */
    private readonly placeholders = new Map<string, string>();
    /** Placeholders by what all spellings of a value have in common. */
    private readonly things = new Map<string, string>();
    private readonly counts = new Map<Kind, number>();
    /** The values, the longest first: one may be part of another. */
    private ordered: readonly (readonly [value: string, placeholder: string])[] = [];
    private isOrdered = true;

    /** Learns every value of an answer that is not of Webex's own vocabulary. */
    learn(json: unknown, field = ""): void {
        if (Array.isArray(json)) {
            json.forEach((item: unknown) => {
                this.learn(item, field);
            });
        } else if (typeof json === "object" && json !== null) {
            for (const [name, value] of Object.entries(json)) {
                this.learn(value, name);
            }
        } else if (typeof json === "string" && !VOCABULARY.has(field)) {
            this.know(json, KINDS.find((row) => row.field.test(field))?.kind ?? "text");
        }
    }

    /** The text on one line, without anything of the organisation's, and as a cell of a table can hold it. */
    mask(text: string): string {
        let masked = scrub(onOneLine(text));
        for (const [value, placeholder] of this.sorted()) {
            // Most of thousands of values are in none of the texts, and an expression for each would be felt.
            if (masked.toLowerCase().includes(value)) {
                masked = masked.replace(new RegExp(escaped(value), "gi"), placeholder);
            }
        }
        for (const { looks, kind } of PATTERNS) {
            masked = masked.replace(looks, (found) => this.know(found, kind));
        }
        return masked.replace(/[|`]/g, "'");
    }

    private know(value: string, kind: Kind): string {
        const key = value.trim().toLowerCase();
        const known = this.placeholders.get(key);
        if (known !== undefined || key.length < SHORTEST) {
            return known ?? "…";
        }
        const thing = thingOf(value.trim(), kind);
        const placeholder = this.things.get(thing) ?? this.next(kind);
        this.things.set(thing, placeholder);
        this.placeholders.set(key, placeholder);
        this.isOrdered = false;
        return placeholder;
    }

    private next(kind: Kind): string {
        const count = (this.counts.get(kind) ?? 0) + 1;
        this.counts.set(kind, count);
        return `${kind}-${count}`;
    }

    private sorted(): readonly (readonly [value: string, placeholder: string])[] {
        if (!this.isOrdered) {
            this.ordered = [...this.placeholders].sort(([a], [b]) => b.length - a.length);
            this.isOrdered = true;
        }
        return this.ordered;
    }
}

/** What the spellings of an id or a MAC address have in common; of anything else the text itself. */
function thingOf(value: string, kind: Kind): string {
    const common = kind === "id" ? canonicalId(value) : kind === "mac" ? normalizeMac(value) : undefined;
    return `${kind} ${common ?? value.toLowerCase()}`;
}

function escaped(text: string): string {
    return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
