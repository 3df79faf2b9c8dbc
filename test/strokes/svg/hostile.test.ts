/** Files made to break the reader: they are refused or read, in time, and nothing but a ClipassoError is thrown. */
import { describe, expect, it } from 'vitest';
import { ClipassoError } from '../../../src/errors.ts';
import { createRandom, type Random } from '../../../src/random.ts';
import { MAX_COORDINATE, MAX_STROKES } from '../../../src/strokes/limits.ts';
import { MAX_ELEMENTS } from '../../../src/strokes/svg/tree.ts';
import { readSvg, type SketchFile } from '../../../src/strokes/svg-reader.ts';

const MEGABYTE = 1e6;
const repeat = (part: string, size = MEGABYTE) => part.repeat(Math.floor(size / part.length));
const svg = (body: string) => `<svg viewBox="0 0 100 100"><g stroke="red">${body}</g></svg>`;

/** What was read, or the error's message; anything but a ClipassoError is thrown on. */
function attempt(text: string): SketchFile | string {
  try {
    return readSvg(text);
  } catch (error) {
    if (error instanceof ClipassoError) return error.message;
    throw error;
  }
}

it('more elements than are allowed are refused, just as many are read', () => {
  const of = (count: number) =>
    attempt(`<svg viewBox="0 0 9 9" stroke="red"><path d="M1 1H5"/>${'<g/>'.repeat(count - 2)}</svg>`);
  expect(of(MAX_ELEMENTS)).not.toBeTypeOf('string');
  expect(of(MAX_ELEMENTS + 1)).toContain(`more than ${MAX_ELEMENTS} elements`);
});

describe('a megabyte of junk', () => {
  it.each([
    ['attribute without value', `<svg ${repeat('a')}`],
    ['quotes in a tag', `<svg ${repeat('="')}`],
    ['attributes', `<svg ${Array.from({ length: 1e5 }, (_, i) => `a${i}=""`).join(' ')}/>`],
    ['equals signs', `<svg a${repeat('=')}/>`],
    ['spaces', `<svg ${repeat(' ')}`],
    ['less-than signs', `<svg>${repeat('<')}`],
    ['ampersands', `<svg><path d="${repeat('&')}"/></svg>`],
    ['entities', svg(`<path d="${repeat('&#32;')}"/>`)],
    ['comments', `<svg>${repeat('<!--')}`],
    ['CDATA', `<svg><![CDATA[${repeat(']')}`],
    ['DOCTYPE', `<!DOCTYPE svg ${repeat('[')}`],
    ['nesting', `<svg>${repeat('<g>')}`],
    ['empty elements', svg(repeat('<g/>'))],
    ['path data of one command', svg(`<path d="${repeat('M0 0')}"/>`)],
    ['path data of spaces', svg(`<path d="M0 0${repeat(' ')}x"/>`)],
    ['path data of digits', svg(`<path d="M0 0L${repeat('1')} 1"/>`)],
    ['path data of dots', svg(`<path d="M0 0L${repeat('.')}"/>`)],
    ['segments', svg(`<path d="M0 0${repeat('h1')}"/>`)],
    ['points', svg(`<polygon points="${repeat('0 1 ')}"/>`)],
    ['transform of letters', svg(`<g transform="${repeat('a')}"/>`)],
    ['transform of brackets', svg(`<g transform="${repeat('a(')}"/>`)],
    ['transforms', svg(`<g transform="${repeat('rotate(1)')}"/>`)],
    ['style of semicolons', svg(`<g style="${repeat(';')}"/>`)],
    ['style of brackets', svg(`<g style="a:${repeat('(')}"/>`)],
    ['style sheet of rules', svg(`<style>${repeat('.a{b:c}', 2e5)}</style>${repeat('<g/>', 1e4)}`)],
    ['style sheet of descendants', svg(`<style>${repeat('g ', 2e5)}{b:c}</style>`)],
    ['style sheet of brackets', svg(`<style>${repeat('{')}</style>`)],
    ['colour', svg(`<path d="M0 0L1 1" stroke="${repeat('rgb(')}"/>`)],
    ['length', svg(`<circle r="${repeat('1')}"/>`)],
    ['viewBox', `<svg viewBox="${repeat('1 ')}"/>`],
  ])('%s', { timeout: 120_000 }, (_, text) => {
    const before = process.cpuUsage();
    const result = attempt(text);
    // what takes time in the square of the length takes hours
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1e6).toBeLessThan(10);
    if (typeof result === 'string') {
      expect(result.length).toBeLessThan(300);
      expect(result).not.toContain('\n');
    }
  });
});

describe('limits', () => {
  it.each([
    ['text', `<svg>${' '.repeat(2 ** 24)}</svg>`, 'more than 16 MB of text'],
    ['elements', `<svg viewBox="0 0 9 9">${'<g/>'.repeat(100_000)}</svg>`, 'more than 100000 elements'],
    ['nesting', `<svg>${'<g>'.repeat(300)}${'</g>'.repeat(300)}</svg>`, 'nested more than 256 deep'],
    [
      'strokes of one path',
      svg(`<path d="M0 0${'h1'.repeat(MAX_STROKES + 1)}"/>`),
      'Line 1, column 44, <path>: more than 4096 strokes',
    ],
    ['strokes of many', svg('<path d="M0 0h1"/>'.repeat(MAX_STROKES + 1)), 'more than 4096 strokes'],
    [
      'copies of copies',
      svg(
        Array.from(
          { length: 12 },
          (_, i) => `<g id="g${i + 1}">${`<use href="#g${i}"/>`.repeat(10)}</g>`,
        ).join(''),
      ),
      'copies by <use> included',
    ],
    [
      'style sheet times elements',
      svg(`<style>${'.a .b{c:d}'.repeat(2000)}</style>${'<g/>'.repeat(9000)}`),
      'CSS selectors for',
    ],
  ])('%s', (_, text, message) => {
    expect(attempt(text)).toContain(message);
  });

  it('takes as many strokes as are allowed', () => {
    const { sketch } = readSvg(svg(`<path d="M0 0${'h1'.repeat(MAX_STROKES)}"/>`));
    expect(sketch.strokes.widths).toHaveLength(MAX_STROKES);
  });

  it('expands no entities and follows no references', () => {
    const laughs = `<!DOCTYPE svg [<!ENTITY a "ha">${['b', 'c', 'd', 'e']
      .map((name, i) => `<!ENTITY ${name} "${`&${'abcd'[i]};`.repeat(100)}">`)
      .join('')}<!ENTITY file SYSTEM "file:///etc/passwd">]>`;
    const { metadata } = readSvg(
      `${laughs}<svg viewBox="0 0 9 9"><metadata>{"e":"&e;&file;"}</metadata><path stroke="red" d="M0 0L1 1"/></svg>`,
    );
    expect(metadata).toEqual({ e: '&e;&file;' });
  });

  it('draws what uses itself once', () => {
    const { sketch, warnings } = readSvg(svg('<g id="a"><path d="M0 0L1 1"/><use href="#a"/></g>'));
    expect(sketch.strokes.widths).toHaveLength(1);
    expect(warnings).toEqual(['left out: 1 x use of itself']);
  });
});

describe('mutated files', () => {
  const SEEDS = [
    svg(
      '<path d="M1 2C3 4 5 6 7 8S9 9 1 1Q2 3 4 5T6 7A1 2 3 0 1 9 9z" style="stroke:#123;stroke-width:2px"/>',
    ),
    '<svg width="40mm" height="3cm"><style>.a &gt; path{stroke:red !important}</style><g class="a" transform="translate(1 2)"><path d="m1 1h2v3l-4-5"/></g></svg>',
    svg(
      '<symbol id="s" viewBox="0 0 9 9"><rect width="5" height="50%" rx="1"/></symbol><use xlink:href="#s" x="3" width="50" height="20"/><circle r="4" cx="1in"/>',
    ),
    '<?xml version="1.0"?><!DOCTYPE svg><svg viewBox="0 0 9 9"><metadata><![CDATA[{"a":1}]]></metadata><polygon points="1,2 3,4 5,6" stroke="rgb(1,2,3)" opacity=".5"/></svg>',
  ];
  const TOKENS = [
    '1e999',
    '-1e308',
    'NaN',
    '1e-400',
    '"',
    "'",
    '<',
    '>',
    '/>',
    '&',
    ';',
    '{',
    '}',
    '(',
    ')',
    '%',
    ':',
    '#s',
    'url(#s)',
    '\u0000',
    '\uffff',
    '\ud800',
    '<!--',
    ']]>',
    '<g>',
    '</g>',
    '<use href="#s"/>',
    'M',
    'z',
    'none',
    ' ',
  ];

  function mutate(text: string, random: Random): string {
    let result = text;
    for (let k = random.integer(2) + 1; k > 0; k--) {
      const at = random.integer(result.length + 1);
      const [head, tail] = [result.slice(0, at), result.slice(at)];
      const cut = random.integer(3) * random.integer(12);
      const way = random.integer(4);
      if (way === 0) result = head + tail.slice(cut);
      else if (way === 1) result = head + TOKENS[random.integer(TOKENS.length)] + tail.slice(cut);
      else if (way === 2) result = head + tail.slice(0, 40) + tail;
      else result = head + tail.replace(/\d+(\.\d+)?/, TOKENS[random.integer(4)]);
    }
    return result;
  }

  it('are read or refused in one line, and what is read can be drawn', { timeout: 60_000 }, () => {
    const random = createRandom(21);
    let read = 0;
    for (let i = 0; i < 2000; i++) {
      const text = mutate(SEEDS[i % SEEDS.length], random);
      const result = attempt(text);
      if (typeof result === 'string') {
        expect(result.length, text).toBeLessThan(300);
        // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
        expect(result, text).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/);
        continue;
      }
      read++;
      const { width, height, strokes } = result.sketch;
      for (const value of [width, height, ...strokes.points, ...strokes.widths]) {
        expect(Math.abs(value), text).toBeLessThanOrEqual(MAX_COORDINATE);
      }
      expect(Math.min(width, height, ...strokes.widths), text).toBeGreaterThan(0);
    }
    expect(read).toBeGreaterThan(200);
    expect(read).toBeLessThan(1900);
  });
});
