// The tokens of whoever is signed in, and the new pair when the old one runs out.
import { Problem } from "./problem.js";
import type { components } from "./schema.js";

/** What keeps somebody signed in. Whoever has it can act in their name. */
export interface Tokens {
  access: string;
  refresh: string;
  /** When the access token runs out, in milliseconds since 1970 by this machine's clock. */
  until: number;
}

/** So long before its end a token is not used any more: the request takes time, too. */
const EARLY_MS = 30_000;

/** One session. A refresh token is good once, so of all requests that want a new pair only one asks for it. */
export class Session {
  #tokens: Tokens | undefined;
  #renewal: Promise<Tokens> | undefined;

  constructor(
    private readonly ask: (refreshToken: string) => Promise<components["schemas"]["Session"]>,
    private readonly now: () => number,
    private readonly changed: (tokens: Tokens | undefined) => void,
    tokens: Tokens | undefined,
  ) {
    this.#tokens = tokens;
  }

  get open(): boolean {
    return this.#tokens !== undefined;
  }

  /** An access token that holds; `refused` is one that the server did not take. Nobody signed in: undefined. */
  async token(refused?: string): Promise<string | undefined> {
    // Signing in or out meanwhile has the last word.
    for (let tokens = this.#tokens; tokens; tokens = this.#tokens) {
      if (tokens.access !== refused && this.now() < tokens.until - EARLY_MS) return tokens.access;
      this.#renewal ??= this.#renew(tokens).finally(() => (this.#renewal = undefined));
      const renewed = await this.#renewal;
      // Even a pair that runs out at once (a clock that is wrong) is the newest there is.
      if (renewed === this.#tokens) return renewed.access;
    }
    return undefined;
  }

  begin(answer: components["schemas"]["Session"]): Tokens {
    const tokens = this.#read(answer);
    this.#set(tokens);
    return tokens;
  }

  end(): void {
    this.#set(undefined);
  }

  async #renew(old: Tokens): Promise<Tokens> {
    try {
      const renewed = this.#read(await this.ask(old.refresh));
      if (this.#tokens === old) this.#set(renewed);
      return renewed;
    } catch (error) {
      if (this.#tokens === old && Problem.is(error, 401)) this.end();
      throw error;
    }
  }

  #read(answer: components["schemas"]["Session"]): Tokens {
    return {
      access: answer.access_token,
      refresh: answer.refresh_token,
      until: this.now() + answer.expires_in * 1000,
    };
  }

  #set(tokens: Tokens | undefined): void {
    this.#tokens = tokens;
    this.changed(tokens);
  }
}
