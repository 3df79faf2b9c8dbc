/** What is seen around faces: hats, hair, ears, necks and collars, by which people are known sooner than by their clothes. */
import { hypot } from '../lines/hypot.ts';
import type { Size } from '../raster/frame.ts';
import { type Plane, plane } from '../raster/raster.ts';
import { mean } from '../sums.ts';
import type { FaceDrawing } from './face-lines.ts';

export const NEAR_FACES = {
  /** Half the width and the height of what counts fully, in heights of the face, and how far its middle lies below the face's. */
  halfWidth: 0.5,
  halfHeight: 0.7,
  below: 0.12,
  /** Distance from there, in heights of the face, at which 1/e of it is left. */
  fade: 0.45,
};

/** How near each place is to the nearest face, in [0, 1]. @param faces in pixels of the map */
export function nearFaces(
  faces: readonly FaceDrawing[],
  size: Size,
  params: typeof NEAR_FACES = NEAR_FACES,
): Plane {
  const near = plane(size, new Float32Array(size.width * size.height));
  for (const { outline, height, angle } of faces) {
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
    const middle = { x: mean(outline.map(({ x }) => x)), y: mean(outline.map(({ y }) => y)) };
    const [a, b] = [params.halfWidth * height, params.halfHeight * height];
    near.data.forEach((v, i) => {
      const [dx, dy] = [(i % size.width) + 0.5 - middle.x, Math.floor(i / size.width) + 0.5 - middle.y];
      const across = dx * cos + dy * sin;
      const down = dy * cos - dx * sin - params.below * height;
      const radius = hypot(across / a, down / b);
      const beyond = radius > 1 ? hypot(across, down) * (1 - 1 / radius) : 0;
      near.data[i] = Math.max(v, Math.exp(-((beyond / (params.fade * height)) ** 2)));
    });
  }
  return near;
}
