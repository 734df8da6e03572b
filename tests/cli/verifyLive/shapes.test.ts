import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { deviationsOf, type Shape } from "../../../cli/verifyLive/shape";
import * as shapes from "../../../cli/verifyLive/shapes";
import { documentPath } from "../../contract/prism";

type Json = Readonly<Record<string, unknown>>;

const SHAPES: Readonly<Record<string, Shape>> = { ...shapes };

/** Stored answers by their files, the shape of their objects, and what is known to be otherwise in them. */
const ANSWERS: readonly [file: string, shape: Shape, list: string | undefined, otherwise: string[]][] = [
    ["01-devices-list-spec", shapes.DEVICE_SHAPE, "items", []],
    ["02-device-get-spec", shapes.DEVICE_SHAPE, undefined, []],
    ["06-device-get-with-deviceId", shapes.DEVICE_SHAPE, undefined, []],
    ["08-devices-list-lab-guide", shapes.DEVICE_SHAPE, "items", ["activeInterface", "connectionStatus", "managedBy"]],
    ["09-devices-list-nulls", shapes.DEVICE_SHAPE, "items", []],
    ["13-device-get-null-id", shapes.DEVICE_SHAPE, undefined, []],
    ["14-device-post-third-party", shapes.DEVICE_SHAPE, undefined, []],
    ["29-devices-list-error-codes-objects", shapes.DEVICE_SHAPE, "items", ["errorCodes", "tags"]],
    ["30-count-spec", shapes.COUNT_SHAPE, undefined, []],
    ["31-person-devices-spec", shapes.CALLING_DEVICE_SHAPE, "devices", []],
    ["31-person-devices-spec", shapes.LIMITS_SHAPE, undefined, []],
    ["32-licenses-spec", shapes.LICENSE_SHAPE, "items", []],
    ["33-person-spec", shapes.PERSON_SHAPE, undefined, []],
    ["35-workspaces-list-spec", shapes.WORKSPACE_SHAPE, "items", []],
];

describe("cli/verifyLive/shapes", () => {
    for (const [name, { fields, read }] of Object.entries(SHAPES)) {
        it(`${name} has each field that the package reads`, () => {
            // Fields that answers were never seen with, but that are read if they come.
            const seldom = ["workspaceLocationId", "personId"];
            const missing = read.filter((field) => !(field in fields) && !seldom.includes(field));
            assert.deepEqual(missing, []);
        });
    }

    describe("beside Webex's stored answers", () => {
        const folder = documentPath("answers") ?? "";
        before(function () {
            if (folder === "") {
                console.log("      skipped: the recorded answers are not beside the project");
                this.skip();
            }
        });

        for (const [file, shape, list, otherwise] of ANSWERS) {
            it(`${file}: ${otherwise.length === 0 ? "all is as assumed" : `differs in ${otherwise.join(", ")}`}`, () => {
                const text = fs.readFileSync(path.join(folder, `${file}.json`), "utf8");
                const { body } = JSON.parse(text) as { body: Json };
                const rows = list === undefined ? [body] : (body[list] as unknown[]);
                const found = deviationsOf(rows, shape);
                assert.deepEqual([...new Set(found.map(({ path: field }) => field))].sort(), otherwise);
            });
        }

        it("38-config-get-recorded: each setting is as assumed", () => {
            const text = fs.readFileSync(path.join(folder, "38-config-get-recorded.json"), "utf8");
            const { body } = JSON.parse(text) as { body: { items: Json } };
            assert.deepEqual(deviationsOf(Object.values(body.items), shapes.CONFIGURATION_SHAPE), []);
        });
    });
});
