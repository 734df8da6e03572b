import { Ajv, type ValidateFunction } from "ajv";
import { NO_SUCH_ROUTE, noSuchTelephonyRoute, Refusal, wrongMethod } from "./errors";

/** A request that has passed the checks of its route. */
export interface Call {
    params: Record<string, string>;
    query: URLSearchParams;
    /** Parsed body; for a route with a body rule it fits the rule's schema. */
    body: unknown;
}

/** An answer. `body` is sent as JSON; `raw` as it stands, with the content type of `headers`. */
export interface Reply {
    status: number;
    body?: unknown;
    raw?: string;
    headers?: Record<string, string>;
}

/** What a query parameter may hold. */
export interface QueryRule {
    type: "string" | "integer" | "boolean";
    minimum?: number;
    enum?: readonly string[];
    /** Whether the parameter may be given more than once. */
    repeat?: boolean;
}

/** What a request body must be. */
export interface BodyRule {
    contentType: string;
    schema: Record<string, unknown>;
}

/** One documented operation: what it takes, what it needs, what it does. */
export interface Route {
    method: string;
    /** Path template below /v1, for example `/devices/{deviceId}`. */
    path: string;
    /** Scopes that the access token must all have. */
    scopes?: readonly string[];
    /** Scopes of which the access token must have one. */
    anyScope?: readonly string[];
    /** Documented query parameters; any other is refused. */
    query?: Readonly<Record<string, QueryRule>>;
    body?: BodyRule;
    /** Open routes need no access token. */
    open?: boolean;
    handle(call: Call): Reply;
}

/** Documented words that stand where an id may stand, and so are never taken for one. */
const RESERVED_SEGMENTS = new Set(["activationCode"]);
const ajv = new Ajv({ allErrors: true, allowUnionTypes: true });

/** The route for a request, and the values of its path parameters. */
export interface Match {
    route: Route;
    params: Record<string, string>;
}

/** Finds the route. Throws 404 for a path nobody documents, 405 for a documented path with another method. */
export function findRoute(routes: readonly Route[], method: string, path: string): Match {
    const onPath = routes.flatMap((route) => {
        const params = matchPath(route.path, path);
        return params ? [{ route, params }] : [];
    });
    const match = onPath.find(({ route }) => route.method === method);
    if (match) {
        return match;
    }
    if (onPath.length === 0) {
        throw new Refusal(404, path.startsWith("/telephony/") ? noSuchTelephonyRoute(path) : NO_SUCH_ROUTE);
    }
    const allow = onPath.map(({ route }) => route.method).join(", ");
    throw new Refusal(405, wrongMethod(method), { allow });
}

/** Whether an access token with these scopes may use the route. */
export function isAllowed({ scopes = [], anyScope }: Route, granted: ReadonlySet<string>): boolean {
    const has = (scope: string): boolean => granted.has(scope);
    return scopes.every(has) && (anyScope === undefined || anyScope.some(has));
}

function matchPath(template: string, path: string): Record<string, string> | undefined {
    const wanted = template.split("/");
    const given = path.split("/");
    if (wanted.length !== given.length) {
        return undefined;
    }
    const params: Record<string, string> = {};
    for (const [index, segment] of wanted.entries()) {
        const value = given[index] ?? "";
        if (!segment.startsWith("{")) {
            if (segment !== value) {
                return undefined;
            }
        } else if (value === "" || RESERVED_SEGMENTS.has(value)) {
            return undefined;
        } else {
            params[segment.slice(1, -1)] = safelyDecoded(value);
        }
    }
    return params;
}

function safelyDecoded(segment: string): string {
    try {
        return decodeURIComponent(segment);
    } catch {
        throw new Refusal(400, "The path is not properly encoded.");
    }
}

/** Throws 400 for a parameter that is undocumented, repeated, of a wrong type or outside its enumeration. */
export function checkQuery(rules: Readonly<Record<string, QueryRule>>, query: URLSearchParams): void {
    for (const [name, value] of query) {
        const rule = Object.hasOwn(rules, name) ? rules[name] : undefined;
        if (!rule) {
            throw new Refusal(400, `Unknown query parameter: ${name}`);
        }
        if (!rule.repeat && query.getAll(name).length > 1) {
            throw new Refusal(400, `The query parameter ${name} is given more than once.`);
        }
        if (!fits(rule, value)) {
            throw new Refusal(400, `Invalid value for the query parameter ${name}.`);
        }
    }
}

function fits(rule: QueryRule, value: string): boolean {
    switch (rule.type) {
        case "integer":
            return /^-?\d+$/.test(value) && Number(value) >= (rule.minimum ?? 0);
        case "boolean":
            return value === "true" || value === "false";
        case "string":
            return !rule.enum || rule.enum.includes(value);
    }
}

/** Throws 415 unless the content type is the documented one; parameters such as charset are let through. */
export function checkContentType(wanted: string, header: string | undefined): void {
    if (header?.split(";")[0]?.trim().toLowerCase() !== wanted) {
        throw new Refusal(415, `The content type must be ${wanted}.`);
    }
}

const validators = new WeakMap<BodyRule, ValidateFunction>();

/** Throws 400 unless the body fits the schema. The message names the property, never a value. */
export function checkBody(rule: BodyRule, body: unknown): void {
    const validate = validators.get(rule) ?? ajv.compile(rule.schema);
    validators.set(rule, validate);
    if (!validate(body)) {
        const problems = (validate.errors ?? []).map(({ instancePath, message, params }) => {
            const extra = (params as { additionalProperty?: string }).additionalProperty;
            return `${instancePath || "body"} ${message ?? "is invalid"}${extra === undefined ? "" : `: ${extra}`}`;
        });
        throw new Refusal(400, `Invalid request body: ${problems.join("; ")}`);
    }
}
