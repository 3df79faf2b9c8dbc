/** HTTP routes, with access control and error responses. */
import { type Context, Hono } from 'hono';
import { streamSSE } from 'hono/streaming';
import { writeStrokesJson } from '../strokes/json.ts';
import { type AccessRules, foreignRequest, lacksOwnHeader, sameText, unauthorised } from './access.ts';
import { readBytes, readJson } from './bodies.ts';
import { resizeMask } from './mask-files.ts';
import type { PageFiles } from './page-files.ts';
import { shownName } from './photo-files.ts';
import { problemOf, Refusal } from './problems.ts';
import { REQUEST_HEADER, ROUTES } from './protocol.ts';
import { flag, readDrawRequest, readEdit, readExportRequest, readMaskPick, text } from './requests.ts';
import { LIMITS } from './session.ts';
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
/** Largest painted mask, in bytes. */
const MAX_MASK_BYTES = 32e6;
/** Milliseconds of silence after which an event stream sends a comment, so that connections are not closed as idle. */
const PING_MS = 15_000;

export function createApp(studio: Studio, rules: AccessRules, page: PageFiles): Hono {
  const app = new Hono();
  const id = (c: Context) => c.req.param('id') ?? '';
  const route = (make: (id: string) => string) => make(':id');
  const json = (c: Context) => readJson(c.req.raw);

  /** Responses to addresses that hold the session's id never change while the server runs. */
  const keepable = (c: Context) => {
    if (c.req.query('session') === studio.sessionId)
      c.header('Cache-Control', 'private, max-age=31536000, immutable');
  };

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

  app.use(async (c, next) => {
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
  });

  app.get('/', async (c, next) => {
    const token = c.req.query('token');
    if (token === undefined) return next();
    if (!sameText(token, rules.token))
      throw new Refusal('forbidden', 'This is not the address that clipasso serve printed', 401);
    c.header('Set-Cookie', `${rules.cookie}=${rules.session}; Path=/; HttpOnly; SameSite=Strict`);
    c.header('Cache-Control', 'no-store');
    return c.redirect('/', 303);
  });

  app.get(ROUTES.session, (c) => c.json(studio.session()));
  app.get(ROUTES.events, (c) =>
    streamSSE(c, async (stream) => {
      const subscription = studio.hub.subscribe();
      stream.onAbort(subscription.end);
      try {
        await stream.writeSSE({ data: JSON.stringify(studio.snapshot()) });
        for (;;) {
          const events = await subscription.next(PING_MS);
          if (events === null) break;
          if (events.length === 0) await stream.write(': alive\n\n');
          for (const event of events) await stream.writeSSE({ data: JSON.stringify(event) });
        }
      } finally {
        subscription.end();
      }
    }),
  );

  app.get(ROUTES.photos, (c) => c.json({ photos: studio.photos() }));
  app.post(ROUTES.photos, async (c) => {
    const bytes = await readBytes(c.req.raw, LIMITS.uploadBytes, 'The photo');
    return c.json(await studio.upload(shownName(c.req.query('name')), bytes), 201);
  });
  app.get(route(ROUTES.photo), (c) => c.json(studio.photo(id(c))));
  app.delete(route(ROUTES.photo), (c) => {
    studio.remove(id(c));
    return c.body(null, 204);
  });
  app.get(route(ROUTES.preview), async (c) => {
    const jpeg = await studio.preview(id(c), Number(c.req.query('size') ?? 1024));
    keepable(c);
    return send(c, jpeg, 'image/jpeg');
  });
  app.post(route(ROUTES.look), (c) => c.json(studio.look(id(c)), 202));
  app.post(route(ROUTES.masks), async (c) =>
    c.json(await studio.paint(id(c), await readBytes(c.req.raw, MAX_MASK_BYTES, 'The mask')), 201),
  );
  app.post(route(ROUTES.pick), async (c) =>
    c.json(await studio.pick(id(c), readMaskPick(await json(c))), 201),
  );
  app.post(route(ROUTES.useMask), async (c) =>
    c.json(await studio.useMask(id(c), text(await json(c), 'mask'))),
  );
  app.post(route(ROUTES.choose), async (c) => c.json(studio.choose(id(c), text(await json(c), 'drawing'))));
  app.post(route(ROUTES.star), async (c) => c.json(await studio.star(id(c), flag(await json(c), 'star'))));
  app.post(route(ROUTES.save), async (c) =>
    c.json({ files: await studio.save(id(c), text(await json(c), 'drawing')) }),
  );
  app.get(route(ROUTES.mask), async (c) => {
    const { png, title } = studio.mask(id(c));
    const size = c.req.query('size');
    if (size !== undefined && !/^[1-9]\d{0,3}$/.test(size))
      throw new Refusal('usage', 'The size must be an integer from 1 to 9999');
    const name = c.req.query('download') === undefined ? undefined : `${title}-mask.png`;
    keepable(c);
    return send(c, size === undefined ? png : await resizeMask(png, Number(size)), 'image/png', name);
  });

  app.get(ROUTES.jobs, (c) => c.json({ jobs: studio.jobs.all() }));
  app.post(ROUTES.jobs, async (c) => c.json(studio.draw(readDrawRequest(await json(c))), 202));
  app.get(route(ROUTES.job), (c) => c.json(studio.jobs.get(id(c))));
  app.delete(route(ROUTES.job), (c) => c.json(studio.jobs.stop(id(c), true)));
  app.post(route(ROUTES.stop), (c) => c.json(studio.jobs.stop(id(c), false)));

  app.get(route(ROUTES.drawing), (c) => c.json(studio.drawing(id(c))));
  app.put(route(ROUTES.drawing), async (c) => {
    return c.json(studio.edit(id(c), readEdit(await json(c))));
  });
  app.get(route(ROUTES.pinned), (c) => {
    const pinned = studio.pinned(id(c));
    if (!pinned) throw new Refusal('not-found', 'No strokes were pinned for this drawing');
    return send(c, Buffer.from(writeStrokesJson(pinned)), 'application/json', 'pinned.json');
  });
  app.post(ROUTES.export, async (c) => {
    const { bytes, type, name } = await studio.export(readExportRequest(await json(c)));
    return send(c, bytes, type, name);
  });
  app.post(ROUTES.plot, async (c) => c.json(studio.plot(readExportRequest(await json(c)))));
  app.post(ROUTES.command, async (c) => c.json(studio.command(readExportRequest(await json(c)))));

  app.get('*', (c) => {
    const file = page.get(c.req.path);
    if (!file) throw new Refusal('not-found', 'There is nothing at this address');
    c.header('Cache-Control', file.immutable ? 'max-age=31536000, immutable' : 'no-cache');
    return send(c, file.bytes, file.type);
  });
  return app;
}

/** @param name file name under which the browser saves it */
function send(c: Context, bytes: Uint8Array, type: string, name?: string): Response {
  c.header('Content-Type', type);
  if (name !== undefined) c.header('Content-Disposition', `attachment; filename*=UTF-8''${encodeName(name)}`);
  return c.body(Uint8Array.from(bytes));
}

/** RFC 8187. */
function encodeName(name: string): string {
  return encodeURIComponent(name).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
}
