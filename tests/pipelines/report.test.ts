import assert from "node:assert/strict";
import fs from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import os from "node:os";
import path from "node:path";
import { codeBlock, commentOf, cut, report } from "../../examples/pipelines/shell/report.mjs";

interface Asked {
    readonly call: string;
    readonly token: string | undefined;
    readonly body: Readonly<Record<string, string>> | undefined;
}

const NASTY = "@everyone `$(reboot)` ${{ secrets.X }} ```\n</pre>![](https://evil.example/x.png)\r# heading\n\n:: done";

describe("what a pipeline tells people", () => {
    let folder: string;
    let server: Server;
    let asked: Asked[];
    /** What the platform answers to a list, by page. */
    let pages: object[][];
    let status: number;
    let base: string;

    before(async () => {
        folder = fs.mkdtempSync(path.join(os.tmpdir(), "report-"));
        fs.writeFileSync(path.join(folder, "event.json"), JSON.stringify({ pull_request: { number: 7 } }));
        server = createServer((request, response) => {
            let text = "";
            request.on("data", (chunk: Buffer) => {
                text += chunk.toString();
            });
            request.on("end", () => {
                const { method = "", url = "", headers } = request;
                const token = headers.authorization ?? headers["private-token"]?.toString();
                asked.push({
                    call: `${method} ${url}`,
                    token,
                    body: text === "" ? undefined : (JSON.parse(text) as Record<string, string>),
                });
                const page = Number(/[?&]page=(\d+)/.exec(url)?.[1] ?? 0);
                const answer =
                    url === "/user" ? { username: "project_1_bot" } : page > 0 ? (pages[page - 1] ?? []) : {};
                response.writeHead(status, { "Content-Type": "application/json" }).end(JSON.stringify(answer));
            });
        });
        await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
        base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    });

    after(() => {
        server.close();
        fs.rmSync(folder, { recursive: true });
    });

    beforeEach(() => {
        asked = [];
        pages = [];
        status = 200;
    });

    function file(text: string): string {
        const name = path.join(folder, "text");
        fs.writeFileSync(name, text);
        return name;
    }

    function github(): NodeJS.ProcessEnv {
        return {
            STACK: "acme/phones/prod",
            GITHUB_API_URL: base,
            GITHUB_REPOSITORY: "acme/phones",
            GITHUB_SERVER_URL: "https://github.example",
            GITHUB_RUN_ID: "99",
            GITHUB_EVENT_PATH: path.join(folder, "event.json"),
            GITHUB_TOKEN: "gh-token",
        };
    }

    function gitlab(): NodeJS.ProcessEnv {
        return {
            STACK: "prod",
            GITLAB_CI: "true",
            CI_API_V4_URL: base,
            CI_PROJECT_ID: "12",
            CI_MERGE_REQUEST_IID: "3",
            CI_JOB_URL: "https://gitlab.example/job/1",
            GITLAB_TOKEN: "gl-token",
        };
    }

    function calls(): string[] {
        return asked.map(({ call }) => call);
    }

    describe("on GitHub", () => {
        const BOT = { login: "github-actions[bot]" };
        const MARKER = "<!-- pulumi-webex preview acme%2Fphones%2Fprod -->";
        const COMMENTS = "/repos/acme/phones/issues/7/comments";

        it("is one comment of the pull request, made once", async () => {
            assert.equal(await report(["comment", file("+ phone")], github()), "a new comment is there");
            assert.deepEqual(calls(), [`GET ${COMMENTS}?&per_page=100&page=1`, `POST ${COMMENTS}`]);
            assert.equal(
                asked[1]?.body?.["body"],
                `${MARKER}\n### Webex: preview of \`acme/phones/prod\`\n\n    + phone\n\n` +
                    "[Job](https://github.example/acme/phones/actions/runs/99)\n",
            );
            assert.ok(asked.every(({ token }) => token === "Bearer gh-token"));
        });

        it("is updated later, on whatever page it stands, and nobody else's is touched", async () => {
            const others = Array.from({ length: 100 }, (_, id) => ({
                id,
                body: `${MARKER} mine`,
                user: { login: "eve" },
            }));
            pages = [others, [{ id: 555, body: `${MARKER}\nold`, user: BOT }]];
            assert.equal(await report(["comment", file("x")], github()), "comment 555 is up to date");
            assert.equal(calls().at(-1), "PATCH /repos/acme/phones/issues/comments/555");
        });

        it("is one issue about drift, which is closed when there is none any more", async () => {
            const body = "<!-- pulumi-webex drift acme%2Fphones%2Fprod -->\nold";
            assert.equal(await report(["issue", file("## Drift")], github()), "a new issue is there");
            assert.equal(asked[1]?.call, "POST /repos/acme/phones/issues");
            assert.equal(asked[1].body?.["title"], "Webex: drift of acme/phones/prod");
            assert.match(asked[1].body["body"] ?? "", /^<!-- pulumi-webex drift \S+ -->\n## Drift\n\n\[Job\]/);

            pages = [[{ id: 1000, number: 8, body, user: BOT }]];
            asked = [];
            assert.equal(await report(["issue", file("## More")], github()), "issue 8 is up to date");
            assert.equal(await report(["close"], github()), "issue 8 is closed");
            assert.deepEqual(calls(), [
                "GET /repos/acme/phones/issues?state=open&per_page=100&page=1",
                "PATCH /repos/acme/phones/issues/8",
                "GET /repos/acme/phones/issues?state=open&per_page=100&page=1",
                "PATCH /repos/acme/phones/issues/8",
            ]);
            assert.deepEqual(asked[3]?.body, { state: "closed" });

            pages = [];
            assert.equal(await report(["close"], github()), "there is no open issue about drift");
        });
    });

    describe("on GitLab", () => {
        it("is one note of the merge request", async () => {
            const marker = "<!-- pulumi-webex preview prod -->";
            pages = [[{ id: 4, body: `${marker} fake`, author: { username: "eve" } }]];
            assert.equal(await report(["comment", file("x")], gitlab()), "a new comment is there");
            pages = [[{ id: 5, body: `${marker}\nold`, author: { username: "project_1_bot" } }]];
            assert.equal(await report(["comment", file("x")], gitlab()), "comment 5 is up to date");
            assert.deepEqual(
                calls().filter((call) => !call.startsWith("GET")),
                ["POST /projects/12/merge_requests/3/notes", "PUT /projects/12/merge_requests/3/notes/5"],
            );
            assert.ok(asked.every(({ token }) => token === "gl-token"));
        });

        it("is one issue about drift", async () => {
            const description = "<!-- pulumi-webex drift prod -->\nold";
            assert.equal(await report(["issue", file("x")], gitlab()), "a new issue is there");
            pages = [[{ id: 1, iid: 9, description, author: { username: "project_1_bot" } }]];
            assert.equal(await report(["issue", file("x")], gitlab()), "issue 9 is up to date");
            assert.equal(await report(["close"], gitlab()), "issue 9 is closed");
            const writes = asked.filter(({ call }) => !call.startsWith("GET"));
            assert.deepEqual(
                writes.map(({ call }) => call),
                ["POST /projects/12/issues", "PUT /projects/12/issues/9", "PUT /projects/12/issues/9"],
            );
            assert.deepEqual(writes[2]?.body, { state_event: "close" });
        });
    });

    it("is a code block that no name can leave", () => {
        const lines = codeBlock(NASTY).split("\n");
        assert.ok(lines.every((line) => line.startsWith("    ")));
        assert.ok(!lines.some((line) => line.includes("\r")));
        assert.match(
            commentOf(NASTY, "prod`\n@all", "https://x"),
            /^### Webex: preview of `prod@all`\n\n {4}@everyone/,
        );
    });

    it("fits the platform, cut by lines with their count", () => {
        const text = Array.from({ length: 20_000 }, (_, index) => `${index}`).join("\n");
        const comment = commentOf(text, "prod", "https://x");
        assert.ok(comment.length < 65_536);
        const left = Number(/… (\d+) more lines/.exec(comment)?.[1]);
        assert.equal(comment.match(/^ {4}\d+$/gm)?.length, 20_000 - left);
        assert.equal(cut("a\nb", 10), "a\nb");
        assert.equal(cut("x".repeat(20), 10), "\n\n… 1 more lines are in the job's log.");
    });

    it("says so where a preview printed nothing", () => {
        assert.match(commentOf(" \n", "prod", "https://x"), /The preview printed nothing/);
    });

    it("fails with what was asked and what came back, and no token", async () => {
        status = 403;
        await assert.rejects(report(["close"], github()), {
            message: "GET /repos/acme/phones/issues?state=open&per_page=100&page=1 was answered with 403 Forbidden",
        });
        await assert.rejects(report(["close"], { ...github(), GITHUB_TOKEN: "" }), {
            message: "GITHUB_TOKEN is not set",
        });
        for (const args of [[], ["comment"], ["open", "x"]]) {
            await assert.rejects(report(args, github()), /say what to do: comment FILE, issue FILE, or close/);
        }
    });
});
