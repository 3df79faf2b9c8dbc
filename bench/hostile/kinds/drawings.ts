/** SVG and JSON files that are damaged or built to cost time, as `render` and `--from` read them. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type CommandCase, type HostileCase, type Kind, pick } from '../case.ts';
import { DRAWING_JSON, DRAWING_SVG, IMAGES, mutate, mutateText } from '../files.ts';

const inside = (content: string, attributes = 'viewBox="0 0 99 99"') =>
  `<svg xmlns="http://www.w3.org/2000/svg" ${attributes}>${content}</svg>`;
const line = (d: string) => inside(`<path stroke="black" d="${d}"/>`);

const KNOWN: readonly [
  title: string,
  name: string,
  expect: CommandCase['expect'],
  content: string | Buffer,
][] = [
  ['an infinite coordinate', 'a.svg', 'refused', line('M0 0C1e999 0 1 1 2 2')],
  [
    'nested enlargements',
    'a.svg',
    'refused',
    inside(
      `${'<g transform="scale(1e200)">'.repeat(3)}<path stroke="black" d="M0 0L9 9"/>${'</g>'.repeat(3)}`,
    ),
  ],
  ['a stroke of width 0', 'a.svg', 'either', inside('<path stroke="black" stroke-width="0" d="M0 0L9 9"/>')],
  [
    'a page of no size',
    'a.svg',
    'refused',
    inside('<path stroke="black" d="M0 0L9 9"/>', 'viewBox="0 0 0 0"'),
  ],
  [
    '1 MB of attributes',
    'a.svg',
    'either',
    inside(`<path ${'a="b" '.repeat(170_000)} stroke="black" d="M0 0L9 9"/>`),
  ],
  ['1 MB of open quotes', 'a.svg', 'refused', `<svg ${"a='".repeat(340_000)}`],
  ['1 MB of open tags', 'a.svg', 'refused', inside('<g>'.repeat(340_000))],
  ['100,000 strokes', 'a.svg', 'refused', inside('<path stroke="black" d="M0 0L9 9"/>'.repeat(100_000))],
  ['a path of 2 MB', 'a.svg', 'refused', line(`M0 0${'L1 1'.repeat(500_000)}`)],
  ['a use that uses itself', 'a.svg', 'either', inside('<g id="a"><use href="#a"/></g><use href="#a"/>')],
  [
    'uses that multiply',
    'a.svg',
    'refused',
    inside(
      `<defs><path id="a0" stroke="black" d="M0 0L9 9"/>${Array.from(
        { length: 9 },
        (_, i) => `<g id="a${i + 1}">${`<use href="#a${i}"/>`.repeat(10)}</g>`,
      ).join('')}</defs><use href="#a9"/>`,
    ),
  ],
  [
    'entities',
    'a.svg',
    'either',
    `<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>${inside('<path stroke="black" d="M0 0L9 9"/><text>&a;</text>')}`,
  ],
  ['no strokes', 'a.svg', 'either', inside('')],
  ['nothing', 'a.svg', 'refused', ''],
  ['a photo', 'a.svg', 'refused', IMAGES.PNG!],
  ['JSON of 100,000 levels', 'a.json', 'refused', '['.repeat(100_000)],
  ['JSON of another kind', 'a.json', 'refused', '{"format":"other"}'],
  ['JSON null', 'a.json', 'refused', 'null'],
  ['a drawing in UTF-16', 'a.svg', 'done', Buffer.from(`\ufeff${DRAWING_SVG}`, 'utf16le')],
  ['JSON with a byte order mark', 'a.json', 'done', `\ufeff${DRAWING_JSON}`],
];

const OUTPUTS = ['out.svg', 'out.png', 'out.json', 'out.pdf', 'out.gif', 'out.webp', 'out.jpg'];

export const DRAWINGS: Kind = {
  name: 'drawings',
  count: 130,
  make(index, random): HostileCase {
    const [title, name, expect, content] = KNOWN[index] ?? mutated(random);
    const out = pick(random, OUTPUTS);
    const extra = pick(random, [[], [], ['--size', '64'], ['--color', 'navy'], ['--paper', 'ivory']]);
    return {
      title: `${title}, to ${out}`,
      async prepare(folder) {
        await writeFile(join(folder, 'work', name), content);
        const size = out === 'out.gif' ? ['--size', '48', '--seconds', '0.2'] : extra;
        return { args: ['render', name, '-o', out, ...size], expect, outputs: [out] };
      },
    };
  },
};

function mutated(random: Parameters<Kind['make']>[1]): [string, string, 'either', string | Buffer] {
  const [name, text] = pick(random, [
    ['a.svg', DRAWING_SVG],
    ['a.json', DRAWING_JSON],
  ]);
  const bytes = random.integer(4) === 0;
  return [
    `${name} changed`,
    name,
    'either',
    bytes ? mutate(Buffer.from(text), random) : mutateText(text, random),
  ];
}
