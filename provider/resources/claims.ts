import { canonicalId } from "../api/identity";
import type { Speaker } from "./resource";

type How = "in the state" | "declared" | "registered" | "adopted";

interface Claim {
    readonly how: How;
    readonly holder: Speaker | undefined;
}

/**
 * What a run knows of devices: those in the state, and those that its resources registered or adopted. A second
 * resource must not get a device that another one has. A resource that left the program must not delete the device that
 * its successor adopted.
 */
export class Claims {
    private readonly claims = new Map<string, Claim>();

    /** Notes a device of the state; the program may declare it no longer. */
    know(deviceId: string, holder?: Speaker): void {
        const key = canonicalId(deviceId);
        if (!this.claims.has(key)) {
            this.claims.set(key, { how: "in the state", holder });
        }
    }

    /** Notes a device of the state that the program still declares. */
    declare(deviceId: string, holder: Speaker): void {
        const key = canonicalId(deviceId);
        if (this.claims.get(key)?.how !== "adopted") {
            this.claims.set(key, { how: "declared", holder });
        }
    }

    /** Takes a resource's declarations back: it is being replaced. */
    release(holder: Speaker): void {
        for (const [key, claim] of this.claims) {
            if (claim.how === "declared" && isOf(claim.holder, holder)) {
                this.claims.set(key, { how: "in the state", holder: claim.holder });
            }
        }
    }

    /** Whether the device is one of the state or of this run. */
    isKnown(deviceId: string): boolean {
        return this.claims.has(canonicalId(deviceId));
    }

    /** Who has the device, as far as this run was told. */
    holderOf(deviceId: string): Speaker | undefined {
        return this.claims.get(canonicalId(deviceId))?.holder;
    }

    /** Gives a device to a new resource. Returns the resource that has it already, and gives nothing then. */
    claim(deviceId: string, holder: Speaker, how: "registered" | "adopted"): Speaker | undefined {
        const key = canonicalId(deviceId);
        const present = this.claims.get(key);
        if (present !== undefined && present.how !== "in the state") {
            return present.holder;
        }
        this.claims.set(key, { how, holder });
        return undefined;
    }

    /** The resource that adopted the device in this run, or that declares it besides the one that goes. */
    successorOf(deviceId: string): Speaker | undefined {
        const claim = this.claims.get(canonicalId(deviceId));
        return claim?.how === "adopted" || claim?.how === "declared" ? claim.holder : undefined;
    }
}

/** Whether a holder is this resource, or an entry of this batch. */
function isOf(holder: Speaker | undefined, { key }: Speaker): boolean {
    return holder?.key === key || holder?.key.startsWith(`${key}[`) === true;
}
