import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createImportGraph } from '../../bench/mutate/imports.ts';
import { temporaryFolder } from '../helpers/folder.ts';

const FILES = {
  'src/a.ts':
    "import { b } from './b.ts';\nimport type { Only } from './types.ts';\nimport fs from 'node:fs';\n",
  'src/b.ts': "export * from './deep/c.ts';\nexport type { Only } from './types.ts';\n",
  'src/deep/c.ts': "const lazy = () => import('../d.ts');\nimport { type Only } from '../types.ts';\n",
  'src/d.ts': "import './a.ts';\n",
  'src/types.ts': 'export interface Only {}\n',
};

it('counts the steps from file to file, by imports, exports and calls of import(), not by types', () => {
  const root = temporaryFolder();
  mkdirSync(join(root, 'src/deep'), { recursive: true });
  for (const [path, text] of Object.entries(FILES)) writeFileSync(join(root, path), text);
  const { distance } = createImportGraph(root);
  const from = (path: string) => Object.keys(FILES).map((to) => distance(path, to));
  expect(from('src/a.ts')).toEqual([0, 1, 2, 3, Number.POSITIVE_INFINITY]);
  expect(from('src/d.ts')).toEqual([1, 2, 3, 0, Number.POSITIVE_INFINITY]);
});
