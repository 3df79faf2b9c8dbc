/** Routes of photos and their masks. */
import type { Hono } from 'hono';
import { readBytes } from './bodies.ts';
import { resizeMask } from './mask-files.ts';
import { shownName } from './photo-files.ts';
import { Refusal } from './problems.ts';
import { ROUTES } from './protocol.ts';
import { flag, readMaskPick, text } from './requests.ts';
import { idOf, jsonOf, keep, route, send } from './responses.ts';
import { LIMITS } from './session.ts';
import type { Studio } from './studio.ts';

/** Largest painted mask, in bytes. */
const MAX_MASK_BYTES = 32e6;

export function addPhotoRoutes(app: Hono, { photos, drawings, sessionId }: Studio): void {
  app.get(ROUTES.photos, (c) => c.json({ photos: photos.all() }));
  app.post(ROUTES.photos, async (c) => {
    const bytes = await readBytes(c.req.raw, LIMITS.uploadBytes, 'The photo');
    return c.json(await photos.upload(shownName(c.req.query('name')), bytes), 201);
  });
  app.get(route(ROUTES.photo), (c) => c.json(photos.get(idOf(c))));
  app.delete(route(ROUTES.photo), (c) => {
    photos.remove(idOf(c));
    return c.body(null, 204);
  });
  app.get(route(ROUTES.preview), async (c) => {
    const jpeg = await photos.preview(idOf(c), Number(c.req.query('size') ?? 1024));
    keep(c, sessionId);
    return send(c, jpeg, 'image/jpeg');
  });
  app.post(route(ROUTES.look), (c) => c.json(photos.look(idOf(c)), 202));
  app.post(route(ROUTES.masks), async (c) =>
    c.json(await photos.paint(idOf(c), await readBytes(c.req.raw, MAX_MASK_BYTES, 'The mask')), 201),
  );
  app.post(route(ROUTES.pick), async (c) =>
    c.json(await photos.pick(idOf(c), readMaskPick(await jsonOf(c))), 201),
  );
  app.post(route(ROUTES.useMask), async (c) =>
    c.json(await photos.useMask(idOf(c), text(await jsonOf(c), 'mask'))),
  );
  app.get(route(ROUTES.mask), async (c) => {
    const { png, title } = photos.mask(idOf(c));
    const size = c.req.query('size');
    if (size !== undefined && !/^[1-9]\d{0,3}$/.test(size))
      throw new Refusal('usage', 'The size must be an integer from 1 to 9999');
    const name = c.req.query('download') === undefined ? undefined : `${title}-mask.png`;
    keep(c, sessionId);
    return send(c, size === undefined ? png : await resizeMask(png, Number(size)), 'image/png', name);
  });
  app.post(route(ROUTES.choose), async (c) =>
    c.json(photos.choose(idOf(c), text(await jsonOf(c), 'drawing'))),
  );
  app.post(route(ROUTES.star), async (c) =>
    c.json(await drawings.star(idOf(c), flag(await jsonOf(c), 'star'))),
  );
  app.post(route(ROUTES.save), async (c) =>
    c.json({ files: await drawings.save(idOf(c), text(await jsonOf(c), 'drawing')) }),
  );
}
