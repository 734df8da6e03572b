import { isObject } from "../../provider/client/answer";
import type { Log } from "../../provider/client/log";
import { endsRun, type WebexError } from "../../provider/client/webexError";
import type { Settings } from "../../provider/settings";
import { Asker, type Query, type Reply } from "../asking/asker";
import type { Managed } from "../stack/managed";
import { clockFindings, rateFinding } from "./exchangeFindings";
import { type Finding, finding } from "./finding";
import { needsOf } from "./needs";
import { rowsFor, type ScopeAnswer, type ScopeRow, scopeFindings } from "./scopes";
import { organizationFindings, tokenFinding } from "./tokenFindings";
import { endOfToken } from "./tokenLife";

/** Requests that one examination sends at most. */
export const MOST_REQUESTS = 12;

/** What is asked at Webex, by whose settings, and for which stack. */
export interface WebexFacts {
    readonly settings: Settings;
    /** What the stack has at Webex; none without a stack. */
    readonly managed: readonly Managed[];
    readonly log: Log;
}

/** Says what is being asked, for a person who waits. */
export type Tell = (text: string) => void;

/** What Webex says of the token, its scopes, limits and time. Asks with `MOST_REQUESTS` GETs at most. */
export async function webexFindings({ settings, managed, log }: WebexFacts, tell: Tell): Promise<readonly Finding[]> {
    const asker = new Asker(settings, log, MOST_REQUESTS);
    tell("asking Webex whose token this is");
    const me = await asker.get("/people/me");
    const refusal = errorIn(me);
    if (refusal !== undefined && endsRun(refusal)) {
        return [unusable(refusal), ...clockFindings(asker.exchanges)];
    }
    const expiry = await asker.get("/authorizations/tokenExpiry");
    const token = tokenFinding({
        account: textIn(me, "type"),
        endsAt: endOfToken(jsonIn(expiry)),
        now: Date.now() + (asker.exchanges[0]?.clockLeadMs ?? 0),
        renewsItself: settings.serviceApp !== undefined,
    });
    const organization = organizationFindings({
        own: textIn(me, "orgId"),
        configured: settings.orgId,
        ofStack: organizationsOf(managed),
    });
    const needs = needsOf(managed);
    // The other contract's document names no scopes.
    const rows = rowsFor(needs).filter(({ path }) => settings.contract === "cisco" || path === "/devices");
    const answers: ScopeAnswer[] = [];
    let device = deviceOf(managed);
    for (const row of rows) {
        tell(`asking Webex for ${row.path}`);
        const query = queryFor(row, device, settings.orgId);
        const reply = query === undefined ? undefined : await asker.get(row.path, query);
        if (reply !== undefined) {
            answers.push(answerOf(row, reply));
        }
        device ??= row.path === "/devices" ? firstIdIn(reply) : undefined;
    }
    return [
        token,
        ...organization,
        ...scopeFindings(answers, needs),
        rateFinding(asker.exchanges),
        ...clockFindings(asker.exchanges),
    ];
}

/** Why nothing at all can be asked: the address does not answer, or refuses the token. */
function unusable(error: WebexError): Finding {
    const topic = error.kind === "credential" ? "credential" : error.status === 401 ? "token" : "address";
    return finding(topic, "problem", error.summary);
}

/** The parameters that make a read small; undefined where the thing to ask for is not known. */
function queryFor({ path }: ScopeRow, device: string | undefined, orgId: string | undefined): Query | undefined {
    switch (path) {
        case "/devices":
            return { max: 1, type: "roomdesk", orgId };
        case "/deviceConfigurations":
            return device === undefined ? undefined : { deviceId: device, key: "SystemUnit.Name" };
        case "/licenses":
        case "/telephony/config/supportedDevices":
            return { orgId };
        default:
            return { max: 1, orgId };
    }
}

function answerOf(row: ScopeRow, reply: Reply): ScopeAnswer {
    return "answer" in reply
        ? { row, status: reply.answer.status }
        : { row, status: reply.error.status, reason: reply.error.summary };
}

/** A device whose settings the stack has: a room device for certain. */
function deviceOf(managed: readonly Managed[]): string | undefined {
    const ids = managed.filter(({ kind }) => kind === "settings").map(({ inputs }) => inputs.deviceId);
    return ids.find((id) => typeof id === "string");
}

/** The organisations that Webex said the stack's things are in, once each. */
function organizationsOf(managed: readonly Managed[]): readonly string[] {
    const ids = managed.map(({ state }) => state.orgId ?? state.organization);
    return [...new Set(ids.filter((id) => typeof id === "string"))];
}

function jsonIn(reply: Reply | undefined): unknown {
    return reply !== undefined && "answer" in reply ? reply.answer.json : undefined;
}

function errorIn(reply: Reply | undefined): WebexError | undefined {
    return reply !== undefined && "error" in reply ? reply.error : undefined;
}

function textIn(reply: Reply | undefined, name: string): string | undefined {
    const json = jsonIn(reply);
    const value = isObject(json) ? json[name] : undefined;
    return typeof value === "string" && value !== "" ? value : undefined;
}

function firstIdIn(reply: Reply | undefined): string | undefined {
    const json = jsonIn(reply);
    const [first] = isObject(json) && Array.isArray(json.items) ? (json.items as unknown[]) : [];
    const id = isObject(first) ? (first.webexDeviceId ?? first.id) : undefined;
    return typeof id === "string" ? id : undefined;
}
