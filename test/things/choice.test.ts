import { describe, expect, it } from 'vitest';
import { resolveSketchOptions } from '../../src/options.ts';
import { parseChoice } from '../../src/things/choice.ts';

const px = (value: number) => ({ value, unit: 'px' });
const percent = (value: number) => ({ value, unit: '%' });
const parse = (text: string) => parseChoice('subject', text);

describe('parseChoice', () => {
  it.each([
    ['dog', [{ kind: 'word', word: 'dog', one: false }]],
    ['The  Bicycle', [{ kind: 'word', word: 'bicycle', one: true }]],
    [
      'a dog, cats',
      [
        { kind: 'word', word: 'dog', one: true },
        { kind: 'word', word: 'cats', one: false },
      ],
    ],
    ['2', [{ kind: 'number', number: 2 }]],
    [
      '1;3',
      [
        { kind: 'number', number: 1 },
        { kind: 'number', number: 3 },
      ],
    ],
    ['120,80', [{ kind: 'point', x: px(120), y: px(80) }]],
    ['1.5%, 20', [{ kind: 'point', x: percent(1.5), y: px(20) }]],
    [
      '1,2;3,4',
      [
        { kind: 'point', x: px(1), y: px(2) },
        { kind: 'point', x: px(3), y: px(4) },
      ],
    ],
    ['0,0,50%,100%', [{ kind: 'box', x: px(0), y: px(0), width: percent(50), height: percent(100) }]],
    [
      '1,dog,3,4,all',
      [
        { kind: 'number', number: 1 },
        { kind: 'word', word: 'dog', one: false },
        { kind: 'point', x: px(3), y: px(4) },
        { kind: 'all' },
      ],
    ],
  ])('reads %s', (text, picks) => {
    expect(parse(text)).toEqual(picks);
  });

  it.each([
    ['', /Expected a word/],
    ['dog,', /none of them empty/],
    ['1,2,3', /3 numbers in a row say nothing for subject/],
    ['0', /a whole number from 1/],
    ['1.5', /a whole number from 1/],
    ['50%', /a whole number from 1/],
    ['10,10,0,5', /a width and a height above 0/],
  ])('refuses %j in one line', (text, message) => {
    expect(() => parse(text)).toThrow(message);
  });

  it('takes items as data, and checks them', () => {
    const picks = [{ kind: 'number', number: 2 }] as const;
    expect(parseChoice('subject', picks)).toEqual(picks);
    expect(() => parseChoice('subject', [])).toThrow(/for subject/);
    expect(() => parseChoice('exclude', [{ kind: 'number', number: 0 }])).toThrow(/for exclude/);
    expect(() => parseChoice('subject', [{ kind: 'pixel' } as never])).toThrow(/"pixel"/);
  });
});

describe('the options subject and exclude', () => {
  it('are refused beside a mask', () => {
    expect(() => resolveSketchOptions({ subject: 'dog', mask: 'mask.png' })).toThrow(/subject and mask both/);
    expect(() => resolveSketchOptions({ exclude: 'dog', mask: 'none' })).toThrow(/exclude and mask both/);
    expect(resolveSketchOptions({ subject: 'dog' }).subject).toBe('dog');
  });

  it('are read when they are given, not when a photo is drawn', () => {
    expect(() => resolveSketchOptions({ subject: '1,2,3' })).toThrow(/for subject/);
    expect(() => resolveSketchOptions({ exclude: ',' })).toThrow(/for exclude/);
  });
});
