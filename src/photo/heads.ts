/** Where a photo has heads: circles around connected parts of the network's map. */

/** Pixels; the radius is that of a disc as large as the head. */
export interface Circle {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
}

/** Pixels below this belong to no head. */
const LEAST = 0.4;
/** A head has a pixel at least this sure. */
const SURE = 0.95;
/** Beside the largest head, others count that are at least this large in comparison. */
const LEAST_SHARE = 0.5;
const MOST_HEADS = 2;

interface Part extends Circle {
  /** Sum of likelihoods. */
  readonly mass: number;
  readonly most: number;
}

/**
 * The largest head and, if it has one of about its size beside it, another; none where the map is unsure.
 * @param map how likely each pixel belongs to a head, (height, width), in [0, 1]
 */
export function findHeads(map: Float32Array, width: number, height: number): Circle[] {
  const parts = partsOf(map, width, height).sort((a, b) => b.mass - a.mass);
  return parts
    .filter(({ mass, most }) => most >= SURE && mass >= LEAST_SHARE * parts[0].mass)
    .slice(0, MOST_HEADS)
    .map(({ x, y, radius }) => ({ x, y, radius }));
}

function partsOf(map: Float32Array, width: number, height: number): Part[] {
  const seen = new Uint8Array(map.length);
  const parts: Part[] = [];
  for (let start = 0; start < map.length; start++) {
    if (seen[start] || map[start] < LEAST) continue;
    seen[start] = 1;
    const pixels = [start];
    for (let k = 0; k < pixels.length; k++) {
      const i = pixels[k];
      const x = i % width;
      const beside = [
        x > 0 ? i - 1 : i,
        x < width - 1 ? i + 1 : i,
        i >= width ? i - width : i,
        i < width * (height - 1) ? i + width : i,
      ];
      for (const j of beside) {
        if (seen[j] || map[j] < LEAST) continue;
        seen[j] = 1;
        pixels.push(j);
      }
    }
    parts.push(measure(pixels, map, width));
  }
  return parts;
}

function measure(pixels: readonly number[], map: Float32Array, width: number): Part {
  let [mass, x, y, most] = [0, 0, 0, 0];
  for (const i of pixels) {
    mass += map[i];
    x += map[i] * ((i % width) + 0.5);
    y += map[i] * (Math.floor(i / width) + 0.5);
    most = Math.max(most, map[i]);
  }
  return { x: x / mass, y: y / mass, radius: Math.sqrt(pixels.length / Math.PI), mass, most };
}
