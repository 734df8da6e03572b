import assert from "node:assert/strict";
import { withoutSecrets } from "../../../cli/drift/withoutSecrets";
import { rememberSecrets } from "../../../provider/client/secrets";
import { finding, report, thing } from "./page/sampleReport";

describe("cli/drift/withoutSecrets", () => {
    it("blanks a known secret wherever it stands, and changes nothing else", () => {
        rememberSecrets("9f8e-a-known-secret");
        const saying = (text: string) =>
            report([thing(text)], [finding("lobby", { expected: `"${text}"`, found: "1" })]);
        assert.deepEqual(withoutSecrets(saying("9f8e-a-known-secret")), saying("[secret]"));
    });
});
