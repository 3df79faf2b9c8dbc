/** Routes of jobs, drawings and their files. */
import type { Hono } from 'hono';
import { writeStrokesJson } from '../strokes/json.ts';
import { Refusal } from './problems.ts';
import { ROUTES } from './protocol.ts';
import { readDrawRequest, readEdit, readExportRequest } from './requests.ts';
import { idOf, jsonOf, route, send } from './responses.ts';
import type { Studio } from './studio.ts';

export function addDrawingRoutes(app: Hono, { drawings, jobs }: Studio): void {
  app.get(ROUTES.jobs, (c) => c.json({ jobs: jobs.all() }));
  app.post(ROUTES.jobs, async (c) => c.json(drawings.draw(readDrawRequest(await jsonOf(c))), 202));
  app.get(route(ROUTES.job), (c) => c.json(jobs.get(idOf(c))));
  app.delete(route(ROUTES.job), (c) => c.json(jobs.stop(idOf(c), true)));
  app.post(route(ROUTES.stop), (c) => c.json(jobs.stop(idOf(c), false)));

  app.get(route(ROUTES.drawing), (c) => c.json(drawings.get(idOf(c))));
  app.put(route(ROUTES.drawing), async (c) => c.json(drawings.edit(idOf(c), readEdit(await jsonOf(c)))));
  app.get(route(ROUTES.pinned), (c) => {
    const pinned = drawings.pinned(idOf(c));
    if (!pinned) throw new Refusal('not-found', 'No strokes were pinned for this drawing');
    return send(c, Buffer.from(writeStrokesJson(pinned)), 'application/json', 'pinned.json');
  });
  app.post(ROUTES.export, async (c) => {
    const { bytes, type, name } = await drawings.export(readExportRequest(await jsonOf(c)));
    return send(c, bytes, type, name);
  });
  app.post(ROUTES.plot, async (c) => c.json(drawings.plot(readExportRequest(await jsonOf(c)))));
  app.post(ROUTES.command, async (c) => c.json(drawings.command(readExportRequest(await jsonOf(c)))));
}
