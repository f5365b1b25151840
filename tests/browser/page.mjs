// A page in a real browser as wide as a telephone: looks for what sticks out, can't be read, pressed or named, fills the form in, sends
// it, and writes what came of it as JSON. `node tests/browser/page.mjs '{"url": …, "fill": {…}, "pictures": DIR or ""}'`
import { writeFile } from "node:fs/promises";
import { join } from "node:path";

import { Chromium } from "../../clients/typescript/test/chromium.mjs";

const { url, fill, pictures } = JSON.parse(process.argv[2]);
const PATIENCE_MS = 30_000;

/** Runs in the page. */
function look() {
  for (const folded of document.querySelectorAll("details")) folded.open = true;
  const wrong = [];
  const width = document.documentElement.clientWidth;
  const name = (element) => `${element.tagName} ${element.name ?? ""} ${element.textContent.trim().slice(0, 40)}`;
  if (document.documentElement.scrollWidth > width) wrong.push(`${document.documentElement.scrollWidth} px wide on ${width}`);
  for (const element of document.body.querySelectorAll("*")) {
    const place = element.getBoundingClientRect();
    if (place.width === 0) continue;
    if (place.right > width + 0.5 || place.left < -0.5) wrong.push(`sticks out: ${name(element)}`);
    const says = !["radio", "checkbox"].includes(element.type);
    if (says && parseFloat(getComputedStyle(element).fontSize) < 15) wrong.push(`too small to read: ${name(element)}`);
  }
  for (const element of document.querySelectorAll("input:not([type=hidden]), select, textarea, button")) {
    const pressed = element.closest("label") ?? element;
    if (pressed.getBoundingClientRect().height < 44) wrong.push(`too small to press: ${name(element)}`);
    if (element.tagName !== "BUTTON" && !element.labels.length) wrong.push(`without a label: ${name(element)}`);
    for (const id of (element.getAttribute("aria-describedby") ?? "").split(" ").filter(Boolean)) {
      if (!document.getElementById(id)) wrong.push(`described by nothing: ${name(element)}`);
    }
  }
  if (document.querySelectorAll("h1").length !== 1) wrong.push("not one headline");
  if (!document.documentElement.lang) wrong.push("without a language");
  if (document.querySelector("script, img, link, iframe, object")) wrong.push("fetches or runs something");
  return wrong;
}

/** Runs in the page. */
function write(values) {
  for (const [key, value] of Object.entries(values)) {
    for (const element of document.querySelectorAll(`[name="${key}"]`)) {
      if (element.type === "radio" || element.type === "checkbox") element.checked = element.value === value;
      else element.value = value;
    }
  }
  document.body.dataset.before = "yes";
  document.querySelector("button").click();
}

const loaded = "document.readyState === 'complete' && document.body !== null";
const browser = await Chromium.start();
try {
  const wrong = [];
  for (const width of [320, 360]) {
    const page = await browser.open(url, width, 740);
    await page.until(`${loaded} && document.querySelector('form') !== null`, PATIENCE_MS);
    wrong.push(...(await page.run(`(${look})()`)).map((what) => `${width}: ${what}`));
  }
  const page = await browser.open(url, 360, 740);
  await page.until(`${loaded} && document.querySelector('form') !== null`, PATIENCE_MS);
  if (pictures) await writeFile(join(pictures, `${Date.now()}-form.png`), await page.picture());
  await page.run(`(${write})(${JSON.stringify(fill)})`);
  await page.until(`${loaded} && document.body.dataset.before === undefined`, PATIENCE_MS);
  wrong.push(...(await page.run(`(${look})()`)).map((what) => `after: ${what}`));
  if (pictures) await writeFile(join(pictures, `${Date.now()}-after.png`), await page.picture());
  const against = page.told("Log.entryAdded").map(({ params }) => params.entry).filter((entry) => entry.source === "security");
  wrong.push(...against.map((entry) => entry.text));
  const seen = await page.run(`({
    title: document.querySelector("h1").textContent,
    text: document.body.innerText,
    values: Object.fromEntries([...document.querySelectorAll("form [name]")].map((it) => [it.name, it.value])),
  })`);
  console.log(JSON.stringify({ wrong, ...seen }));
} finally {
  await browser.close();
}
