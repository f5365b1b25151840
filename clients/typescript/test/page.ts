// The page of an office's own front-end, as small as it can be: it plays one letter's way with the client, by the people whose
// turn it is, tries what goes wrong on the way, and writes into itself what it saw. Whether that is right, browser.mjs says.
import { all, body, Congvan, type Options, Problem, type Schemas, type Tokens, type Versioned } from "congvan-client";

type Command = Schemas["IncomingDocumentCommand"];
type Letter = Versioned<Schemas["IncomingDocument"]>;

const baseUrl = new URLSearchParams(location.search).get("api") ?? "";
const HOUR = 3_600_000;

/** What was seen, by name. */
const seen: Record<string, unknown> = {};

/** A person who signs in when it is first their turn. */
async function person(username: string, options: Partial<Options> = {}): Promise<Congvan> {
  const office = new Congvan({ baseUrl, pause: 1, ...options });
  await office.signIn(username, "demo");
  return office;
}

function pdf(words: string): Blob {
  return new Blob([`%PDF-1.4\n% ${words}\n%%EOF\n`], { type: "application/pdf" });
}

function day(ahead: number): string {
  return new Date(Date.now() + ahead * 24 * HOUR).toISOString();
}

function letterFrom(author: string): Schemas["IncomingDocumentFacts"] {
  return { author, document_type: "cong_van", subject: "Về việc dùng thử" };
}

/** The code of the problem that it fails with. */
async function problem(doing: Promise<unknown>): Promise<unknown> {
  try {
    await doing;
    return "no problem";
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return { status: error.status, code: error.code, errors: error.errors.map((fault) => fault.pointer) };
  }
}

function assignment(letter: Letter, holder: string): string {
  const found = letter.value.assignments.findLast((it) => it.role === "primary" && it.holder.id === holder);
  if (!found) throw new Error(`${holder} has no part in it`);
  return found.id;
}

/** From the registry to the case file. */
async function story(): Promise<void> {
  const clerk = await person("vanthu");
  const people = new Map<string, string>();
  for await (const { username, id } of all(() => clerk.api.GET("/api/v1/people"))) people.set(username, id);
  const departments = await body(clerk.api.GET("/api/v1/departments"));
  const department = departments.items.find((it) => it.code === "KTHTDT")?.id ?? "";
  const who = (username: string) => people.get(username) ?? "";

  const content = pdf("cong van den");
  const file = await clerk.upload("Công văn thoát nước.pdf", content);
  const facts = {
    author: "Sở Xây dựng tỉnh Demo",
    number: "80118",
    notation: "SXD-HTKT",
    document_type: "cong_van",
    subject: "Về việc khắc phục tình trạng ngập úng",
  };
  let letter = await clerk.receive({ facts, files: [file.id], register: {} });
  const id = letter.value.id;
  const states: string[] = [letter.value.state];
  const acted = (next: Letter) => {
    letter = next;
    states.push(letter.value.state);
  };
  acted(await clerk.command(letter, { command: "present", to: who("chutich"), note: "Kính trình." }));

  const leader = await person("chutich");
  const direction: Schemas["Direction"] = {
    primary: { department, due: day(7), instruction: "Chủ trì." },
    leader_approves: true,
  };
  acted(await leader.command(await leader.incomingDocument(id), { command: "direct", direction }));

  const head = await person("truongphong.kinhte");
  const unit = assignment(letter, department);
  const officer = { person: who("chuyenvien.kinhte1"), due: day(5) };
  acted(await head.command(await head.incomingDocument(id), { command: "assign", assignment: unit, officer }));

  const expert = await person("chuyenvien.kinhte1");
  const leg = assignment(letter, who("chuyenvien.kinhte1"));
  const draft = await expert.upload("Dự thảo trả lời.pdf", pdf("du thao"));
  const result: Command = { command: "submit_result", assignment: leg, text: "Đã kiểm tra.", files: [draft.id] };
  acted(await expert.command(await expert.incomingDocument(id), result));

  acted(await head.command(await head.incomingDocument(id), { command: "approve", assignment: leg }));
  acted(await leader.command(await leader.incomingDocument(id), { command: "approve", assignment: unit }));
  const filing: Command = { command: "file", case_file: "HS-02 Thoát nước đô thị" };
  acted(await expert.command(await expert.incomingDocument(id), filing));

  const history: Schemas["HistoryEntry"][] = [];
  let pages = 0;
  const params = { path: { id } };
  for await (const entry of all((query) => {
    pages += 1;
    return clerk.api.GET("/api/v1/incoming-documents/{id}/history", {
      params: { ...params, query: { ...query, limit: 3 } },
    });
  }))
    history.push(entry);
  seen["states"] = states;
  seen["state"] = (await clerk.incomingDocument(id)).value.state;
  seen["events"] = history.map(({ event }) => event);
  seen["by"] = history.map(({ by }) => [...people].find(([, it]) => it === by?.id)?.[0]);
  seen["pages"] = pages;
  seen["files"] = letter.value.files.map(({ name }) => name);
  seen["same bytes"] = (await (await leader.download(file.id)).text()) === (await content.text());
}

/** What a person is told who does something that can't be. */
async function problems(): Promise<void> {
  const clerk = await person("vanthu");
  seen["wrong password"] = await problem(new Congvan({ baseUrl }).signIn("vanthu", "sai"));
  seen["nobody signed in"] = await problem(new Congvan({ baseUrl }).incomingDocument(crypto.randomUUID()));
  seen["missing field"] = await problem(clerk.receive({ facts: letterFrom("") }));

  const facts = letterFrom("Sở Nội vụ tỉnh Demo");
  const first = await clerk.receive({ facts, register: {} });
  await clerk.command(first, { command: "correct", reason: "Gõ nhầm.", author: "Sở Tư pháp tỉnh Demo" });
  seen["somebody was faster"] = await problem(clerk.command(first, { command: "void", reason: "Nhập trùng." }));

  const english = new Congvan({ baseUrl, language: "en" });
  const words = await english.signIn("vanthu", "sai").catch((error: Problem) => error.title);
  seen["in English"] = words;

  await clerk.signOut();
  seen["signed out"] = [clerk.signedIn, await problem(clerk.api.GET("/api/v1/me"))];
}

/** Requests that get through, or whose answers get lost. */
async function connection(): Promise<void> {
  let lose = false;
  const replayed: (string | null)[] = [];
  const flaky = async (request: Request) => {
    const answer = await fetch(request);
    if (request.method === "POST") replayed.push(answer.headers.get("Idempotency-Replayed"));
    if (!lose) return answer;
    lose = false;
    throw new TypeError("the connection broke");
  };
  const clerk = await person("vanthu", { fetch: flaky });
  const received = await clerk.receive({ facts: letterFrom("Sở Y tế tỉnh Demo") });
  replayed.length = 0;
  lose = true;
  const entered = await clerk.command(received, { command: "register" });
  const history = await body(
    clerk.api.GET("/api/v1/incoming-documents/{id}/history", { params: { path: { id: received.value.id } } }),
  );
  seen["answer lost"] = [entered.value.state, [...replayed], history.items.map(({ event }) => event)];

  // A server that is busy at first, and a proxy on the way that weakens tags.
  let busy = 1;
  const tags: (string | null)[] = [];
  const proxied = async (request: Request) => {
    if (request.method === "POST" && request.url.endsWith("/commands") && busy-- > 0) {
      return new Response("", { status: 503, headers: { "Retry-After": "0" } });
    }
    tags.push(request.headers.get("If-Match"));
    const answer = await fetch(request);
    const headers = new Headers(answer.headers);
    const etag = headers.get("ETag");
    if (etag) headers.set("ETag", `W/${etag}`);
    return new Response(answer.body, { status: answer.status, headers });
  };
  const behind = await person("vanthu", { fetch: proxied });
  const read = await behind.incomingDocument(received.value.id);
  const voided = await behind.command(read, { command: "void", reason: "Nhập trùng." });
  seen["busy"] = [voided.value.state, busy, tags.at(-1) === entered.etag];
  const broken = async () => new Response("<h1>Bad gateway</h1>", { status: 502 });
  seen["proxy's page"] = await problem(new Congvan({ baseUrl, fetch: broken }).signIn("vanthu", "demo"));

  // What may not be sent twice is not.
  const plain = new Congvan({ baseUrl, fetch: flaky, pause: 1 });
  replayed.length = 0;
  lose = true;
  const lost = await plain.signIn("vanthu", "demo").catch((error: unknown) => error instanceof TypeError);
  seen["sign-in lost"] = [lost, replayed.length, plain.signedIn];
}

/** The access token runs out, by the clock or because the server does not take it. */
async function tokens(): Promise<void> {
  let now = Date.now();
  let refreshed = 0;
  const kept: (Tokens | undefined)[] = [];
  const options: Partial<Options> = {
    now: () => now,
    onTokens: (pair) => kept.push(pair),
    fetch: (request) => {
      if (request.url.endsWith("/sessions/refresh")) refreshed += 1;
      return fetch(request);
    },
  };
  const clerk = await person("vanthu", options);
  const me = async (office: Congvan) => (await body(office.api.GET("/api/v1/me"))).person.username;
  await me(clerk);
  const before = refreshed;
  now += HOUR;
  const names = await Promise.all([me(clerk), me(clerk), me(clerk)]);
  seen["run out"] = [before, refreshed, names, new Set(kept.map((pair) => pair?.refresh)).size];

  // The page is loaded again with a pair of which the access token has been spoilt; an upload is sent again with its body.
  const last = kept.at(-1);
  if (!last) throw new Error("no tokens were kept");
  refreshed = 0;
  const again = new Congvan({ baseUrl, ...options, tokens: { ...last, access: "sai" } });
  const files = await Promise.all([1, 2].map((n) => again.upload(`Phụ lục ${n}.pdf`, pdf(`phu luc ${n}`))));
  const back = await Promise.all(files.map(async ({ id }) => (await again.download(id)).text()));
  seen["not taken"] = [refreshed, back.map((text) => /phu luc \d/.exec(text)?.[0])];

  // The first client still holds the pair that was used: the server ends the session for both.
  now += HOUR;
  seen["used twice"] = [await problem(me(clerk)), clerk.signedIn, kept.at(-1) === undefined];
  await again.signOut();
  seen["over already"] = again.signedIn;
}

async function play(): Promise<void> {
  const list = document.querySelector("#steps");
  for (const step of [story, problems, connection, tokens]) {
    await step();
    list?.append(Object.assign(document.createElement("li"), { textContent: step.name }));
  }
}

function show(outcome: object): void {
  const place = document.createElement("pre");
  place.id = "outcome";
  place.textContent = JSON.stringify(outcome, undefined, 2);
  document.body.append(place);
}

play().then(
  () => show({ seen }),
  (error: unknown) => show({ seen, failed: error instanceof Problem ? { ...error } : String(error) }),
);
