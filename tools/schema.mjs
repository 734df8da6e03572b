// Writes schema.json, the package's schema for Pulumi's tools, from the tables in provider/definitions/.
// Usage: npm run schema

import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { schemaText } from "../provider/plugin/schema.ts";

const repository = path.resolve(import.meta.dirname, "..");
const { version } = JSON.parse(readFileSync(path.join(repository, "package.json"), "utf8"));
writeFileSync(path.join(repository, "schema.json"), schemaText(version));
