/** In which order things are done for people, whatever does them. */
import { expect, it } from 'vitest';
import type { Sketcher } from '../../src/result.ts';
import type { Artist } from '../../src/serve/artist.ts';
import { createJobs } from '../../src/serve/jobs.ts';
import { createQueue } from '../../src/serve/queue.ts';
import { photoState } from './states.ts';

it('a drawing that is asked for while its photo is looked at does not wait for the names of things', async () => {
  const log: string[] = [];
  const later = <T>(name: string, value: T) =>
    new Promise<T>((resolve) => {
      log.push(name);
      setTimeout(() => resolve(value), 5);
    });
  const sketcher = {
    look: () => later('subject', { width: 1, height: 1 }),
    things: () => later('things', { things: [] }),
    sketch: () => later('drawing', { aborted: false }),
  } as unknown as Sketcher;
  const artist: Artist = {
    ...{ warnings: [], ready: true },
    use: (work) => work(sketcher),
    async dispose() {},
  };
  const told: (string | null)[] = [];
  const jobs = createJobs(createQueue({ capacity: 9, watched: () => true }), artist, {
    publish() {},
    async onSubject(_, __, look) {
      told.push(look ? 'things' : 'subject');
    },
    onDrawn: () => 'd1',
  });
  const photo = photoState();
  const look = jobs.look(photo);
  expect(jobs.look(photo).id).toBe(look.id);
  const draw = jobs.draw({ photo, options: {}, mask: null, pinned: null, levels: false, save: false });
  await expect.poll(() => jobs.all()).toEqual([]);
  expect(log).toEqual(['subject', 'drawing', 'things']);
  expect(told).toEqual(['subject', 'things']);
  expect([jobs.get(look.id).status, jobs.get(draw.id).status]).toEqual(['done', 'done']);
});
