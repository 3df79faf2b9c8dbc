/**
 * A plain ground: the colours of the photo's frame where they are one smooth surface, with what light does to it (gradients,
 * vignettes, soft shadows). What is neither the surface nor a soft shadow on it stands on the ground, whatever a network says.
 */
import { spreadFrom } from '../raster/connected.ts';
import type { Size } from '../raster/frame.ts';
import type { Plane } from '../raster/raster.ts';
import { fitSurface, SURFACE_FIT, surfacePlanes, weightedMedian } from './surface-fit.ts';

export const PLAIN_GROUND = {
  /** Width of the band along the frame that shows the ground, as a part of the grid's shorter side. */
  band: 0.05,
  /** Most cells of the band that the surface is fitted to. */
  samples: 1500,
  /** Weight of a cell that the network is sure is the subject's; one that it is sure is not has 1. */
  leastTrust: 0.15,
  surface: SURFACE_FIT,
  /** A cell is the ground's when its colour (OKLab) is off by at most this many times the band's median difference... */
  tolerance: 3.5,
  /** ...but no less than this, which JPEG makes. */
  leastTolerance: 0.025,
  /** A ground whose band is off by more than this (OKLab, median) is not plain. */
  mostNoise: 0.012,
  /** Least part of the band that is ground. */
  leastGround: 0.55,
  /** Most of the band that is neither ground, nor shadow, nor the network's subject. */
  mostUnexplained: 0.08,
  /** The network claims a cell of the band when its map is above this. */
  claim: 0.4,
  /** A shadow or a light has the ground's colour times a factor in this range (OKLab; the cube root of that of light). */
  shade: [0.4, 1.3],
  /** It spreads from cell to cell by steps no larger than this (OKLab): what has a sharper border is a thing. */
  shadeStep: 0.03,
};

/** What a cell shows. */
export const THING = 0;
export const SHADE = 1;
export const GROUND = 2;

export interface PlainGround {
  /** Difference from the ground in OKLab, as a factor of what is allowed: above 1 it is no ground. */
  readonly difference: Float32Array;
  /** THING, SHADE or GROUND for each cell. */
  readonly kinds: Uint8Array;
  /** 1 where the colour is the ground's under more or less light. */
  readonly likeShade: Uint8Array;
}

/**
 * @param planes OKLab planes of the cells' colours
 * @param map how likely each cell belongs to the subject, in [0, 1]; null when the network finds none
 * @returns null where the frame is not plain
 */
export function findPlainGround(
  planes: readonly Plane[],
  map: Plane | null,
  params = PLAIN_GROUND,
): PlainGround | null {
  const [size] = planes;
  const lab = planes.map(({ data }) => data);
  const band = bandCells(size, params.band);
  const stride = Math.ceil(band.length / params.samples);
  const cells = band.filter((_, k) => k % stride === 0);
  const trust = Float32Array.from(cells, (i) => Math.max(params.leastTrust, 1 - (map?.data[i] ?? 0)));
  const surface = surfacePlanes(fitSurface(lab, { cells, trust }, size, params.surface), size);
  const difference = differences(lab, surface);
  const noise = weightedMedian(
    Float32Array.from(cells, (i) => difference[i]),
    trust,
  );
  if (noise > params.mostNoise) return null;
  const tolerance = Math.max(params.leastTolerance, params.tolerance * noise);
  for (let i = 0; i < difference.length; i++) difference[i] /= tolerance;
  const likeShade = shadeable(lab, surface, tolerance, params);
  const kinds = tellKinds(lab, { difference, likeShade }, size, params);
  return isPlain(band, kinds, map, params) ? { difference, kinds, likeShade } : null;
}

/** Cells no further than a part of the shorter side from the grid's border. */
function bandCells({ width, height }: Size, part: number): Int32Array {
  const reach = Math.max(1, Math.round(part * Math.min(width, height)));
  const cells: number[] = [];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (Math.min(x, y, width - 1 - x, height - 1 - y) < reach) cells.push(y * width + x);
    }
  }
  return Int32Array.from(cells);
}

/** Far faster than Math.hypot. */
const length = (x: number, y: number, z: number) => Math.sqrt(x * x + y * y + z * z);

function differences(lab: readonly Float32Array[], surface: readonly Float32Array[]): Float32Array {
  const [[l, a, b], [gl, ga, gb]] = [lab, surface];
  return l.map((_, i) => length(l[i] - gl[i], a[i] - ga[i], b[i] - gb[i]));
}

/** Whether a cell has the ground's colour under more or less light. */
function shadeable(
  lab: readonly Float32Array[],
  surface: readonly Float32Array[],
  tolerance: number,
  { shade: [least, most] }: typeof PLAIN_GROUND,
): Uint8Array {
  const [[l, a, b], [gl, ga, gb]] = [lab, surface];
  return Uint8Array.from(l, (_, i) => {
    const square = gl[i] ** 2 + ga[i] ** 2 + gb[i] ** 2;
    const factor = (l[i] * gl[i] + a[i] * ga[i] + b[i] * gb[i]) / Math.max(square, 1e-6);
    if (factor < least || factor > most) return 0;
    const off = length(l[i] - factor * gl[i], a[i] - factor * ga[i], b[i] - factor * gb[i]);
    return Number(off <= tolerance);
  });
}

/** Shade spreads from the ground over what it can have made, by small steps of colour. */
function tellKinds(
  lab: readonly Float32Array[],
  { difference, likeShade }: Omit<PlainGround, 'kinds'>,
  size: Size,
  { shadeStep }: typeof PLAIN_GROUND,
): Uint8Array {
  const [l, a, b] = lab;
  const kinds = Uint8Array.from(difference, (d) => (d <= 1 ? GROUND : THING));
  const open: number[] = [];
  for (let i = 0; i < kinds.length; i++) if (kinds[i] === GROUND) open.push(i);
  spreadFrom(open, size, (i, j) => {
    if (kinds[j] !== THING || likeShade[j] === 0) return false;
    if (length(l[i] - l[j], a[i] - a[j], b[i] - b[j]) > shadeStep) return false;
    kinds[j] = SHADE;
    return true;
  });
  return kinds;
}

/** Whether enough of the frame is ground, and nearly all else in it shadow or the subject. */
function isPlain(
  band: Int32Array,
  kinds: Uint8Array,
  map: Plane | null,
  { leastGround, mostUnexplained, claim }: typeof PLAIN_GROUND,
): boolean {
  let [ground, unexplained] = [0, 0];
  for (const i of band) {
    if (kinds[i] === GROUND) ground++;
    else if (kinds[i] === THING && (map?.data[i] ?? 0) <= claim) unexplained++;
  }
  return ground >= leastGround * band.length && unexplained <= mostUnexplained * band.length;
}
