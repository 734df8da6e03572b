import { sameId } from "../../provider/api/identity";
import type { EstateDevice } from "../estate/estate";
import { ownerName } from "../estate/ownerName";
import { about } from "./about";
import { deviceWords } from "./deviceWords";
import type { Finding } from "./driftReport";
import type { Pair } from "./pairs";
import type { Places } from "./whereabouts";

/** What became of things that Webex does not have any more by their ids. */
export interface Departures {
    readonly findings: readonly Finding[];
    /** The devices under whose ids they were registered again. */
    readonly registeredAgain: ReadonlySet<EstateDevice>;
}

/** Things that are gone, and devices that are there under another id with the same MAC address or serial number. */
export function goneFindings(pairs: readonly Pair[], places: Places): Departures {
    const registeredAgain = new Set<EstateDevice>();
    const findings = pairs
        .filter(({ after }) => after === undefined)
        .map((pair): Finding => {
            const again = registeredAgainAs(pair, places);
            if (again === undefined) {
                return goneFinding(pair, places);
            }
            registeredAgain.add(again);
            return movedFinding(pair, again, places);
        });
    return { findings, registeredAgain };
}

function registeredAgainAs({ before }: Pair, { devices }: Places): EstateDevice | undefined {
    if (before.kind !== "device") {
        return undefined;
    }
    const { mac, serial } = before.state;
    return devices.byNumber({ mac, serial }).find(({ device }) => !sameId(device.id, before.id));
}

function goneFinding(pair: Pair, places: Places): Finding {
    const { kind, state } = pair.before;
    const expected = kind === "device" ? deviceWords(state) : undefined;
    const what = "is gone from Webex";
    return { kind: "gone", isDrift: true, ...about(pair, places), what, ...(expected && { expected }) };
}

function movedFinding(pair: Pair, { device, person, workspace, location }: EstateDevice, places: Places): Finding {
    const here = about(pair, places);
    const owner = ownerName({ person, workspace }) ?? here.owner;
    const isElsewhere = here.owner !== undefined && owner !== here.owner;
    return {
        kind: "moved",
        isDrift: true,
        ...here,
        what: `is registered under another id${isElsewhere ? ", with another owner" : ""}`,
        property: "id",
        expected: pair.before.id,
        found: device.id,
        owner,
        location: location?.name ?? here.location,
    };
}
