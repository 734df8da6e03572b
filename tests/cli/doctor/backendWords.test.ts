import assert from "node:assert/strict";
import { backendWords } from "../../../cli/doctor/backendWords";

describe("cli/doctor/backendWords", () => {
    const cases: readonly [url: string, words: string][] = [
        ["file:///states?metadata=skip", "files on this machine (file:///states)"],
        ["s3://bucket?endpoint=minio:9000&region=x", "Amazon S3 or a server like it (s3://bucket)"],
        ["gs://bucket", "Google Cloud Storage (gs://bucket)"],
        ["azblob://container", "Azure Blob Storage (azblob://container)"],
        ["https://api.pulumi.com", "Pulumi Cloud (https://api.pulumi.com)"],
        ["https://app.pulumi.com/ada", "Pulumi Cloud (https://app.pulumi.com/ada)"],
        ["https://pulumi.example.com", "a Pulumi Cloud of your own (https://pulumi.example.com)"],
        ["https://ada:secret@pulumi.example.com", "a Pulumi Cloud of your own (https://pulumi.example.com)"],
        ["postgres://ada:secret@host/db", "postgres://host/db"],
    ];
    for (const [url, words] of cases) {
        it(`says "${words}"`, () => {
            assert.equal(backendWords(url), words);
        });
    }
});
