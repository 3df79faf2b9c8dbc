/** What the routes share: parts of requests, and files as responses. */
import type { Context } from 'hono';
import { readJson } from './bodies.ts';

/** A route's pattern, from the function that makes its addresses. */
export const route = (make: (id: string) => string) => make(':id');
export const idOf = (c: Context) => c.req.param('id') ?? '';
export const jsonOf = (c: Context) => readJson(c.req.raw);

/** Responses to addresses that hold the session's id never change while the server runs. */
export function keep(c: Context, session: string): void {
  if (c.req.query('session') === session) c.header('Cache-Control', 'private, max-age=31536000, immutable');
}

/** @param name file name under which the browser saves it */
export function send(c: Context, bytes: Uint8Array, type: string, name?: string): Response {
  c.header('Content-Type', type);
  if (name !== undefined) c.header('Content-Disposition', `attachment; filename*=UTF-8''${encodeName(name)}`);
  return c.body(Uint8Array.from(bytes));
}

/** RFC 8187. */
function encodeName(name: string): string {
  return encodeURIComponent(name).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
}
