import assert from "node:assert/strict";
import { readmeOf } from "../../../../cli/inventory/program/projectReadme";

const FORM = { batches: false, settings: false, perLocation: false };

describe("cli/inventory/program/projectReadme", () => {
    it("names the project, and says how to set it up and that nothing is unregistered", () => {
        const text = readmeOf(FORM, { name: "estate", config: { baseUrl: "http://127.0.0.1:1/v1", orgId: "org" } });
        assert.match(text, /^# estate\n/);
        assert.match(
            text,
            /\npulumi config set webex:baseUrl http:\/\/127\.0\.0\.1:1\/v1\npulumi config set webex:orgId org\n/,
        );
        assert.match(text, /unregisters no device, deletes no workspace/);
        assert.match(text, /Everything is in `index\.ts`.*\n.* is a resource of its own/);
        assert.doesNotMatch(text, /## Settings|settingsStay/);
    });

    it("says what batches, settings and files for locations are", () => {
        const text = readmeOf({ batches: true, settings: true, perLocation: true }, { name: "estate", config: {} });
        assert.match(text, /Each location has a file.*entries of batches/s);
        assert.match(text, /## Settings\n/);
        assert.match(text, /settingsStay/);
        assert.doesNotMatch(text, /pulumi config set webex:/);
    });

    it("has no line that is too long to read", () => {
        const text = readmeOf({ batches: true, settings: true, perLocation: true }, { name: "estate", config: {} });
        assert.deepEqual(
            text.split("\n").filter((line) => line.length > 120),
            [],
        );
    });
});
