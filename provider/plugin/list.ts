import { type handleServerStreamingCall, status } from "@grpc/grpc-js";
import * as wire from "@pulumi/pulumi/proto/provider_pb";
import { pagesOfWorkspaces } from "../api/workspaces";
import { asOperation } from "../client/operation";
import { scrub } from "../client/secrets";
import { messageOf } from "../messageOf";
import { isNotThereYet } from "../resources/device/notThereYet";
import type { Session } from "../session";
import { LIST_FILTERS } from "./listFilters";
import { tokenOf } from "./tokens";
import { received } from "./wire";

/** One thing that is there, by what `pulumi import` names it by, and as people know it. */
interface Listed {
    readonly id: string;
    readonly name: string;
}

type Filter = Readonly<Record<string, string>>;
type Pages = (session: Session, filter: Filter) => AsyncIterable<readonly Listed[]>;

/** How each kind of resource is listed, by its name. */
const PAGES: ReadonlyMap<string, Pages> = new Map<string, Pages>([
    ["Device", devices],
    ["Workspace", workspaces],
]);

/**
 * Lists what there is of one kind, as `pulumi do webex:index:Device list` asks for it. All pages come in one answer,
 * each as soon as it was read, so there is never anything to be continued.
 */
export function list(session: () => Session): handleServerStreamingCall<wire.ListRequest, wire.ListResponse> {
    return (call) => {
        const send = async () => {
            const { request } = call;
            const limit = request.getLimit() > 0 ? request.getLimit() : Infinity;
            let count = 0;
            for await (const page of pagesFor(session(), request)) {
                for (const each of page.slice(0, limit - count)) {
                    call.write(resultOf(each));
                    count += 1;
                }
                if (call.cancelled || count >= limit) {
                    return;
                }
            }
        };
        // Settings that are wrong throw already where the session is opened.
        Promise.resolve()
            .then(() => asOperation({ seconds: session().settings.operationTimeoutSeconds }, send))
            .then(
                () => call.end(),
                (error: unknown) => call.emit("error", { code: status.UNKNOWN, details: scrub(messageOf(error)) }),
            );
    };
}

function pagesFor(session: Session, request: wire.ListRequest): AsyncIterable<readonly Listed[]> {
    const [problem] = session.problems;
    if (problem !== undefined) {
        throw new Error(`${problem.key} ${problem.reason}`);
    }
    const token = request.getToken();
    const kinds = [...PAGES].map(([name, pages]) => ({ name, pages, token: tokenOf(name) }));
    const kind = kinds.find((each) => each.token === token);
    if (kind === undefined) {
        throw new Error(`${token} cannot be listed; there are ${kinds.map((each) => each.token).join(" and ")}`);
    }
    const { values } = received(request.getQuery());
    const names = Object.keys(LIST_FILTERS.get(kind.name) ?? {});
    const filter = Object.entries(values).filter(([name, value]) => names.includes(name) && typeof value === "string");
    return kind.pages(session, Object.fromEntries(filter) as Filter);
}

/** The registered devices; an unused code is none. */
async function* devices({ contract, settings }: Session, filter: Filter): AsyncGenerator<readonly Listed[]> {
    const { orgId, baseUrl } = settings;
    const unknown = Object.keys(filter).filter((name) => !contract.filters.includes(name));
    if (unknown.length > 0) {
        throw new Error(
            `the API at ${baseUrl} (webex:contract is ${contract.name}) cannot filter by ${unknown.join()}`,
        );
    }
    const hasFilter = Object.keys(filter).length > 0;
    const pages = hasFilter ? [await contract.listDevices({ ...filter, orgId })] : contract.devicePages(orgId);
    for await (const page of pages) {
        yield page
            .filter((device) => !isNotThereYet(device, contract))
            .map(({ id, displayName, product }) => ({ id, name: nameOf([displayName, product], id) }));
    }
}

async function* workspaces({ client, contract, settings }: Session, filter: Filter): AsyncGenerator<readonly Listed[]> {
    if (contract.name !== "cisco") {
        throw new Error(`the API at ${settings.baseUrl} (webex:contract is ${contract.name}) knows devices alone`);
    }
    for await (const page of pagesOfWorkspaces(client, { orgId: settings.orgId, ...filter })) {
        yield page.map(({ id, displayName }) => ({ id, name: nameOf([displayName], id) }));
    }
}

function nameOf(words: readonly (string | undefined)[], id: string): string {
    const known = words.filter((word) => word !== undefined && word.trim() !== "");
    return known.length === 0 ? id : known.join(" ");
}

function resultOf({ id, name }: Listed): wire.ListResponse {
    const result = new wire.ListResponse.Result();
    result.setId(id);
    result.setName(name);
    const response = new wire.ListResponse();
    response.setResult(result);
    return response;
}
