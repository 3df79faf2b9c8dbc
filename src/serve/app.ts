/** HTTP routes, with access control and error responses. */
import { type Context, Hono, type MiddlewareHandler } from 'hono';
import { streamSSE } from 'hono/streaming';
import { type AccessRules, foreignRequest, lacksOwnHeader, sameText, unauthorised } from './access.ts';
import { addDrawingRoutes } from './drawing-routes.ts';
import type { PageFiles } from './page-files.ts';
import { addPhotoRoutes } from './photo-routes.ts';
import { problemOf, Refusal } from './problems.ts';
import { REQUEST_HEADER, ROUTES } from './protocol.ts';
import { send } from './responses.ts';
import type { Studio } from './studio.ts';

const HEADERS: Readonly<Record<string, string>> = {
  'Content-Security-Policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; connect-src 'self'; " +
    "font-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'X-Frame-Options': 'DENY',
};
/** Milliseconds of silence after which an event stream sends a comment, so that connections are not closed as idle. */
const PING_MS = 15_000;

export function createApp(studio: Studio, rules: AccessRules, page: PageFiles): Hono {
  const app = new Hono();
  app.onError((error, c) => {
    const { status, ...problem } = problemOf(error);
    return c.json(
      { error: problem },
      { status: status as 500, headers: { ...HEADERS, 'Cache-Control': 'no-store' } },
    );
  });
  app.notFound(() => {
    throw new Refusal('not-found', 'There is nothing at this address');
  });

  app.use(guard(rules));
  app.get('/', enter(rules));
  app.get(ROUTES.session, (c) => c.json(studio.session()));
  app.get(ROUTES.events, (c) => streamEvents(c, studio));
  addPhotoRoutes(app, studio);
  addDrawingRoutes(app, studio);

  app.get('*', (c) => {
    const file = page.get(c.req.path);
    if (!file) throw new Refusal('not-found', 'There is nothing at this address');
    c.header('Cache-Control', file.immutable ? 'max-age=31536000, immutable' : 'no-cache');
    return send(c, file.bytes, file.type);
  });
  return app;
}

/** Refuses requests that are not of the server's own pages. */
function guard(rules: AccessRules): MiddlewareHandler {
  return async (c, next) => {
    const facts = {
      method: c.req.method,
      host: c.req.header('host'),
      origin: c.req.header('origin'),
      site: c.req.header('sec-fetch-site'),
      cookie: c.req.header('cookie'),
      authorization: c.req.header('authorization'),
      own: c.req.header(REQUEST_HEADER),
    };
    const foreign = foreignRequest(facts, rules);
    if (foreign) throw new Refusal('forbidden', foreign);
    if (c.req.path.startsWith('/api/')) {
      const unknown = unauthorised(facts, rules);
      if (unknown) throw new Refusal('forbidden', unknown, 401);
      const bare = lacksOwnHeader(facts);
      if (bare) throw new Refusal('forbidden', bare);
      c.header('Cache-Control', 'no-store');
    }
    for (const [name, value] of Object.entries(HEADERS)) c.header(name, value);
    await next();
  };
}

/** Exchanges the token of the address that `clipasso serve` printed for a cookie. */
function enter(rules: AccessRules): MiddlewareHandler {
  return async (c, next) => {
    const token = c.req.query('token');
    if (token === undefined) return next();
    if (!sameText(token, rules.token))
      throw new Refusal('forbidden', 'This is not the address that clipasso serve printed', 401);
    c.header('Set-Cookie', `${rules.cookie}=${rules.session}; Path=/; HttpOnly; SameSite=Strict`);
    c.header('Cache-Control', 'no-store');
    return c.redirect('/', 303);
  };
}

/** Sends all there is, then each change. */
function streamEvents(c: Context, { hub, snapshot }: Studio): Response {
  return streamSSE(c, async (stream) => {
    const subscription = hub.subscribe();
    stream.onAbort(subscription.end);
    try {
      await stream.writeSSE({ data: JSON.stringify(snapshot()) });
      for (;;) {
        const events = await subscription.next(PING_MS);
        if (events === null) break;
        if (events.length === 0) await stream.write(': alive\n\n');
        for (const event of events) await stream.writeSSE({ data: JSON.stringify(event) });
      }
    } finally {
      subscription.end();
    }
  });
}
