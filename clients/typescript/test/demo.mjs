// The built binary as a demo of its own, with a folder and a port, and the pages of other origins beside it.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { createServer as createListener } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** How long the demo may take to answer for the first time; its documents are made meanwhile. */
const START_MS = 90_000;

export class Demo {
  #process;
  #folder;
  #log = "";

  /** Serves it to pages of one other origin. */
  static async start(binary, origin) {
    const demo = new Demo();
    demo.#folder = await mkdtemp(join(tmpdir(), "congvan-typescript-"));
    const listen = `127.0.0.1:${await freePort()}`;
    demo.url = `http://${listen}`;
    // Nothing of the environment's own settings.
    const environment = Object.entries(process.env).filter(([name]) => !name.startsWith("CONGVAN_"));
    const env = { ...Object.fromEntries(environment), CONGVAN_LISTEN: listen, CONGVAN_CORS_ORIGINS: origin };
    demo.#process = spawn(binary, [], { cwd: demo.#folder, env, stdio: ["ignore", "pipe", "pipe"] });
    for (const stream of [demo.#process.stdout, demo.#process.stderr]) {
      stream.setEncoding("utf8").on("data", (text) => (demo.#log += text));
    }
    try {
      await Promise.race([demo.#answers(), once(demo.#process, "exit")]);
      if (demo.#process.exitCode !== null || demo.#process.signalCode !== null) throw new Error("the demo ended");
    } catch (error) {
      console.error(demo.#log);
      await demo.stop();
      throw error;
    }
    return demo;
  }

  async stop() {
    const { pid, exitCode, signalCode } = this.#process;
    if (pid !== undefined && exitCode === null && signalCode === null) {
      const gone = once(this.#process, "exit");
      this.#process.kill("SIGKILL");
      await gone;
    }
    await rm(this.#folder, { recursive: true, force: true, maxRetries: 10 });
  }

  async #answers() {
    for (const end = Date.now() + START_MS; Date.now() < end; ) {
      const health = await fetch(`${this.url}/api/v1/health/ready`).catch(() => undefined);
      if (health?.ok) return;
      await new Promise((done) => setTimeout(done, 100));
    }
    throw new Error("the demo did not answer");
  }
}

/** Serves one page with one script on loopback: an origin of its own. */
export async function servePage(script) {
  const page = `<!doctype html><meta charset="utf-8"><title>congvan-client</title><ol id="steps"></ol>
<script type="module" src="/page.js"></script>`;
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, "http://page");
    const found = { "/": ["text/html", page], "/page.js": ["text/javascript", script] }[pathname];
    response.writeHead(found ? 200 : 404, { "Content-Type": `${found?.[0] ?? "text/plain"}; charset=utf-8` });
    response.end(found?.[1]);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const stop = () => {
    server.close();
    server.closeAllConnections();
  };
  return { origin: `http://127.0.0.1:${server.address().port}`, stop };
}

/** On which nobody listens, below those that the kernel gives to outgoing connections. */
async function freePort() {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 10_000);
    const listener = createListener();
    const taken = once(listener, "listening").then(() => false, () => true);
    listener.listen(port, "127.0.0.1");
    if (await taken) continue;
    listener.close();
    await once(listener, "close");
    return port;
  }
}
