// The demo's story in a real browser, from a page of another origin, with the built client: test/page.ts plays and writes down,
// here it is compared. A page whose origin the server does not name is refused by the browser.
//
// TEST_CONGVAN_BIN=… node test/browser.mjs, after the build.
import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";

import { build } from "esbuild";

import { Chromium } from "./chromium.mjs";
import { Demo, servePage } from "./demo.mjs";

const PATIENCE_MS = 120_000;

const binary = process.env.TEST_CONGVAN_BIN;
assert(binary, "TEST_CONGVAN_BIN names no binary: run scripts/typescript");

const bundle = await build({
  entryPoints: [fileURLToPath(new URL("page.ts", import.meta.url))],
  bundle: true, format: "esm", target: "es2022", write: false, logLevel: "warning",
});
const script = bundle.outputFiles[0].text;

const running = [];
try {
  const ours = await servePage(script);
  running.push(ours.stop);
  const strange = await servePage(script);
  running.push(strange.stop);
  const demo = await Demo.start(binary, ours.origin);
  running.push(() => demo.stop());
  const browser = await Chromium.start();
  running.push(() => browser.close());
  const played = async (origin) => {
    const address = `${origin}/?api=${encodeURIComponent(demo.url)}`;
    const { text, network } = await browser.read(address, "#outcome", PATIENCE_MS);
    const refusals = network
      .filter(({ method, params }) => method === "Network.loadingFailed" && params.corsErrorStatus)
      .map(({ params }) => params.corsErrorStatus.corsError);
    return { ...JSON.parse(text), refusals };
  };

  refused(await played(strange.origin));
  told(await played(ours.origin));
  console.log("the story ends in “filed”, played from a page of another origin; a page of a strange origin was refused");
} finally {
  for (const stop of running.reverse()) await stop();
}

/** It gets no answer at all, and it is the browser that keeps it from it. */
function refused({ seen, failed, refusals }) {
  assert.deepEqual(seen, {});
  assert.match(failed, /^TypeError: Failed to fetch/);
  assert(refusals.length > 0 && refusals.every((it) => /AllowOrigin/.test(it)), `refused as ${refusals}`);
}

function told({ seen, failed, refusals }) {
  assert.equal(failed, undefined, JSON.stringify({ failed, seen }, undefined, 2));
  assert.deepEqual(refusals, []);
  const wrong = (code, status, errors = []) => ({ status, code, errors });
  assert.deepEqual(seen, {
    states: [
      "registered", "presented", "directed", "in_progress", "awaiting_approval", "awaiting_approval", "completed",
      "filed",
    ],
    state: "filed",
    events: [
      "received", "registered", "presented", "directed", "assigned", "result_submitted", "approved_by_unit",
      "approved", "filed",
    ],
    by: [
      "vanthu", "vanthu", "vanthu", "chutich", "truongphong.kinhte", "chuyenvien.kinhte1", "truongphong.kinhte",
      "chutich", "chuyenvien.kinhte1",
    ],
    pages: 3,
    files: ["Công văn thoát nước.pdf", "Dự thảo trả lời.pdf"],
    "same bytes": true,
    "wrong password": wrong("wrong_credentials", 401),
    "nobody signed in": wrong("not_signed_in", 401),
    "missing field": wrong("invalid_input", 422, ["/facts/author"]),
    "somebody was faster": wrong("version_changed", 412),
    "in English": "Wrong name or password",
    "signed out": [false, wrong("not_signed_in", 401)],
    "answer lost": ["registered", [null, "true"], ["received", "registered"]],
    busy: ["voided", -1, true],
    "proxy's page": wrong("not_a_problem", 502),
    "sign-in lost": [true, 1, false],
    "run out": [0, 1, ["vanthu", "vanthu", "vanthu"], 2],
    "not taken": [1, ["phu luc 1", "phu luc 2"]],
    "used twice": [wrong("refresh_token_reused", 401), false, true],
    "over already": false,
  });
}
