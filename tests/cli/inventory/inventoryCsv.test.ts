import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import fc from "fast-check";
import type { EstateParts } from "../../../cli/estate/estate";
import { inventoryCsv } from "../../../cli/inventory/inventoryCsv";
import { isSafeCell } from "../../../cli/inventory/safeCell";
import { contractFor } from "../../../provider/api/devices/contracts";
import { WebexClient } from "../../../provider/client/webexClient";
import { nameKey } from "../../../provider/lookUps/oneOfMany";
import { readRows } from "../../../sdk/csv/csvText";
import { findOwner, workspacesByName } from "../../../sdk/csv/owners";
import { readOwnFile } from "../../../sdk/csv/ownFile";
import { checkRows } from "../../../sdk/csv/rowChecks";
import { devicesFromCsv } from "../../../sdk/index";
import { MemoryLog, settingsWith } from "../../provider/helpers";
import { programs, valueOf } from "../../sdk/helpers";
import { AWKWARD, addAwkwardEstate } from "./awkwardEstate";
import { declared, estateOf, SMALL } from "./estates";

const CISCO = contractFor(new WebexClient(settingsWith(), new MemoryLog()));

/** The file of an organisation. */
async function fileOf(parts: EstateParts): ReturnType<typeof inventoryCsv> {
    const estate = estateOf(parts);
    const all = declared(parts).sections.flatMap(({ devices }) => devices);
    const named = all.flatMap(({ id, name, naming }) => {
        const each = estate.device(id);
        return each === undefined ? [] : [{ name, naming, each }];
    });
    return inventoryCsv(estate, named);
}

/** A file as its reader takes it: each device's number, tags and the id of its owner. */
function readBack(text: string, { people, workspaces, locations }: EstateParts) {
    const [header, ...rows] = readRows(text.replace(/\r\n?/g, "\n"));
    assert.ok(header);
    const checked = checkRows(readOwnFile(header, rows), CISCO);
    assert.deepEqual(checked.problems, []);
    const byEmail = new Map(
        people.flatMap((person) => person.emails.map((email) => [nameKey(email), [person]] as const)),
    );
    const known = { people: byEmail, workspaces: workspacesByName(workspaces), locations };
    return checked.rows.map(({ values, inputs }) => {
        const { person, workspace, location } = values;
        const named = person !== undefined ? { person } : workspace !== undefined ? { workspace, location } : undefined;
        const found = named === undefined ? undefined : findOwner(named, known);
        assert.ok(found === undefined || "id" in found, JSON.stringify(found));
        return { ...inputs, owner: found?.id ?? values.personId ?? values.workspaceId };
    });
}

describe("cli/inventory/inventoryCsv", () => {
    const run = programs();

    it("has a row for each device, with names where they say enough", async () => {
        const { text, withoutTags } = await fileOf(SMALL);
        assert.equal(
            text,
            [
                "name,mac,model,serial,deviceId,person,personId,workspace,workspaceId,location,tags",
                "ada-lovelace-8865,52:EA:D3:24:FD:21,DMS Cisco 8865,,,ada@example.com,,,,Berlin,",
                "lobby-room-bar,,,FOC1,,,,Lobby,,HQ,a",
                "",
            ].join("\n"),
        );
        assert.deepEqual(withoutTags, []);
    });

    it("is read by devicesFromCsv in an organisation of 300 devices with awkward names", async () => {
        const simulator = await run.started();
        addAwkwardEstate(simulator, { rooms: 110, phoneRooms: 50, people: 140, emptyRooms: 5 });
        const locations = simulator.locations();
        const parts = {
            ...{ people: simulator.people(), workspaces: simulator.workspaces(), locations },
            devices: simulator.devices(),
        };
        const { text, withoutTags } = await fileOf(parts as never);
        const folder = mkdtempSync(path.join(tmpdir(), "webex-inventory-"));
        try {
            writeFileSync(path.join(folder, "devices.csv"), text);
            const { devices } = devicesFromCsv(path.join(folder, "devices.csv"));
            assert.equal(Object.keys(devices).length, 300);
            for (const [name, entry] of Object.entries(devices)) {
                const [number, value] =
                    Object.entries(entry).find(([key]) => ["deviceId", "serial", "mac"].includes(key)) ?? [];
                const found = simulator.devices().filter(({ id, serial, mac = "" }) => {
                    const numbers: Record<string, unknown> = { deviceId: id, serial, mac: mac.replaceAll(":", "") };
                    return numbers[number ?? ""] === value;
                });
                assert.equal(found.length, 1, name);
                const [{ personId, workspaceId, tags } = { tags: [] as string[] }] = found;
                assert.equal(
                    await valueOf(pulumi.output(entry.personId ?? entry.workspaceId)),
                    personId ?? workspaceId,
                );
                const isLeftOut = withoutTags.includes(name);
                assert.deepEqual([...(entry.tags ?? [])].sort(), isLeftOut ? [] : [...new Set(tags)].sort());
            }
        } finally {
            rmSync(folder, { recursive: true });
        }
    });

    it("has each device with its owner and its tags in it, whatever everything is called, and no formula", async () => {
        const text = fc.oneof(
            fc.string({ unit: "binary" }),
            fc.constantFrom(...AWKWARD, "=1", "a|b", "x;=1", "|", "Lobby"),
        );
        await fc.assert(
            fc.asyncProperty(fc.array(fc.tuple(text, text, text), { minLength: 1, maxLength: 4 }), async (names) => {
                const parts: EstateParts = {
                    locations: names.map(([name], at) => ({ id: `l${at}`, name })),
                    workspaces: names.map(([, displayName], at) => ({
                        id: `w${at}`,
                        displayName,
                        locationId: `l${at}`,
                    })),
                    people: names.map(([email], at) => ({ id: `p${at}`, emails: [`${email}${at}@example.com`] })),
                    devices: names.flatMap(([, serial, tag], at) => [
                        {
                            id: `r${at}`,
                            workspaceId: `w${at}`,
                            type: "roomdesk",
                            serial: `${serial}${at}`,
                            tags: [tag, "x"],
                        },
                        {
                            id: `m${at}`,
                            personId: `p${at}`,
                            type: "phone",
                            product: "Cisco 8865",
                            mac: `52EAD324FD0${at}`,
                        },
                    ]),
                };
                const { text: file, withoutTags } = await fileOf(parts);
                const rows = readBack(file, parts);
                assert.deepEqual(
                    rows.map(({ owner }) => owner).sort(),
                    names.flatMap((_, at) => [`w${at}`, `p${at}`]).sort(),
                );
                const tags = names.map(([, , tag]) => JSON.stringify([...new Set([tag, "x"])].sort()));
                const read = rows.flatMap((row) =>
                    row.tags === undefined ? [] : [JSON.stringify([...row.tags].sort())],
                );
                assert.equal(read.length + withoutTags.length, names.length);
                assert.ok(
                    read.every((each) => tags.includes(each)),
                    `${read.join()} of ${tags.join()}`,
                );
                for (const { cells = [] } of readRows(file)) {
                    assert.ok(cells.every(isSafeCell), JSON.stringify(cells));
                }
            }),
            { numRuns: 300 },
        );
    });

    const tagged: [readonly string[], string | undefined][] = [
        [["a", "b c"], "a|b c"],
        [["=1+1", "a"], "|=1+1|a"],
        [["a|b"], undefined],
        [[" a"], undefined],
        [["a\rb"], undefined],
        [["x;=1"], undefined],
        [[], undefined],
    ];
    for (const [tags, cell] of tagged) {
        it(`writes the tags ${JSON.stringify(tags)} as ${cell ?? "nothing"}`, async () => {
            const devices = [{ id: "d", type: "roomdesk", serial: "S", tags }];
            const { text, withoutTags } = await fileOf({ ...SMALL, devices });
            assert.ok(text.endsWith(`,${cell ?? ""}\n`), text);
            assert.deepEqual(withoutTags, cell === undefined && tags.length > 0 ? ["device"] : []);
        });
    }

    it("names by id what a spreadsheet would run", async () => {
        const workspaces = [{ id: "w", displayName: "=HYPERLINK(1)", locationId: "loc-hq" }];
        const people = [{ id: "p", displayName: "Eve", emails: ["=cmd@example.com"] }];
        const devices = [
            { id: "1", workspaceId: "w", type: "roomdesk", serial: "=S" },
            { id: "2", personId: "p", type: "roomdesk", serial: "S2" },
        ];
        const { text } = await fileOf({ ...SMALL, workspaces, people, devices });
        assert.deepEqual(text.trim().split("\n").slice(1).sort(), ["eve,,,S2,,,p,,,,", "hyperlink-1,,,,1,,,,w,HQ,"]);
    });

    it("narrows rooms whose names repeat by their locations, and names by id those that stay ambiguous", async () => {
        const room = (id: string, locationId: string | undefined) => ({
            id,
            displayName: "Lobby",
            ...(locationId && { locationId }),
        });
        const workspaces = [room("w1", "loc-hq"), room("w2", "loc-b"), room("w3", "loc-b"), room("w4", undefined)];
        const devices = workspaces.map(({ id }) => ({ id: `d-${id}`, workspaceId: id, type: "roomdesk", serial: id }));
        const { text } = await fileOf({ ...SMALL, workspaces, devices });
        const owners = text
            .trim()
            .split("\n")
            .slice(1)
            .map((line) => line.split(",").slice(7, 10).join());
        assert.deepEqual(owners.sort(), [",w2,Berlin", ",w3,Berlin", ",w4,", "Lobby,,HQ"]);
    });
});
