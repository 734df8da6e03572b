import assert from "node:assert/strict";
import { passesKey } from "../../simulator/configurationKeys";

const KEYS = [
    "Audio.DefaultVolume",
    "Audio.Ultrasound.MaxVolume",
    ...[1, 2, 3, 10].map((at) => `FacilityService.Service[${at}].Name`),
    "FacilityService.Service[1].Type",
    "Video.Output.Connector[1].Location.HorizontalOffset",
];
const SERVICES = KEYS.slice(2, 6);

const CASES: Record<string, string[]> = {
    "Audio.DefaultVolume": ["Audio.DefaultVolume"],
    "audio.defaultvolume": [],
    Audio: [],
    "Audio.*": ["Audio.DefaultVolume", "Audio.Ultrasound.MaxVolume"],
    "Audio.*.MaxVolume": ["Audio.Ultrasound.MaxVolume"],
    "*.*.Name": SERVICES,
    "*": KEYS,
    "FacilityService.Service[1].Name": SERVICES.slice(0, 1),
    "FacilityService.Service[1].*": [...SERVICES.slice(0, 1), "FacilityService.Service[1].Type"],
    "FacilityService.Service[*].Name": SERVICES,
    "FacilityService.Service[1..3].Name": SERVICES.slice(0, 3),
    "FacilityService.Service[2..n].Name": SERVICES.slice(1),
    "FacilityService.Service[3..1].Name": [],
    "FacilityService.Service.Name": [],
    "FacilityService.Service[x].Name": [],
    "FacilityService.Serv*.Name": [],
    "Audio.DefaultVolume.*": [],
    "Video.Output.Connector[1..2].*": ["Video.Output.Connector[1].Location.HorizontalOffset"],
};

describe("simulator: the filter of configuration keys", () => {
    for (const [filter, wanted] of Object.entries(CASES)) {
        it(`${filter} lets through ${wanted.length} of ${KEYS.length}`, () => {
            assert.deepEqual(
                KEYS.filter((key) => passesKey(filter, key)),
                wanted,
            );
        });
    }
});
