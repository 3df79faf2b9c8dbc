/** Drawings over HTTP: variants, other numbers of strokes, strokes that stay, a run that is stopped, and every format. */
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type {
  CommandLine,
  DrawingInfo,
  DrawRequest,
  JobInfo,
  PhotoInfo,
  ServerEvent,
} from '../../src/serve/protocol.ts';
import { type BuiltServer, builtServer } from '../helpers/built-server.ts';
import { examplePath } from '../helpers/examples.ts';

let server: BuiltServer;
let photo: string;
/** The drawing that all others come from. */
let drawing: DrawingInfo;

beforeAll(async () => {
  server = await builtServer({ source: null });
  const body = Uint8Array.from(await sharp(examplePath('duck')).resize(240).png().toBuffer());
  const answer = await server.ask('/api/photos?name=duck.png', { method: 'POST', body });
  photo = ((await answer.json()) as PhotoInfo).id;
});
afterAll(() => server.close());

/** Draws nothing that takes long. */
const QUICK = { preset: 'draft', strokes: 4, iterations: 0, seeds: 1 } as const;

const draw = (request: Partial<DrawRequest>) =>
  server.send<JobInfo>('POST', '/api/jobs', {
    photo,
    mask: 'none',
    levels: false,
    options: QUICK,
    ...request,
  });
const drawn = (id: string) => server.send<DrawingInfo>('GET', `/api/drawings/${id}`);
const commandFor = (id: string) =>
  server.send<CommandLine>('POST', '/api/command', { drawing: id, format: 'svg' });

async function ended(id: string): Promise<JobInfo> {
  for (;;) {
    const job = await server.send<JobInfo>('GET', `/api/jobs/${id}`);
    if (!/queued|running/.test(job.status)) return job;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Listens until an event is the one that is waited for. */
async function eventThat<T>(pick: (event: ServerEvent) => T | undefined): Promise<T> {
  const stream = await server.ask('/api/events');
  const reader = stream.body!.pipeThrough(new TextDecoderStream()).getReader();
  try {
    for (let text = ''; ; ) {
      const { value } = await reader.read();
      const parts = (text + value).split('\n\n');
      text = parts.pop()!;
      for (const part of parts.filter((each) => each.startsWith('data: '))) {
        const found = pick(JSON.parse(part.slice(6)));
        if (found !== undefined) return found;
      }
    }
  } finally {
    await reader.cancel();
  }
}

it('the seeds that did not win are variants; one that is chosen is drawn again by --take', async () => {
  // starts from the saliency map always differ
  const job = await ended((await draw({ options: { ...QUICK, init: 'saliency', seeds: 2 } })).id);
  expect(job).toMatchObject({ status: 'done', stopped: false });
  const { drawings } = await server.send<PhotoInfo>('GET', `/api/photos/${photo}`);
  drawing = await drawn(job.drawing!);
  const variant = drawings.find(({ kind }) => kind === 'variant')!;
  expect(variant).toMatchObject({ of: drawing.id, job: job.id });
  expect(new Set([variant.seed, drawing.seed])).toEqual(new Set([0, 1]));
  expect(variant.loss).toBeGreaterThanOrEqual(drawing.loss!);
  const chosen = await server.send<PhotoInfo>('POST', `/api/photos/${photo}/choose`, { drawing: variant.id });
  expect(chosen.drawing).toBe(variant.id);
  expect((await commandFor(variant.id)).command).toContain(`--take ${variant.seed}`);
  expect((await commandFor(drawing.id)).command).not.toContain('--take');
});

it('strokes that are pinned come first, as they are, and are pinned in the new drawing', async () => {
  const pinned = { ...drawing.sketch, strokes: drawing.sketch.strokes.slice(1, 3) };
  const job = await ended((await draw({ pinned, from: drawing.id })).id);
  const anew = await drawn(job.drawing!);
  expect(anew.pins).toEqual([0, 1]);
  for (const [i, { points }] of pinned.strokes.entries())
    for (const [k, value] of points.entries()) expect(anew.sketch.strokes[i].points[k]).toBeCloseTo(value, 3);
  const command = await commandFor(anew.id);
  expect(command.command).toContain('--from duck-pinned.json --keep');
  const [need] = command.needs;
  expect(need).toMatchObject({ name: 'duck-pinned.json', kind: 'strokes' });
  expect(await server.send('GET', need.href)).toMatchObject({ format: 'clipasso-strokes' });
  const tooMany = await server.ask('/api/jobs', {
    method: 'POST',
    body: JSON.stringify({ photo, pinned, options: { strokes: 1 } }),
  });
  expect(tooMany.status).toBe(400);
});

it('a run that is stopped keeps the best drawing so far, and says that the command draws another', async () => {
  const { id } = await draw({ options: { ...QUICK, iterations: 500 } });
  await eventThat((event) => (event.type === 'strokes' && event.job === id && event.step > 0) || undefined);
  await server.ask(`/api/jobs/${id}/stop`, { method: 'POST' });
  const job = await ended(id);
  expect(job).toMatchObject({ status: 'done', stopped: true, error: null });
  const best = await drawn(job.drawing!);
  expect(best.aborted).toBe(true);
  expect(best.sketch.strokes.length).toBeGreaterThan(0);
  expect(await commandFor(best.id)).toMatchObject({
    exact: false,
    note: 'This drawing was stopped early; the command draws it to the end',
  });
});

it('other numbers of strokes follow in the background while somebody listens, and belong to the drawing', async () => {
  const { id } = await draw({ levels: true });
  const level = await eventThat((event) =>
    event.type === 'drawing' && event.drawing.kind === 'level' ? event.drawing : undefined,
  );
  const { drawing: asked } = await server.send<JobInfo>('GET', `/api/jobs/${id}`);
  expect(level).toMatchObject({ of: asked, asked: 8 });
  expect(level.order).toHaveLength(level.sketch.strokes.length);
  const { drawing: shown } = await server.send<PhotoInfo>('GET', `/api/photos/${photo}`);
  expect(shown).toBe(asked);
});

it.each([
  ['svg', '<svg'],
  ['png', '\x89PNG'],
  ['jpg', '\xff\xd8\xff'],
  ['webp', 'RIFF'],
  ['gif', 'GIF8'],
  ['pdf', '%PDF'],
  ['json', '{'],
  ['hpgl', 'IN;'],
  ['gcode', ';'],
  ['dxf', '999'],
])('a drawing is exported as %s', async (format, beginning) => {
  const answer = await server.ask('/api/export', {
    method: 'POST',
    body: JSON.stringify({ drawing: drawing.id, format, style: { size: 64, seconds: 0.3 } }),
  });
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-disposition')).toContain(`duck.${format}`);
  expect(
    Buffer.from(await answer.arrayBuffer())
      .toString('latin1')
      .slice(0, beginning.length),
  ).toBe(beginning);
});

it.each([
  [{ format: 'mp4' }, 'The format must be one of'],
  [{ format: 'png', style: { size: 99_999 } }, '16384'],
  [{ format: 'svg', style: { color: 'no colour' } }, 'no colour'],
  [{ format: 'svg', plotter: { paper: 'a99' } }, 'a99'],
  [{ format: 'svg', sketch: { width: 1, height: 1, strokes: [{ points: [Number.NaN] }] } }, ''],
])('an export that cannot be is refused in one line: %j', async (order, words) => {
  const body = JSON.stringify({ drawing: drawing.id, ...order });
  const answer = await server.ask('/api/export', { method: 'POST', body });
  expect(answer.status).toBe(400);
  const { error } = (await answer.json()) as { error: { message: string } };
  expect(error.message).toMatch(/^[^\n]+$/);
  expect(error.message).toContain(words);
});
