/** Rooms import what ARCHITECTURE.md's table of rooms says that they know of, and nothing else. */
import { readdirSync, readFileSync } from 'node:fs';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const text = readFileSync('ARCHITECTURE.md', 'utf8');
const named = (cell: string) => [...cell.matchAll(/`([^`]+?)\/?`/g)].map(([, name]) => name);
/** What each room knows of besides the rooms of its row; null for everything. */
const knows = new Map<string, ReadonlySet<string> | null>();
const mates = new Map<string, readonly string[]>();
for (const [, rooms, , known] of text.split('\n## ')[1].matchAll(/^\| (.+?) \| (.+) \| (.*?) ?\|$/gm)) {
  const listed = known === 'everything' ? null : new Set(named(known));
  for (const room of named(rooms)) {
    knows.set(room, listed);
    mates.set(room, named(rooms));
  }
}
const everyone = named(/Every room may import (.+?)\.\s/s.exec(text)![1]);
const numeric = named(/The numeric rooms \((.+?)\)/s.exec(text)![1]);

const paths = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((path) =>
  /\.tsx?$/.test(path),
);
const sources = paths.map((path) =>
  ts.createSourceFile(path, readFileSync(`src/${path}`, 'utf8'), ts.ScriptTarget.Latest, true),
);
const roomOf = (path: string) => path.split('/')[0];

/** Rooms, packages and node's own modules that a file imports. */
function importsOf(file: ts.SourceFile): string[] {
  const found = ts.preProcessFile(file.text).importedFiles.map(({ fileName }) => fileName);
  return found.map((name) => {
    if (name.startsWith('.')) return roomOf(new URL(name, `file:///${file.fileName}`).pathname.slice(1));
    return name
      .split('/')
      .slice(0, name.startsWith('@') ? 2 : 1)
      .join('/');
  });
}

describe('rooms', () => {
  it('are all in the table, and nothing else is', () => {
    const rooms = new Set(paths.map(roomOf));
    expect([...knows.keys()].sort()).toEqual([...rooms].sort());
  });

  it('import only what they know of', () => {
    const unlisted = sources.flatMap((file) => {
      const room = roomOf(file.fileName);
      const known = knows.get(room);
      if (!known) return [];
      const others = importsOf(file).filter((name) => name !== room && !name.startsWith('node:'));
      return others
        .filter((name) => ![...known, ...everyone, ...mates.get(room)!].includes(name))
        .map((name) => `${file.fileName} imports ${name}`);
    });
    expect(unlisted).toEqual([]);
  });

  it('know of no room that knows of them, however far round', () => {
    const circles: string[] = [];
    const visit = (room: string, way: readonly string[]) => {
      if (way.includes(room)) circles.push([...way, room].join(' > '));
      else for (const next of knows.get(room) ?? []) if (knows.has(next)) visit(next, [...way, room]);
    };
    for (const room of knows.keys()) visit(room, []);
    expect(circles).toEqual([]);
  });

  it('that compute know of no file, network or terminal', () => {
    const outside = sources
      .filter((file) => numeric.includes(roomOf(file.fileName)))
      .flatMap((file) =>
        importsOf(file)
          .filter((name) => name.startsWith('node:'))
          .map(() => file.fileName),
      );
    expect(outside).toEqual([]);
  });
});

it('no function takes more than five parameters', () => {
  const parametersOf = function* (node: ts.Node): Generator<[string, number]> {
    if (ts.isFunctionLike(node))
      yield [node.name?.getText() ?? ts.SyntaxKind[node.kind], node.parameters.length];
    for (const child of node.getChildren()) yield* parametersOf(child);
  };
  const long = sources.flatMap((file) =>
    [...parametersOf(file)].filter(([, count]) => count > 5).map(([name]) => `${file.fileName} ${name}`),
  );
  expect(long).toEqual([]);
});
