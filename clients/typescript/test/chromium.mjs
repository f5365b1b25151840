// Debian's Chromium without a window, driven over its pipe (the DevTools protocol: JSON, each message ended by a zero byte).
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

const ARGUMENTS = [
  "--headless", "--remote-debugging-pipe", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-proxy-server",
];

export class Chromium {
  #process;
  #profile;
  #last = 0;
  #waiting = new Map();
  #events = [];
  #complaints = "";

  static async start() {
    const browser = new Chromium();
    browser.#profile = await mkdtemp(join(tmpdir(), "congvan-chromium-"));
    browser.#process = spawn("chromium", [...ARGUMENTS, `--user-data-dir=${browser.#profile}`], {
      // 3 to it, 4 from it. A group of its own, so that all of its processes can be ended.
      stdio: ["ignore", "ignore", "pipe", "pipe", "pipe"],
      detached: true,
    });
    browser.#process.on("error", (error) => browser.#fail(error));
    browser.#process.on("exit", () => browser.#fail(new Error(`chromium ended: ${browser.#complaints}`)));
    browser.#process.stdio[3].on("error", () => {});
    browser.#process.stderr.setEncoding("utf8").on("data", (text) => (browser.#complaints += text));
    let rest = "";
    browser.#process.stdio[4].setEncoding("utf8").on("data", (text) => {
      const messages = (rest + text).split("\0");
      rest = messages.pop();
      messages.forEach((message) => browser.#take(JSON.parse(message)));
    });
    return browser;
  }

  /** Opens a page, waits until an element is there, and answers its text and what the network told of meanwhile. */
  async read(url, selector, patienceMs) {
    const { targetId } = await this.#ask("Target.createTarget", { url: "about:blank" });
    const { sessionId } = await this.#ask("Target.attachToTarget", { targetId, flatten: true });
    await this.#ask("Network.enable", {}, sessionId);
    await this.#ask("Page.enable", {}, sessionId);
    await this.#ask("Page.navigate", { url }, sessionId);
    const look = { expression: `document.querySelector(${JSON.stringify(selector)})?.textContent`, returnByValue: true };
    for (const end = Date.now() + patienceMs; Date.now() < end; ) {
      const { result } = await this.#ask("Runtime.evaluate", look, sessionId);
      if (typeof result.value === "string") {
        return { text: result.value, network: this.#events.filter((event) => event.sessionId === sessionId) };
      }
      await new Promise((done) => setTimeout(done, 100));
    }
    throw new Error(`${url}: ${selector} did not appear; ${this.#complaints}`);
  }

  /** Opens a page as a telephone of this width shows it; what comes back runs expressions in it and takes its picture. */
  async open(url, width, height) {
    const { targetId } = await this.#ask("Target.createTarget", { url: "about:blank" });
    const { sessionId } = await this.#ask("Target.attachToTarget", { targetId, flatten: true });
    const metrics = { width, height, deviceScaleFactor: 1, mobile: true };
    await this.#ask("Emulation.setDeviceMetricsOverride", metrics, sessionId);
    await this.#ask("Network.enable", {}, sessionId);
    await this.#ask("Log.enable", {}, sessionId);
    await this.#ask("Page.enable", {}, sessionId);
    await this.#ask("Page.navigate", { url }, sessionId);
    const run = async (expression) => {
      const asked = { expression, returnByValue: true, awaitPromise: true };
      const { result, exceptionDetails } = await this.#ask("Runtime.evaluate", asked, sessionId);
      if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
      return result.value;
    };
    const until = async (expression, patienceMs) => {
      for (const end = Date.now() + patienceMs; Date.now() < end; ) {
        // Between two pages there is nothing to ask.
        if (await run(expression).catch(() => false)) return;
        await new Promise((done) => setTimeout(done, 100));
      }
      throw new Error(`${url}: in vain: ${expression}; ${this.#complaints}`);
    };
    const picture = async () => {
      const shot = await this.#ask("Page.captureScreenshot", { captureBeyondViewport: true }, sessionId);
      return Buffer.from(shot.data, "base64");
    };
    const told = (method) => this.#events.filter((event) => event.sessionId === sessionId && event.method === method);
    return { run, until, picture, told };
  }

  async close() {
    const { pid, exitCode, signalCode } = this.#process;
    if (pid !== undefined && exitCode === null && signalCode === null) {
      const gone = once(this.#process, "exit");
      process.kill(-pid, "SIGKILL");
      await gone;
    }
    await rm(this.#profile, { recursive: true, force: true, maxRetries: 10 });
  }

  #ask(method, params, sessionId) {
    const id = (this.#last += 1);
    return new Promise((done, failed) => {
      this.#waiting.set(id, { done, failed });
      this.#process.stdio[3].write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    });
  }

  #take({ id, error, result, ...event }) {
    const asked = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (id === undefined) this.#events.push(event);
    else if (error) asked?.failed(new Error(error.message));
    else asked?.done(result);
  }

  #fail(error) {
    for (const { failed } of this.#waiting.values()) failed(error);
    this.#waiting.clear();
  }
}
