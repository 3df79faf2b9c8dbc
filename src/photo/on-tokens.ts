/** Maps of a picture on the grid of its tokens. */
import type { Plane } from '../raster/raster.ts';
import { resample } from '../raster/resample.ts';
import type { TokenGrid } from './reader.ts';

/** @param map of the picture that the tokens were read from @returns (rows, columns) */
export function onTokens(map: Plane, { rows, columns, photo }: TokenGrid): Float32Array {
  const [toX, toY] = [map.width / photo.width, map.height / photo.height];
  const window = { x: -photo.x * toX, y: -photo.y * toY, width: columns * toX, height: rows * toY };
  return resample(map, { width: columns, height: rows }, window).data;
}
