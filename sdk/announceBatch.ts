import * as pulumi from "@pulumi/pulumi";
import { scrub } from "../provider/client/secrets";
import type { Step } from "../provider/preflight/planned";
import type { BatchKind } from "../provider/resources/batch/batchKind";
import { batchWords } from "../provider/resources/batch/batchWords";
import { ACTIVATIONS } from "../provider/resources/batch/deviceActivationBatch";
import { DEVICES } from "../provider/resources/batch/deviceBatch";
import { removalRefusal } from "../provider/resources/batch/removalBrake";
import type { Properties } from "../provider/resources/resource";
import type { Settings } from "../provider/settings";
import { programSession, underUrn } from "./run";

/** A batch that the engine is about to create or to change, with the settings of the run. */
interface Announced {
    readonly name: string;
    readonly state: Properties;
    readonly inputs: Properties;
    readonly settings: Pick<Settings, "adoptAsOwn" | "allowRemovals">;
    readonly knownMacs: ReadonlySet<string> | undefined;
}

interface Outlook {
    /** What the plan does, in one line. */
    readonly words: string;
    /** Why the plan is refused; undefined if it is not. */
    readonly refusal: string | undefined;
}

/** The outlook of each kind of batch, by the input that holds its entries. */
const OUTLOOKS = new Map([outlookOf(DEVICES), outlookOf(ACTIVATIONS)]);

function outlookOf<I extends Properties, S extends Properties>(
    kind: BatchKind<I, S>,
): [string, (batch: Announced) => Outlook] {
    return [
        kind.definition.entries,
        (batch) => ({ words: batchWords(kind, batch), refusal: removalRefusal(kind, batch) }),
    ];
}

type BatchStep = Omit<Step, "type" | "isRetained">;

/**
 * Says under a batch what the plan does with its entries; of any other resource it says nothing. `knownMacs` are the
 * MAC addresses of devices that get adopted; undefined where nobody was asked. Throws if the plan takes too many
 * entries out of Webex without leave.
 */
export async function announceBatch(step: BatchStep, knownMacs?: ReadonlySet<string>): Promise<void> {
    const outlook = outlookFor(step, knownMacs);
    if (outlook !== undefined) {
        refuse(step, outlook);
        await pulumi.log.info(scrub(outlook.words), underUrn(step.urn));
    }
}

/** Throws if the plan takes too many entries out of Webex without leave; of any other resource it says nothing. */
export function refuseRemovals(step: BatchStep): void {
    const outlook = outlookFor(step, undefined);
    if (outlook !== undefined) {
        refuse(step, outlook);
    }
}

function outlookFor(
    { name, inputs, oldOutputs: state }: BatchStep,
    knownMacs: ReadonlySet<string> | undefined,
): Outlook | undefined {
    const outlook = [...OUTLOOKS].find(([entries]) => inputs[entries] !== undefined)?.[1];
    return outlook?.({ name, state, inputs, knownMacs, settings: programSession().settings });
}

function refuse({ name }: BatchStep, { refusal }: Outlook): void {
    if (refusal !== undefined) {
        throw new Error(scrub(`${name}: ${refusal}`));
    }
}
