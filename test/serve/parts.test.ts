import { describe, expect, it } from 'vitest';
import {
  type AccessRules,
  foreignRequest,
  lacksOwnHeader,
  type RequestFacts,
  unauthorised,
} from '../../src/serve/access.ts';
import { shownName } from '../../src/serve/photo-files.ts';
import { colourRegion, maskPart } from '../../src/serve/pick-region.ts';
import { createQueue, type Task } from '../../src/serve/queue.ts';
import { readingOrder } from '../../src/serve/reading-order.ts';
import { fromSketchData, toSketchData } from '../../src/serve/sketch-data.ts';
import { shellWord } from '../../src/shell-word.ts';
import { uniformStrokes } from '../../src/strokes/stroke.ts';

describe('access', () => {
  const rules: AccessRules = { token: 't', session: 's', cookie: 'c', names: new Set(), open: false };
  const facts = (rest: Partial<RequestFacts>): RequestFacts => ({
    ...{ method: 'GET', host: '127.0.0.1:8000', origin: undefined, site: undefined },
    ...{ cookie: undefined, authorization: undefined, own: undefined, ...rest },
  });

  it.each(['127.0.0.1:8000', 'localhost:8000', '[::1]:8000', 'LOCALHOST'])('answers to %s', (host) => {
    expect(foreignRequest(facts({ host }), rules)).toBeNull();
  });

  it.each([
    'evil.example:8000',
    '10.0.0.1:8000',
    'localhost.evil.example',
    '',
    undefined,
    'a@localhost',
    '127.0.0.1:8000:1',
  ])('does not answer to %s', (host) => {
    expect(foreignRequest(facts({ host }), rules)).toMatch(/Host/);
  });

  it('answers to addresses and given names when it is open, to others never', () => {
    const open = { ...rules, open: true, names: new Set(['box']) };
    expect(foreignRequest(facts({ host: '10.0.0.1:8000' }), open)).toBeNull();
    expect(foreignRequest(facts({ host: 'box:8000' }), open)).toBeNull();
    expect(foreignRequest(facts({ host: 'evil.example' }), open)).toMatch(/Host/);
  });

  it('refuses other origins, other ports included', () => {
    expect(foreignRequest(facts({ origin: 'http://127.0.0.1:8000' }), rules)).toBeNull();
    for (const origin of ['http://127.0.0.1:9000', 'https://127.0.0.1:8000', 'null', 'http://evil.example'])
      expect(foreignRequest(facts({ origin }), rules)).toMatch(/other pages/);
  });

  it('knows cookie and token, and neither for the other', () => {
    expect(unauthorised(facts({ cookie: 'a=b; c=s' }), rules)).toBeNull();
    expect(unauthorised(facts({ authorization: 'Bearer t' }), rules)).toBeNull();
    for (const rest of [
      {},
      { cookie: 'c=t' },
      { cookie: 'd=s' },
      { authorization: 'Bearer s' },
      { authorization: 'Bearer ' },
    ])
      expect(unauthorised(facts(rest), rules)).toMatch(/no access/);
    expect(unauthorised(facts({ cookie: 'c=s', site: 'cross-site' }), rules)).toMatch(/other pages/);
  });

  it('wants its own header for what changes something', () => {
    expect(lacksOwnHeader(facts({ method: 'POST' }))).toMatch(/X-Clipasso/);
    expect(lacksOwnHeader(facts({ method: 'POST', own: '1' }))).toBeNull();
    expect(lacksOwnHeader(facts({}))).toBeNull();
  });
});

describe('the queue', () => {
  const log: string[] = [];
  const task = (id: string, background = false): Task & { end: () => void } => {
    let end = () => {};
    return {
      ...{ id, background },
      run: (signal) =>
        new Promise((resolve) => {
          log.push(`run ${id}`);
          end = resolve;
          signal.addEventListener('abort', () => resolve());
        }),
      onPlace: (place) => log.push(`${id} at ${place}`),
      onCancel: () => log.push(`cancel ${id}`),
      end: () => end(),
    };
  };
  const settle = () => new Promise((resolve) => setTimeout(resolve, 5));

  it('runs one at a time; what is drawn in the background gives way, comes back, and waits for somebody to look', async () => {
    log.length = 0;
    let watched = true;
    const queue = createQueue({ capacity: 3, watched: () => watched });
    const [level, a, b] = [task('level', true), task('a'), task('b')];
    queue.add(level);
    await settle();
    queue.add(a);
    queue.add(b);
    queue.add(task('c'));
    expect(() => queue.add(task('d'))).toThrow('3 drawings wait already');
    await settle();
    expect(log.filter((line) => line.startsWith('run'))).toEqual(['run level', 'run a']);
    expect(queue.stop('c')).toBe('waiting');
    expect(queue.stop('x')).toBeNull();
    a.end();
    await settle();
    watched = false;
    b.end();
    await settle();
    expect(queue.running).toBeNull();
    watched = true;
    queue.update();
    await settle();
    expect(log.filter((line) => line.startsWith('run'))).toEqual([
      'run level',
      'run a',
      'run b',
      'run level',
    ]);
    await queue.close();
    expect(() => queue.add(task('d'))).toThrow('closing');
  });

  it('tells a background job that is dropped while it runs that it will not run again', async () => {
    log.length = 0;
    const queue = createQueue({ capacity: 3, watched: () => true });
    queue.add(task('level', true));
    await settle();
    queue.drop(() => true);
    await settle();
    expect(log).toEqual(['run level', 'cancel level']);
    expect(queue.running).toBeNull();
  });
});

it('orders strokes so that each next one shows most', () => {
  const line = (y: number, length: number) => [0, y, length / 3, y, (2 * length) / 3, y, length, y];
  expect(readingOrder(uniformStrokes([...line(0, 30), ...line(1, 90), ...line(60, 50)], 3))).toEqual([
    1, 2, 0,
  ]);
});

it('a drawing comes back from its data as it is, one without strokes too; what is none is refused in one line', () => {
  const sketch = { width: 10, height: 20, strokes: uniformStrokes([1, 2, 3, 4, 5, 6, 7, 8.123456789], 3) };
  expect(fromSketchData(JSON.parse(JSON.stringify(toSketchData(sketch))))).toEqual(sketch);
  expect(fromSketchData({ width: 10, height: 20, strokes: [] }).strokes.widths).toHaveLength(0);
  for (const bad of [
    null,
    7,
    {},
    { width: 1, height: 1, strokes: [{}] },
    { width: -1, height: 1, strokes: [] },
  ])
    expect(() => fromSketchData(bad)).toThrow(/^[^\n]+$/);
});

it('a click takes the part of the mask, or what has the colour, that is connected with its place', () => {
  const mask = { width: 5, height: 1, data: Uint8Array.of(255, 255, 0, 255, 255) };
  expect([...maskPart(mask, 4, 0)]).toEqual([0, 0, 0, 1, 1]);
  expect([...maskPart(mask, 2, 0)]).toEqual([0, 0, 0, 0, 0]);
  const grey = (values: number[]) => Uint8Array.from(values.flatMap((v) => [v, v, v]));
  const photo = { width: 6, height: 1, data: grey([10, 12, 14, 200, 12, 10]) };
  expect([...colourRegion(photo, 0, 0, { inside: 127, fromStart: 60, step: 16, around: 0 })]).toEqual([
    1, 1, 1, 0, 0, 0,
  ]);
});

it.each([
  ['../../etc/passwd', 'passwd'],
  ['C:\\x\\cat.jpg', 'cat.jpg'],
  ['..', 'photo'],
  [undefined, 'photo'],
  ['a\nb.png', 'a\\nb.png'],
])('names are shown, never used: %j', (given, shown) => {
  expect(shownName(given)).toBe(shown);
});

it('words are quoted for their shell, and no name becomes an option', () => {
  expect(shellWord('cat.jpg', 'linux')).toBe('cat.jpg');
  expect(shellWord("it's $x.jpg", 'linux')).toBe("'it'\\''s $x.jpg'");
  expect(shellWord('-n.jpg', 'linux')).toBe('./-n.jpg');
  expect(shellWord('my cat.jpg', 'win32')).toBe('"my cat.jpg"');
});
