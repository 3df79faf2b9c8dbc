/** The eyes of a face as small loops. */
import { POINT_STRIDE } from '../strokes/stroke.ts';
import type { FaceDrawing } from './face-lines.ts';
import type { Iris } from './facemesh.ts';
import type { EyeSide } from './mesh-points.ts';

export interface IrisParams {
  /** Width of the pen on a paper of 224 x 224, and least and most radius of an iris' loop there, to the middle of the pen. */
  readonly pen: number;
  readonly leastIris: number;
  readonly mostIris: number;
  /** From this turn on, what is on the far side is seen less, and nothing in a profile. */
  readonly hidden: number;
}

/** A cubic from a point back to itself, about as wide as high; see sources/landmarks.ts. */
const LOOP = [0, -1, -2 * Math.sqrt(3), 5 / 3, 2 * Math.sqrt(3), 5 / 3, 0, -1];

/**
 * The irises, which the pen fills, with the loop's corner away from the nose; the far one of a head turned to a profile is not seen.
 * @param scale pixels of the paper to one of the drawing
 */
export function drawIrises(drawing: FaceDrawing, scale: number, params: IrisParams): Float64Array[] {
  return (['right', 'left'] as const)
    .filter((side) => visible(drawing.turn, side, params) > 0.5)
    .map((side) => {
      const outwards = drawing.angle + (side === 'right' ? -Math.PI / 2 : Math.PI / 2);
      return irisLoop(drawing.irises[side], outwards, scale, params);
    });
}

function irisLoop(
  { x, y, radius }: Iris,
  angle: number,
  scale: number,
  { pen, leastIris, mostIris }: IrisParams,
): Float64Array {
  const size = Math.min(mostIris, Math.max(leastIris, radius * scale - pen / 2)) / scale;
  const [cos, sin] = [Math.cos(angle) * size, Math.sin(angle) * size];
  const loop = new Float64Array(POINT_STRIDE);
  for (let i = 0; i < POINT_STRIDE; i += 2) {
    const [u, v] = [LOOP[i]!, LOOP[i + 1]!];
    loop[i] = x + u * cos - v * sin;
    loop[i + 1] = y + u * sin + v * cos;
  }
  return loop;
}

/** How much of a side is seen, in [0, 1]. */
export function visible(turn: number, side: EyeSide, { hidden }: Pick<IrisParams, 'hidden'>): number {
  const far: EyeSide = turn > 0 ? 'left' : 'right';
  return side === far ? Math.min(1, Math.max(0, (1 - Math.abs(turn)) / (1 - hidden))) : 1;
}
