/** Squares of a photo for training the probes of eyes and noses: heads, false heads, and other places. */
import type { Circle, Head } from '../../src/photo/heads.ts';
import type { Random } from '../../src/random.ts';
import type { Size } from '../../src/raster/frame.ts';
import { inPixels, type Labelled } from './labels.ts';

export interface HeadSquare {
  readonly head: Circle;
  readonly mirrored: boolean;
  /** Whether it shows a head; null if uncertain. */
  readonly isHead: boolean | null;
}

/** Sizes of the squares around marked heads, relative to the usual one; all but the first are off centre by up to this fraction of the radius. */
const DISTANCES = [1, 0.83, 1.27, 1.05];
const OFF_CENTRE = 0.3;
/** Most heads of one photo: marked ones, and found ones. */
const MOST_MARKED = 3;
const MOST_FOUND = 2;
/** A square nearer to a marked head than the first, in its radii, shows it; one further off than the second shows none. */
const SHOWN = 0.8;
const APART = 1.6;

/** @param found heads in pixels of the photo, the largest first */
export function squaresOf(
  { heads }: Labelled,
  found: readonly Head[],
  photo: Size,
  random: Random,
): HeadSquare[] {
  const shows = ({ x, y }: Circle) => {
    const away = heads.map((mark) => {
      const head = inPixels(mark, photo);
      return Math.hypot(head.x - x, head.y - y) / head.radius;
    });
    const nearest = Math.min(...away);
    return nearest < SHOWN ? true : nearest > APART ? false : null;
  };
  const taken = found.slice(0, MOST_FOUND).map((head) => ({ head, mirrored: false, isHead: shows(head) }));
  const marked = heads.slice(0, MOST_MARKED).flatMap((mark) => {
    const { x, y, radius } = inPixels(mark, photo);
    return DISTANCES.map((distance, i) => {
      const off = () => (i === 0 ? 0 : random.uniform(-OFF_CENTRE, OFF_CENTRE) * radius);
      const head = { x: x + off(), y: y + off(), radius: radius * distance };
      return { head, mirrored: i % 2 === 1, isHead: true };
    });
  });
  const within = (least: number, most: number, side: number) => random.uniform(least, most) * side;
  const { width, height } = photo;
  const elsewhere =
    heads.length > 0
      ? { x: within(0, 1, width), y: within(0, 1, height), radius: inPixels(heads[0]!, photo).radius }
      : {
          x: within(0.3, 0.7, width),
          y: within(0.3, 0.7, height),
          radius: within(0.12, 0.27, width),
        };
  return [...taken, ...marked, { head: elsewhere, mirrored: false, isHead: shows(elsewhere) }];
}
