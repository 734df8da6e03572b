import type { Owner } from "../api/devices/contract";
import { sleep, uncounted } from "../client/operation";
import { isPersonFull } from "../client/remedies";
import { WebexError } from "../client/webexError";
import { messageOf } from "../messageOf";
import type { Announced, Held } from "./departures";
import { LOOK_EVERY, NO_MORE_NEWS } from "./quiet";
import type { Context } from "./resource";

/**
 * Milliseconds without a call or any work, after which an announced removal does not come. Another provider's delete
 * may go before it in the meantime.
 */
const STALLED = 60_000;

/** A device holds what a create needs, and may be one that leaves. The message is for the case that it stays. */
export class NoRoom extends Error {
    constructor(
        readonly held: Held,
        /** What is held by whom, without a full stop. */
        readonly problem: string,
        /** What to do where it stays. */
        readonly remedy: string,
    ) {
        super(`${problem}. Nothing was changed. ${remedy}`);
    }
}

/**
 * Runs `register` in the turn of its owner. If a device that this run takes away has the MAC address or the seat, it
 * waits for that removal and runs it again. It waits out of turn: the removal has to get its own. While the engine
 * still tells what it is about to do, the removal may also be announced later. Throws what `register` throws where
 * nobody makes room, or an error that names the removal which failed or did not come.
 */
export async function inTurnWithRoom<T>(owner: Owner, context: Context, register: () => Promise<T>): Promise<T> {
    const { departures, owners } = context.run;
    for (;;) {
        const before = departures.count;
        const outcome = await owners.inTurn(owner, async () => {
            try {
                return { result: await register() };
            } catch (error) {
                const held = heldIn(error, owner);
                if (held === undefined) {
                    throw error;
                }
                if (!mayBecomeFree(held, context)) {
                    throw withGone(error, context);
                }
                return { held, error };
            }
        });
        if ("result" in outcome) {
            return outcome.result;
        }
        const { held, error } = outcome;
        if (!departures.isFreeSince(before, held)) {
            await waitForRoom(held, error, context);
        }
    }
}

/** Whether this run takes away who holds something, or may still say so. */
export function mayBecomeFree(held: Held, { run: { activity, departures } }: Pick<Context, "run">): boolean {
    return departures.of(held) !== undefined || !(departures.isKept(held) || activity.quietFor() >= NO_MORE_NEWS);
}

/** What a create lacks, if a removal of this run may give it. */
function heldIn(error: unknown, { personId }: Owner): Held | undefined {
    if (error instanceof NoRoom) {
        return error.held;
    }
    const isFull = error instanceof WebexError && isPersonFull(error);
    return isFull && personId !== undefined ? { seatOf: personId } : undefined;
}

/** Returns when it is worth to try again. */
async function waitForRoom(held: Held, error: unknown, context: Context): Promise<void> {
    const { departures, activity } = context.run;
    const limit = context.settings.operationTimeoutSeconds * 1000;
    const until = Date.now() + limit;
    const wait = async () => {
        for (;;) {
            const announced = departures.of(held);
            if (announced?.failure !== undefined) {
                throw new Error(wordOf(error, announced, `its removal failed: ${announced.failure}`, context));
            }
            const patience = announced === undefined ? NO_MORE_NEWS : Math.min(STALLED, limit);
            if (activity.quietFor() >= patience || Date.now() > until) {
                if (announced === undefined) {
                    departures.keep(held);
                    return;
                }
                throw new Error(wordOf(error, announced, "its removal did not come", context));
            }
            const settled = announced?.settled.then(() => true) ?? new Promise<boolean>(() => undefined);
            const isOver = await Promise.race([settled, sleep(LOOK_EVERY).then(() => false)]);
            if (isOver && departures.of(held)?.failure === undefined) {
                return;
            }
        }
    };
    await uncounted(activity.aside(wait));
}

/** What is said of a wait that was in vain: what is held, by whom, and what is gone already. */
function wordOf(error: unknown, { speaker, departure }: Announced, why: string, context: Context): string {
    const problem = error instanceof NoRoom ? error.problem : messageOf(error).replace(/[.\s]+$/, "");
    return (
        `${context.self.label} waited for ${speaker.label} to give up its device ${departure.id}, and ${why}. ` +
        `${goneWord(context)}${problem}. Run \`pulumi up\` again: it registers what is missing. Devices that change places ` +
        "need as many of Pulumi's workers as there are, see `pulumi up --parallel`"
    );
}

/** The error of a create that cannot be, which names what its resource has lost already. */
function withGone(error: unknown, context: Context): Error {
    const gone = goneWord(context);
    if (gone === "" && error instanceof Error) {
        return error;
    }
    const next = `${gone}The next \`pulumi up\` registers it anew where it can be.`;
    return new Error(
        error instanceof NoRoom ? `${error.problem}. ${next} ${error.remedy}` : `${messageOf(error)} ${next}`,
    );
}

/** What its replacement took from a resource already; empty where that is nothing. */
function goneWord({ run, self }: Context): string {
    const gone = run.departures.goneFrom(self);
    return gone === undefined ? "" : `The device ${gone} of ${self.label} is gone from Webex already. `;
}
