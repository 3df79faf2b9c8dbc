import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { blur } from '../../src/raster/blur.ts';
import { planeOf } from '../helpers/pictures.ts';
import '../helpers/patience.ts';

it('the bytes that the program carries are those of their source', () => {
  const said = execFileSync(process.execPath, ['--import', 'tsx', 'tools/kernels.ts', '--check'], {
    encoding: 'utf8',
  });
  for (const name of ['blur', 'guided', 'half'])
    expect(said).toContain(`${name}-bytes.ts is what ${name}.wat says`);
});

it('a picture after a larger or a smaller one is blurred as if it were the first', () => {
  const sizes = [
    [7, 5],
    [300, 200],
    [1, 1],
    [8, 3],
    [33, 290],
  ];
  const all = sizes.map(([width, height]) => planeOf(width, height, (x, y) => Math.sin(3 * x + y * y)));
  const before = all.map((plane) => blur(plane, 2.5).data);
  const after = all.toReversed().map((plane) => blur(plane, 2.5).data);
  expect(after.toReversed()).toEqual(before);
  for (const plane of all)
    expect(plane.data).toEqual(planeOf(plane.width, plane.height, (x, y) => Math.sin(3 * x + y * y)).data);
});
