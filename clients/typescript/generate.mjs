// Makes src/schema.ts from the OpenAPI file: the types, and the one fact that the code needs while it runs.
// node generate.mjs [FILE], by default src/schema.ts.
import { readFile, writeFile } from "node:fs/promises";

import { load } from "js-yaml";
import openapiTS, { astToString } from "openapi-typescript";
import ts from "typescript";

const HEAD = "// Generated from openapi/congvan.v1.yaml by `scripts/typescript generate`: change nothing here.\n\n";

const openapi = load(await readFile(new URL("../../openapi/congvan.v1.yaml", import.meta.url), "utf8"));
const repeatable = Object.entries(openapi.paths)
  .filter(([, path]) => path.post?.parameters?.some((it) => it.in === "header" && it.name === "Idempotency-Key"))
  .map(([name]) => `  ${JSON.stringify(name)},\n`);

// Bytes have no schema there; to a browser they are a Blob.
const operations = Object.values(openapi.paths).flatMap((path) => Object.values(path));
const contents = operations.flatMap((it) => [it.requestBody, ...Object.values(it.responses ?? {})]).map((it) => it?.content ?? {});
for (const [type, content] of contents.flatMap((it) => Object.entries(it))) {
  if (!type.endsWith("json") && Object.keys(content.schema).length === 0) content.schema = { type: "string", format: "binary" };
}

const types = await openapiTS(openapi, {
  emptyObjectsUnknown: true,
  transform: (schema) => (schema.format === "binary" ? ts.factory.createTypeReferenceNode("Blob") : undefined),
});
const list =
  "\n/** What a POST may be sent to twice with the same Idempotency-Key. */\n" +
  `export const repeatable: ReadonlySet<string> = new Set([\n${repeatable.join("")}]);\n`;
await writeFile(process.argv[2] ?? new URL("src/schema.ts", import.meta.url), HEAD + astToString(types) + list);
