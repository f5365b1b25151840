// Plays what docs/INTEGRATING.md shows of TypeScript, as another system with a key, against the demo.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

import { build } from "esbuild";

import { Demo } from "./demo.mjs";

const binary = process.env.TEST_CONGVAN_BIN;
assert(binary, "TEST_CONGVAN_BIN names no binary: run scripts/typescript");

const place = (name) => fileURLToPath(new URL(name, import.meta.url));
const shown = await readFile(place("../../../docs/INTEGRATING.md"), "utf8");
const [, ...lines] = (await readFile(place("systems.ts"), "utf8")).split("\n");
assert(shown.includes(lines.join("\n")), "docs/INTEGRATING.md shows other lines than test/systems.ts");

const bundle = await build({
  entryPoints: [place("systems.ts")], bundle: true, format: "esm", target: "es2022", write: false, logLevel: "warning",
});
const { system, push, follow, receive } = await import(
  `data:text/javascript;base64,${Buffer.from(bundle.outputFiles[0].text).toString("base64")}`
);

const demo = await Demo.start(binary, "https://van-phong.example");
try {
  const json = { "Content-Type": "application/json" };
  const ask = async (path, token, body) => {
    const headers = { ...json, ...(token && { Authorization: `Bearer ${token}` }) };
    const answer = await fetch(`${demo.url}/api/v1${path}`, body ? { method: "POST", headers, body: JSON.stringify(body) } : { headers });
    assert(answer.ok, `${path}: ${answer.status} ${await answer.clone().text()}`);
    return answer.json();
  };
  // A leader makes what opens documents.
  const { access_token: token } = await ask("/sessions", undefined, { username: "chutich", password: "demo" });
  const own = (await ask("/me", token)).agency.id;
  const account = { name: "Hệ thống thử", purpose: "Thử kết nối", scopes: ["documents:receive", "documents:read", "files:read"] };
  const { key } = await ask(`/agencies/${own}/service-accounts`, token, account);

  const office = system(demo.url, key);
  const pdf = new Blob(["%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"]);
  const id = await push(office, "cong-van.pdf", pdf, "V/v thử kết nối", "he-thong-1");
  assert.equal(await push(office, "cong-van.pdf", pdf, "V/v thử kết nối", "he-thong-1"), id, "the same again is the same");
  assert.deepEqual(await follow(office, id), { state: "received", events: ["received"] });
  const files = await receive(office);
  assert.deepEqual([...files.keys()], ["cong-van.pdf"]);
  assert.equal(Buffer.from(files.get("cong-van.pdf")).toString(), await pdf.text());
  console.log("what the guide shows of TypeScript was played by a system with a key");
} finally {
  await demo.stop();
}
