import { type InvokeRequest, InvokeResponse } from "@pulumi/pulumi/proto/provider_pb";
import { asOperation } from "../client/operation";
import { Answers } from "../lookUps/answers";
import { argsFor } from "../lookUps/lookUp";
import { LOOK_UPS } from "../lookUps/lookUps";
import { nearestName } from "../resources/inputCheck";
import type { Session } from "../session";
import { tokenOf } from "./tokens";
import { received, sent } from "./wire";

/** The part of a run that a function needs. */
interface Asking {
    readonly session: Session;
    readonly signal: AbortSignal;
}

const BY_TOKEN = new Map(LOOK_UPS.map((lookUp) => [tokenOf(lookUp.name), lookUp]));

/** The answers by sessions: each provider of a program has one, and nothing of a run outlives its process. */
const ANSWERS = new WeakMap<Session, Answers>();

/**
 * Answers a look-up for a program of any language, as the functions of `sdk/` do. Throws `LookUpFailed`, and an `Error`
 * for a setting that is wrong or a function that is not known.
 */
export async function invoke({ session, signal }: Asking, request: InvokeRequest): Promise<InvokeResponse> {
    const token = request.getTok();
    const lookUp = BY_TOKEN.get(token);
    if (lookUp === undefined) {
        throw new Error(`webex has no function ${token}; the nearest is ${nearestName(token, [...BY_TOKEN.keys()])}`);
    }
    const { values, secretPaths } = received(request.getArgs());
    const args = argsFor(lookUp, values, session);
    const [problem] = session.problems;
    if (problem !== undefined) {
        throw new Error(`${problem.key} ${problem.reason}`);
    }
    const answers = ANSWERS.get(session) ?? new Answers(session);
    ANSWERS.set(session, answers);
    const seconds = session.settings.operationTimeoutSeconds;
    const found = await asOperation({ seconds, signal }, () => answers.get(lookUp, args));
    const response = new InvokeResponse();
    // What was asked by a secret is one itself, as the functions of Pulumi's SDKs have it.
    response.setReturn(sent(found, [], secretPaths.length > 0 ? Object.keys(found) : []));
    return response;
}
