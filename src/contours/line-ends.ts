/**
 * Lines end where they meet others: a jaw at the muzzle, a thigh at the belly. What is traced along ridges stops short of that; its ends go
 * on over the boundary map to the outline or to another line.
 */
import { type Chain, chordOf, endOf, polylineLength, smoothLine } from '../lines/polyline.ts';
import { type Plane, valueAt } from '../raster/raster.ts';
import { CHEAPEST_WAY, cheapestWay } from './cheapest-way.ts';

export const LINE_ENDS = {
  way: CHEAPEST_WAY,
  /** A line whose ends are nearer to each other than this part of its length, a ring or a hairpin, stays as it is. */
  bent: 0.55,
  /** Strength of what is added, as a part of the map's height: which lines are drawn is not to change by it. */
  says: 0.3,
  /** Binomial passes that smooth a line that went on. */
  smoothing: 3,
};

/**
 * @param map how likely a border runs through each pixel, in [0, 1]
 * @param outline lines that ends may come to, which themselves stay
 * @param isFree whether a line may lead through a pixel
 */
export function growEnds(
  lines: readonly Chain[],
  map: Plane,
  outline: readonly Chain[],
  isFree: (x: number, y: number) => boolean,
  params = LINE_ENDS,
): Chain[] {
  const { width } = map;
  const owners = ownersOf([...lines, ...outline], map);
  const grow = (line: Chain, own: number): Chain => {
    if (line.closed || chordOf(line) < params.bent * polylineLength(line.xy)) return line;
    const over = {
      map,
      isGoal: (pixel: number) => owners[pixel] >= 0 && owners[pixel] !== own,
      isOpen: (pixel: number) => owners[pixel] !== own && isFree(pixel % width, Math.floor(pixel / width)),
    };
    const [before, after] = [true, false].map((first) => cheapestWay(endOf(line, first), over, params.way));
    if (before.length + after.length === 0) return line;
    const strengthOf = (way: typeof before) => way.map(([x, y]) => params.says * valueAt(map, x, y));
    const ahead = before.toReversed();
    const xy = Float64Array.from([...ahead.flat(), ...line.xy, ...after.flat()]);
    return {
      xy: smoothLine(xy, false, params.smoothing),
      strength: Float64Array.from([...strengthOf(ahead), ...line.strength, ...strengthOf(after)]),
      closed: false,
    };
  };
  return lines.map(grow);
}

/** The line through each pixel by its number, the last counting; -1 for none. */
function ownersOf(lines: readonly Chain[], { width, height }: Plane): Int32Array {
  const owners = new Int32Array(width * height).fill(-1);
  lines.forEach(({ xy }, own) => {
    for (let k = 0; k < xy.length; k += 2) {
      const [x, y] = [Math.min(width - 1, Math.floor(xy[k])), Math.min(height - 1, Math.floor(xy[k + 1]))];
      owners[y * width + x] = own;
    }
  });
  return owners;
}
