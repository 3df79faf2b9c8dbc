/** Invalid configs, numbers and names. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type CommandCase, type HostileCase, type Kind, pick } from '../case.ts';
import { DRAWING_SVG, mutateText, PHOTO } from '../files.ts';

const CONFIG = '{ "strokes": 8, "learning-rate": 0.5, "color": "navy", "size": 64, "nested": true }';

const CONFIGS: readonly [title: string, expect: CommandCase['expect'], content: string | Buffer][] = [
  ['in UTF-16', 'done', Buffer.from(`\ufeff${CONFIG}`, 'utf16le')],
  ['with a byte order mark', 'done', `\ufeff${CONFIG}`],
  ['empty', 'refused', ''],
  ['null', 'refused', 'null'],
  ['a list', 'refused', '[1]'],
  ['of 100,000 levels', 'refused', '['.repeat(100_000)],
  ['of 2 MB', 'refused', `{}${' '.repeat(2e6)}`],
  ['with control characters in a key', 'refused', '{ "a\\u001b[31m\\n": 1 }'],
  ['with __proto__', 'refused', '{ "__proto__": { "size": 3 } }'],
  ['with an object for a number', 'refused', '{ "size": { "a": 1 } }'],
  ['with an empty list', 'refused', '{ "size": [] }'],
  ['with a huge number', 'refused', '{ "size": 1e999 }'],
  ['with constructor for a paper', 'refused', '{ "paper": "constructor" }'],
  ['binary', 'refused', Buffer.from([1, 2, 3, 0xff, 0xfe, 0])],
];

export const CONFIGS_KIND: Kind = {
  name: 'configs',
  count: 40,
  make(index, random): HostileCase {
    const known = CONFIGS[index];
    const [title, expect, content] = known ?? ['changed', 'either' as const, mutateText(CONFIG, random)];
    return {
      title: `a config ${title}`,
      async prepare(folder) {
        const work = join(folder, 'work');
        await writeFile(join(work, 'a.svg'), DRAWING_SVG);
        await writeFile(join(work, 'c.json'), content);
        return { args: ['render', 'a.svg', '-o', 'b.png', '--config', 'c.json'], expect, outputs: ['b.png'] };
      },
    };
  },
};

const SKETCH_NUMBERS = [
  '--strokes',
  '--width',
  '--iterations',
  '--seeds',
  '--seed',
  '--threads',
  '--learning-rate',
  '--decay',
  '--contours',
  '--focus',
  '--views',
  '--record',
  '--size',
  '--seconds',
  '--target',
  '--margin',
  '--background',
  '--take',
  '--pen-width',
  '--feed',
  '--pen-up',
  '--pen-down',
];
const VALUES = [
  'NaN',
  'Infinity',
  '-Infinity',
  '-1',
  '1e999',
  '99999999999999999999',
  '',
  ' ',
  '0x10',
  '1,2',
  '1_000',
  '\uff11\uff12',
  '-0',
  '1.5',
  '4294967296',
  '1e-400',
  'null',
  '\u0661',
  '1.5.2',
  'constructor',
  '--',
  '1\n2',
  '\u001b[2J',
];
const CHOICES = [
  '--init',
  '--teacher',
  '--engine',
  '--preset',
  '--plotter',
  '--color',
  '--paper',
  '--semantic',
  '--mask',
  '--from',
  '--align',
  '--model-dir',
];
const WORDS = [
  'constructor',
  '__proto__',
  'toString',
  '',
  '../..',
  'a\u001b[31mb',
  'x'.repeat(5000),
  '\u202etxt',
  'none\0'.replace('\0', ''),
];

/** Flags for the least work, if a value is valid after all. */
const LEAST = '-n 1 --iterations 0 --seeds 1 --views 1 --init saliency --contours 0 --focus 0'.split(' ');

/** Values that are invalid for each option, or names that do not exist. */
export const NUMBERS: Kind = {
  name: 'numbers',
  count: 60,
  make(_, random): HostileCase {
    const isNumber = random.integer(3) > 0;
    const option = pick(random, isNumber ? SKETCH_NUMBERS : CHOICES);
    const value = pick(random, isNumber ? VALUES : WORDS);
    return {
      title: `${option} ${JSON.stringify(value.slice(0, 30))}`,
      async prepare(folder) {
        await writeFile(join(folder, 'work', 'photo.jpg'), PHOTO);
        const args = ['sketch', 'photo.jpg', '-o', 'out.svg', ...LEAST, option, value];
        return { args, expect: 'either', outputs: ['out.svg'] };
      },
    };
  },
};

const NAMES = [
  'a b',
  "it's",
  '$(touch pwned)',
  '`x`',
  'a\nb',
  'a\tb',
  'a\u001b[31mb',
  '\u202egnp',
  'é',
  'e\u0301',
  '日本',
  '🐴',
  'a'.repeat(240),
  '-n',
  '--json',
  '-',
  '*',
  '[a]',
  '{a}',
  '{name}',
  '{{x}}',
  'a%00b',
  'a.png[page=1]',
  'CON',
  '.hidden',
  '...',
  'a&b<c>',
  '"q"',
  'a\\b',
  '~',
  '#x',
  '?x',
];

export const NAMES_KIND: Kind = {
  name: 'names',
  count: 40,
  make(index, random): HostileCase {
    const name = `${NAMES[index] ?? pick(random, NAMES) + pick(random, NAMES)}`.slice(0, 200);
    return {
      title: `the name ${JSON.stringify(name.slice(0, 40))}`,
      async prepare(folder) {
        await writeFile(join(folder, 'work', `${name}.svg`), DRAWING_SVG);
        const args = ['render', `./${name}.svg`, '-o', `./${name}.png`, '--size', '32'];
        // braces are placeholders, so the output may have another name
        const expect = /[{}]/.test(name) ? 'either' : 'done';
        return { args, expect, outputs: [expect === 'either' ? '*' : `${name}.png`] };
      },
    };
  },
};
