// The client: openapi-fetch over the generated types, and what every request of a browser needs beside them.
import createClient, { type Client } from "openapi-fetch";

import { Problem, secondsToWait } from "./problem.js";
import { type components, type paths, repeatable } from "./schema.js";
import { Session, type Tokens } from "./session.js";

/** The types of the API by name: `Schemas["IncomingDocument"]`. */
export type Schemas = components["schemas"];

/** Something that was read, with the `ETag` that says which version of it. */
export interface Versioned<T> {
  readonly value: T;
  readonly etag: string;
}

export interface Options {
  /** The server's address without `/api/v1`, such as `https://vanban.phuong.example`. */
  baseUrl: string;
  /** In which language problems are told; Vietnamese by default. */
  language?: "vi" | "en";
  /** Tokens that `onTokens` gave, of the same person: to stay signed in when the page is loaded again. */
  tokens?: Tokens | undefined;
  /** Told of each new pair, and of undefined when nobody is signed in any more. The old pair is worth nothing then. */
  onTokens?: (tokens: Tokens | undefined) => void;
  /** How often a request is sent again after no answer or a 503, where that does no harm; 2 by default. */
  resends?: number;
  /** Milliseconds before it is sent again where the server names no time; 500 by default. */
  pause?: number;
  /** In the place of the browser's own, for tests. */
  fetch?: (request: Request) => Promise<Response>;
  /** In the place of the browser's clock, for tests: milliseconds since 1970. */
  now?: () => number;
}

/** This client asks for no cookies, so its tokens are in the answer. */
function tokensOf(session: Schemas["Session"] | undefined): Schemas["Session"] {
  if (session === undefined) throw new Error("the server has answered without tokens");
  return session;
}

/** A person's way to one server. Every call fails with a `Problem` unless it succeeds. */
export class Congvan {
  /** Every operation of the API, typed; signed in, with an Idempotency-Key, sent again where need be. */
  readonly api: Client<paths>;
  readonly #open: Client<paths>;
  readonly #session: Session;

  constructor(private readonly options: Options) {
    const { baseUrl, language = "vi", now = Date.now, onTokens = () => {}, tokens } = options;
    const common = { baseUrl, credentials: "omit", headers: { "Accept-Language": language } } as const;
    this.#open = createClient<paths>({ ...common, fetch: (request) => this.#checked(request) });
    this.api = createClient<paths>({ ...common, fetch: (request) => this.#signed(request) });
    this.api.use({
      onRequest({ request, schemaPath }) {
        const wanted = request.method === "POST" && repeatable.has(schemaPath);
        if (wanted && !request.headers.has("Idempotency-Key")) request.headers.set("Idempotency-Key", freshKey());
      },
    });
    const refresh = async (refresh_token: string) =>
      tokensOf(await body(this.#open.POST("/api/v1/sessions/refresh", { body: { refresh_token } })));
    this.#session = new Session(refresh, now, onTokens, tokens);
  }

  /** Whether somebody is signed in, as far as is known here. */
  get signedIn(): boolean {
    return this.#session.open;
  }

  /** Signs in. A `Problem` with the code `second_factor_needed` asks for the same again with `code`. */
  async signIn(username: string, password: string, code?: string): Promise<void> {
    const whoever = code === undefined ? { username, password } : { username, password, code };
    this.#session.begin(tokensOf(await body(this.#open.POST("/api/v1/sessions", { body: whoever }))));
  }

  /** Signs out: here in any case; it fails where the server could not be told. */
  async signOut(): Promise<void> {
    try {
      if (this.signedIn) await this.api.POST("/api/v1/sessions/logout");
    } catch (error) {
      // The session was over already.
      if (!Problem.is(error, 401)) throw error;
    } finally {
      this.#session.end();
    }
  }

  /** Reads a document (văn bản đến). */
  async incomingDocument(id: string): Promise<Versioned<Schemas["IncomingDocument"]>> {
    return versioned(this.api.GET("/api/v1/incoming-documents/{id}", { params: { path: { id } } }));
  }

  /** Takes a document in, and enters it in the register where `register` is given. */
  async receive(document: Schemas["ReceiveIncomingDocument"]): Promise<Versioned<Schemas["IncomingDocument"]>> {
    return versioned(this.api.POST("/api/v1/incoming-documents", { body: document }));
  }

  /**
   * Gives a command on the version that was read, and answers the document as it then stands. If somebody was faster, this is a
   * `Problem` with the code `version_changed`: read again, show it, let the person decide again.
   */
  async command(
    on: Versioned<Schemas["IncomingDocument"]>,
    command: Schemas["IncomingDocumentCommand"],
  ): Promise<Versioned<Schemas["IncomingDocument"]>> {
    const params = { path: { id: on.value.id }, header: { "If-Match": on.etag } };
    return versioned(this.api.POST("/api/v1/incoming-documents/{id}/commands", { params, body: command }));
  }

  /** Uploads a file; a command names its id afterwards. */
  async upload(name: string, content: Blob): Promise<Schemas["File"]> {
    return body(
      this.api.POST("/api/v1/files", {
        params: { query: { name } },
        headers: { "Content-Type": "application/octet-stream" },
        body: content,
        bodySerializer: (bytes) => bytes,
      }),
    );
  }

  /** Downloads a file. */
  async download(id: string): Promise<Blob> {
    return body(this.api.GET("/api/v1/files/{id}", { params: { path: { id } }, parseAs: "blob" }));
  }

  /** With a token; with a new one, once, if the server does not take it. */
  async #signed(request: Request): Promise<Response> {
    const token = await this.#session.token();
    if (token === undefined) return this.#checked(request);
    try {
      return await this.#checked(bearing(request, token));
    } catch (error) {
      if (!Problem.is(error, 401)) throw error;
      const other = await this.#session.token(token);
      if (other === undefined) throw error;
      return this.#checked(bearing(request, other));
    }
  }

  async #checked(request: Request): Promise<Response> {
    const answer = await this.#delivered(request);
    if (!answer.ok) throw await Problem.of(answer);
    return answer;
  }

  /** After a 503 or no answer nobody knows what has happened: what may be sent twice is sent again, with the same key. */
  async #delivered(request: Request): Promise<Response> {
    const { fetch: send = (it: Request) => fetch(it), resends = 2, pause = 500 } = this.options;
    const harmless = request.method === "GET" || request.headers.has("Idempotency-Key");
    for (let left = harmless ? resends : 0; ; left -= 1) {
      let wait = pause;
      try {
        const answer = await send(request.clone());
        if (answer.status !== 503 || left === 0) return answer;
        wait = (secondsToWait(answer) ?? pause / 1000) * 1000;
      } catch (error) {
        if (request.signal.aborted || left === 0) throw error;
      }
      await new Promise((done) => setTimeout(done, wait));
    }
  }
}

/** What came back, without the rest of the answer. */
export async function body<T>(answer: Promise<{ data?: T }>): Promise<T> {
  const { data } = await answer;
  if (data === undefined) throw new TypeError("Câu trả lời không có nội dung. The answer has no body.");
  return data;
}

/** What came back, with the version to name in the next command. */
export async function versioned<T>(answer: Promise<{ data?: T; response: Response }>): Promise<Versioned<T>> {
  const { response } = await answer;
  // A proxy that compresses weakens the tag; the server takes strong ones only.
  const etag = response.headers.get("ETag")?.replace(/^W\//, "");
  if (!etag) throw new TypeError("Câu trả lời không có ETag. The answer has no ETag.");
  return { value: await body(answer), etag };
}

/** Every line of a list, page after page, each page read when it is needed; `query` goes into the request's. */
export async function* all<T>(
  page: (query: { cursor?: string }) => Promise<{ data?: { items: T[]; next_cursor?: string | null } }>,
): AsyncGenerator<T, void, undefined> {
  let query: { cursor?: string } | undefined = {};
  while (query) {
    const { items, next_cursor }: { items: T[]; next_cursor?: string | null } = await body(page(query));
    yield* items;
    query = next_cursor ? { cursor: next_cursor } : undefined;
  }
}

function bearing(request: Request, token: string): Request {
  const copy = request.clone();
  copy.headers.set("Authorization", `Bearer ${token}`);
  return copy;
}

/** Not `crypto.randomUUID`: browsers have that on HTTPS and loopback alone. */
function freshKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
