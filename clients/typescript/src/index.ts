// What an application imports.
export { all, body, Congvan, type Options, type Schemas, versioned, type Versioned } from "./congvan.js";
export { Problem } from "./problem.js";
export type { components, operations, paths } from "./schema.js";
export type { Tokens } from "./session.js";
