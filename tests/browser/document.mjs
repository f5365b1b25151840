// The page that a mail's link leads to, in a real browser: signs in and writes what it then shows as JSON.
// `node tests/browser/document.mjs '{"url": …, "username": …, "password": …}'`
import { Chromium } from "../../clients/typescript/test/chromium.mjs";

const { url, username, password } = JSON.parse(process.argv[2]);
const PATIENCE_MS = 30_000;

/** Runs in the page. */
function signIn(name, secret) {
  document.querySelector("[name=username]").value = name;
  document.querySelector("[name=password]").value = secret;
  document.querySelector("button").click();
}

const browser = await Chromium.start();
try {
  const page = await browser.open(url, 900, 900);
  await page.until("document.readyState === 'complete' && document.querySelector('form') !== null", PATIENCE_MS);
  await page.run(`(${signIn})(${JSON.stringify(username)}, ${JSON.stringify(password)})`);
  const done = "!document.getElementById('document').hidden || document.getElementById('fault').textContent !== ''";
  await page.until(done, PATIENCE_MS);
  console.log(JSON.stringify(await page.run("({ title: document.title, text: document.body.innerText })")));
} finally {
  await browser.close();
}
