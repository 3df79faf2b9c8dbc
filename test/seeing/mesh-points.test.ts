import { describe, expect, test } from 'vitest';
import {
  CHIN,
  EYES,
  FACE_PATHS,
  FOREHEAD,
  IRIS_TO_MESH,
  LIPS,
  NOSE,
  OVAL,
} from '../../src/seeing/mesh-points.ts';

/** The mesh is symmetric: each path of one side, and what the same path is on the other, in the same order. */
const mirrored: [name: string, right: readonly number[], left: readonly number[]][] = [
  ['oval', OVAL.slice(1), OVAL.slice(1).reverse()],
  ...(['upper', 'lower', 'browUpper', 'browLower'] as const).map(
    (path) => [path, EYES.right[path], EYES.left[path]] as [string, readonly number[], readonly number[]],
  ),
  ['corners', [EYES.right.outer, EYES.right.inner], [EYES.left.outer, EYES.left.inner]],
  ['irisToMesh', IRIS_TO_MESH.right, IRIS_TO_MESH.left],
  ...Object.entries(LIPS).map(
    ([path, indices]) =>
      [path, indices, [...indices].reverse()] as [string, readonly number[], readonly number[]],
  ),
  ['nose', FACE_PATHS.right.nose, FACE_PATHS.left.nose],
  ['cheekFold', FACE_PATHS.right.cheekFold, FACE_PATHS.left.cheekFold],
  ['noseBase', FACE_PATHS.noseBase, [...FACE_PATHS.noseBase].reverse()],
  ['jaw', FACE_PATHS.jaw, [...FACE_PATHS.jaw].reverse()],
  ['middle', [NOSE.bridge, NOSE.tip, FOREHEAD, CHIN], [NOSE.bridge, NOSE.tip, FOREHEAD, CHIN]],
];

test('each point of one side of the face has one counterpart on the other, whichever path names it', () => {
  const partner = new Map<number, number>();
  for (const [name, right, left] of mirrored) {
    expect(left, name).toHaveLength(right.length);
    right.forEach((a, i) => {
      const b = left[i]!;
      for (const [one, other] of [
        [a, b],
        [b, a],
      ] as const) {
        expect(partner.get(one) ?? other, `${name}: ${one}`).toBe(other);
        partner.set(one, other);
      }
    });
  }
  for (const i of partner.keys()) expect(i).toBeLessThan(468);
});

describe.each(mirrored)('%s', (_, right) => {
  test('has no point twice', () => {
    expect(new Set(right).size).toBe(right.length);
  });
});

test('the jaw is the lower part of the oval, and lids are the eye’s', () => {
  const oval = [...OVAL].reverse();
  const start = oval.indexOf(234);
  const around = [...oval.slice(start), ...oval.slice(0, start)];
  expect(around.slice(0, FACE_PATHS.jaw.length)).toEqual([...FACE_PATHS.jaw]);
  for (const side of ['right', 'left'] as const) {
    const { outer, inner, upper, lower } = EYES[side];
    expect(IRIS_TO_MESH[side].slice(0, 16)).toEqual([outer, ...lower, inner, ...upper]);
  }
});
