/** What a drawing of a subject should show, from the photo and a mask that no method has seen: outline and inner edges. */

import { blur } from '../../../src/raster/blur.ts';
import type { Plane } from '../../../src/raster/raster.ts';

/** 1 at the subject's pixels that touch the background; where the photo's own frame cuts the subject there is no outline. */
export function outlineOf(mask: Plane): Plane {
  const { width, height, data } = mask;
  const inside = (x: number, y: number) =>
    x < 0 || y < 0 || x >= width || y >= height || data[y * width + x]! >= 0.5;
  const outline = data.map((v, i) => {
    const [x, y] = [i % width, Math.floor(i / width)];
    const surrounded = inside(x - 1, y) && inside(x + 1, y) && inside(x, y - 1) && inside(x, y + 1);
    return v >= 0.5 && !surrounded ? 1 : 0;
  });
  return { width, height, channels: 1 as const, data: outline };
}

const EDGE_SIGMA = 1.2;
/** Gradients at this quantile of the subject's own count as full edges. */
const FULL_EDGE = 0.97;

/**
 * Edges of the subject in [0, 1]: the largest gradient of the three colour planes, inside the mask, and the outline.
 * @param planes red, green and blue in [0, 1], of the mask's size
 */
export function subjectEdges(planes: readonly Plane[], mask: Plane): Plane {
  const { width, height } = mask;
  const strength = new Float32Array(width * height);
  for (const plane of planes) {
    const { data } = blur(plane, EDGE_SIGMA);
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++) {
        const at = (u: number, v: number) =>
          data[Math.min(height - 1, Math.max(0, v)) * width + Math.min(width - 1, Math.max(0, u))]!;
        const i = y * width + x;
        strength[i] = Math.max(
          strength[i]!,
          Math.hypot(at(x + 1, y) - at(x - 1, y), at(x, y + 1) - at(x, y - 1)),
        );
      }
  }
  const inside = strength.filter((_, i) => mask.data[i]! >= 0.5).sort();
  const full = inside[Math.floor(FULL_EDGE * (inside.length - 1))] || 1;
  const outline = outlineOf(mask).data;
  const data = strength.map((s, i) =>
    Math.max(outline[i]!, mask.data[i]! >= 0.5 ? Math.min(1, s / full) : 0),
  );
  return { width, height, channels: 1 as const, data };
}
