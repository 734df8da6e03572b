// What a pipeline tells people, on GitHub and on GitLab. It needs Node and nothing else.
//
//   node ci/report.mjs comment FILE   what a preview printed, as one comment of the pull request or merge request
//   node ci/report.mjs issue FILE     a report in markdown, as the one open issue about drift
//   node ci/report.mjs close          closes that issue, if it is open
//
// STACK names the stack. On GitHub the token is GITHUB_TOKEN, on GitLab GITLAB_TOKEN: a project access token with the
// scope "api". Texts travel as JSON from a file, so no name in them can become a command.

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** GitHub's limit is 65,536 characters. */
const LONGEST = 60_000;
const PAGE = 100;
const REQUEST_MS = 30_000;

/** @typedef {Readonly<Record<string, string | undefined>>} Environment */
/** @typedef {{ id: number, body: string, author: string }} Post a comment, or an issue */
/** @typedef {{ find: (marker: string) => Promise<Post | undefined>, create: (body: string) => Promise<void>,
 *     update: (id: number, body: string) => Promise<void>, close: (id: number) => Promise<void> }} Posts */

/**
 * The beginning of a text by whole lines, and how many lines are left out.
 *
 * @param {string} text
 * @param {number} longest in characters
 */
export function cut(text, longest = LONGEST) {
    if (text.length <= longest) {
        return text;
    }
    const lines = text.split("\n");
    let kept = 0;
    for (let length = 0; length + lines[kept].length < longest; kept += 1) {
        length += lines[kept].length + 1;
    }
    return `${lines.slice(0, kept).join("\n")}\n\n… ${lines.length - kept} more lines are in the job's log.`;
}

/**
 * A text as a code block of markdown. Each line is indented, so nothing in it can end the block, mention somebody or
 * show a picture. A carriage return alone would begin a line.
 *
 * @param {string} text
 */
export function codeBlock(text) {
    return text
        .replace(/\r/g, "")
        .split("\n")
        .map((line) => `    ${line}`)
        .join("\n");
}

/**
 * @param {string} printed what a preview printed
 * @param {string} stack
 * @param {string} job the address of the job
 */
export function commentOf(printed, stack, job) {
    const text = printed.trim() === "" ? "The preview printed nothing; its log says why." : printed.trimEnd();
    return [`### Webex: preview of ${codeSpan(stack)}`, cut(codeBlock(text)), `[Job](${job})`].join("\n\n");
}

/** @param {string} text */
function codeSpan(text) {
    return `\`${text.replace(/[`\r\n]/g, "")}\``;
}

/**
 * One request of the platform's API. Throws with method, path and status, never with a token.
 *
 * @param {string} base
 * @param {Readonly<Record<string, string>>} headers
 */
function apiOf(base, headers) {
    /**
     * @param {string} method
     * @param {string} path
     * @param {object} [body]
     */
    return async (method, path, body) => {
        const answer = await fetch(`${base}${path}`, {
            method,
            headers: { ...headers, "Content-Type": "application/json", "User-Agent": "pulumi-webex-report" },
            body: body === undefined ? undefined : JSON.stringify(body),
            signal: AbortSignal.timeout(REQUEST_MS),
        });
        if (!answer.ok) {
            throw new Error(`${method} ${path} was answered with ${answer.status} ${answer.statusText}`);
        }
        return answer.json();
    };
}

/**
 * The first of the platform's posts that begins with a marker and that this pipeline wrote.
 *
 * @param {ReturnType<typeof apiOf>} api
 * @param {string} path with a question mark
 * @param {(item: any) => Post} read
 * @param {string} author
 * @param {string} marker
 */
async function findPost(api, path, read, author, marker) {
    for (let page = 1; ; page += 1) {
        const items = await api("GET", `${path}&per_page=${PAGE}&page=${page}`);
        const found = items.map(read).find((post) => post.author === author && post.body.startsWith(marker));
        if (found !== undefined || items.length < PAGE) {
            return found;
        }
    }
}

/**
 * @param {Environment} env
 * @param {"comment" | "issue"} kind
 * @param {string} title
 * @returns {Posts}
 */
function onGitHub(env, kind, title) {
    const api = apiOf(needed(env, "GITHUB_API_URL"), {
        Authorization: `Bearer ${needed(env, "GITHUB_TOKEN")}`,
        Accept: "application/vnd.github+json",
    });
    const issues = `/repos/${needed(env, "GITHUB_REPOSITORY")}/issues`;
    const read = ({ id, number, body, user }) => ({
        id: kind === "issue" ? number : id,
        body: body ?? "",
        author: user?.login ?? "",
    });
    const find = (path, marker) => findPost(api, path, read, "github-actions[bot]", marker);
    if (kind === "issue") {
        return {
            find: (marker) => find(`${issues}?state=open`, marker),
            create: (body) => api("POST", issues, { title, body }),
            update: (number, body) => api("PATCH", `${issues}/${number}`, { body }),
            close: (number) => api("PATCH", `${issues}/${number}`, { state: "closed" }),
        };
    }
    const event = JSON.parse(readFileSync(needed(env, "GITHUB_EVENT_PATH"), "utf8"));
    const comments = `${issues}/${Number(event.pull_request.number)}/comments`;
    return {
        find: (marker) => find(`${comments}?`, marker),
        create: (body) => api("POST", comments, { body }),
        update: (id, body) => api("PATCH", `${issues}/comments/${id}`, { body }),
        close: (id) => api("DELETE", `${issues}/comments/${id}`),
    };
}

/**
 * @param {Environment} env
 * @param {"comment" | "issue"} kind
 * @param {string} title
 * @returns {Posts}
 */
function onGitLab(env, kind, title) {
    const api = apiOf(needed(env, "CI_API_V4_URL"), { "PRIVATE-TOKEN": needed(env, "GITLAB_TOKEN") });
    const project = `/projects/${needed(env, "CI_PROJECT_ID")}`;
    const read = ({ id, iid, body, description, author }) => ({
        id: kind === "issue" ? iid : id,
        body: (kind === "issue" ? description : body) ?? "",
        author: author?.username ?? "",
    });
    const find = async (path, marker) => findPost(api, path, read, (await api("GET", "/user")).username, marker);
    if (kind === "issue") {
        const issues = `${project}/issues`;
        return {
            find: (marker) => find(`${issues}?state=opened`, marker),
            create: (description) => api("POST", issues, { title, description }),
            update: (iid, description) => api("PUT", `${issues}/${iid}`, { description }),
            close: (iid) => api("PUT", `${issues}/${iid}`, { state_event: "close" }),
        };
    }
    const notes = `${project}/merge_requests/${needed(env, "CI_MERGE_REQUEST_IID")}/notes`;
    return {
        find: (marker) => find(`${notes}?`, marker),
        create: (body) => api("POST", notes, { body }),
        update: (id, body) => api("PUT", `${notes}/${id}`, { body }),
        close: (id) => api("DELETE", `${notes}/${id}`),
    };
}

/**
 * @param {Environment} env
 * @param {string} name
 */
function needed(env, name) {
    const value = env[name];
    if (value === undefined || value === "") {
        throw new Error(`${name} is not set`);
    }
    return value;
}

/** @param {Environment} env */
function jobOf(env) {
    return env.CI_JOB_URL ?? `${env.GITHUB_SERVER_URL}/${env.GITHUB_REPOSITORY}/actions/runs/${env.GITHUB_RUN_ID}`;
}

/**
 * @param {readonly string[]} args
 * @param {Environment} env
 * @returns {Promise<string>} what was done, in one line
 */
export async function report([command, file], env) {
    if (!["comment", "issue", "close"].includes(command ?? "") || (command !== "close" && file === undefined)) {
        throw new Error("say what to do: comment FILE, issue FILE, or close");
    }
    const stack = needed(env, "STACK");
    const kind = command === "comment" ? "comment" : "issue";
    const about = kind === "comment" ? "preview" : "drift";
    const marker = `<!-- pulumi-webex ${about} ${encodeURIComponent(stack)} -->`;
    const posts = (env.GITLAB_CI === undefined ? onGitHub : onGitLab)(env, kind, `Webex: drift of ${stack}`);
    const found = await posts.find(marker);
    if (command === "close") {
        await (found === undefined ? undefined : posts.close(found.id));
        return found === undefined ? "there is no open issue about drift" : `issue ${found.id} is closed`;
    }
    const text = readFileSync(file, "utf8");
    const content = kind === "comment" ? commentOf(text, stack, jobOf(env)) : `${cut(text)}\n\n[Job](${jobOf(env)})`;
    const body = `${marker}\n${content}\n`;
    await (found === undefined ? posts.create(body) : posts.update(found.id, body));
    return found === undefined ? `a new ${kind} is there` : `${kind} ${found.id} is up to date`;
}

async function main() {
    try {
        console.log(`report: ${await report(process.argv.slice(2), process.env)}`);
    } catch (error) {
        console.error(`report: ${error.message}`);
        process.exitCode = 1;
    }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
    void main();
}
