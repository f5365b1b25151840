// What docs/INTEGRATING.md shows of TypeScript: the same lines (test/systems.mjs compares and plays them).
import createClient from "openapi-fetch";

import type { paths } from "../src/index.js";

/** An office, asked by a system with this key. */
export function system(baseUrl: string, key: string) {
  return createClient<paths>({ baseUrl, headers: { Authorization: `Bearer ${key}` } });
}

/** Pushes a document with a file; the same call again changes nothing. */
export async function push(office: ReturnType<typeof system>, name: string, pdf: Blob, subject: string, own: string) {
  const file = await office.POST("/api/v1/files", {
    params: { query: { name }, header: { "Idempotency-Key": `${own}-tep` } },
    body: pdf as never,
    bodySerializer: (body) => body as never,
    headers: { "Content-Type": "application/octet-stream" },
  });
  if (!file.data) throw new Error(JSON.stringify(file.error));
  const made = await office.POST("/api/v1/incoming-documents", {
    params: { header: { "Idempotency-Key": own } },
    body: { facts: { author: "Sở Xây dựng", document_type: "cong_van", subject }, files: [file.data.id] },
  });
  if (!made.data) throw new Error(JSON.stringify(made.error));
  return made.data.id;
}

/** Where it stands, and how it came there. */
export async function follow(office: ReturnType<typeof system>, id: string) {
  const path = { path: { id } };
  const { data: document } = await office.GET("/api/v1/incoming-documents/{id}", { params: path });
  const { data: history } = await office.GET("/api/v1/incoming-documents/{id}/history", { params: path });
  return { state: document?.state, events: history?.items.map((entry) => entry.event) };
}

/** The files of what came in last, by their names. */
export async function receive(office: ReturnType<typeof system>) {
  const { data: page } = await office.GET("/api/v1/incoming-documents", { params: { query: { limit: 1 } } });
  const id = page?.items[0]?.id;
  if (id === undefined) return new Map<string, ArrayBuffer>();
  const { data: document } = await office.GET("/api/v1/incoming-documents/{id}", { params: { path: { id } } });
  const files = new Map<string, ArrayBuffer>();
  for (const file of document?.files ?? []) {
    const { data } = await office.GET("/api/v1/files/{id}", { params: { path: { id: file.id } }, parseAs: "arrayBuffer" });
    if (data) files.set(file.name, data as unknown as ArrayBuffer);
  }
  return files;
}
