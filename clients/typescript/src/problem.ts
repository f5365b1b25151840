// What went wrong, as an error to catch (RFC 9457).
import type { components } from "./schema.js";

type Body = components["schemas"]["Problem"];

/** A request that the server refused, or could not carry out. */
export class Problem extends Error {
  override readonly name = "Problem";
  /** The HTTP status. */
  readonly status: number;
  /** Stable short name, such as `version_changed`; `not_a_problem` where something before the server answered. */
  readonly code: string;
  /** `urn:congvan:problem:` and the code. */
  readonly type: string;
  /** The kind, for people. */
  readonly title: string;
  /** What is wrong here and what would be right, for people; the error's `message`, too. */
  readonly detail: string;
  /** What is wrong with the body, piece by piece: `/facts/author` and why. */
  readonly errors: readonly components["schemas"]["Fault"][];
  /** After how many seconds another try makes sense, where the server said so. */
  readonly retryAfter: number | undefined;

  constructor(body: Body, retryAfter?: number) {
    super(body.detail || body.title);
    this.status = body.status;
    this.code = body.code;
    this.type = body.type;
    this.title = body.title;
    this.detail = body.detail;
    this.errors = body.errors ?? [];
    this.retryAfter = retryAfter;
  }

  /** Whether it is one with this status. */
  static is(error: unknown, status: number): error is Problem {
    return error instanceof Problem && error.status === status;
  }

  /** From an answer that is no success. */
  static async of(answer: Response): Promise<Problem> {
    return new Problem((await ours(answer)) ?? strange(answer), secondsToWait(answer));
  }
}

async function ours(answer: Response): Promise<Body | undefined> {
  if (!answer.headers.get("Content-Type")?.startsWith("application/problem+json")) return undefined;
  return (await answer.json()) as Body;
}

/** A proxy's page, say. */
function strange({ status, statusText }: Response): Body {
  return { type: "about:blank", title: statusText || `HTTP ${status}`, status, detail: "", code: "not_a_problem" };
}

/** `Retry-After`; the server sends seconds, never a date. */
export function secondsToWait(answer: Response): number | undefined {
  const seconds = Number.parseInt(answer.headers.get("Retry-After") ?? "", 10);
  return Number.isNaN(seconds) ? undefined : seconds;
}
