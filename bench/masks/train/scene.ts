/** Scenes with true masks: one cut-out or two on a photograph, a blurred one, a plain ground or one of two tones, with shadows. */
import sharp from 'sharp';
import type { Random } from '../../../src/random.ts';
import { blurWide } from '../../../src/raster/blur.ts';
import { type Plane, plane, type RgbImage, rgbImage } from '../../../src/raster/raster.ts';
import { plainGround } from '../grounds.ts';
import { openGround } from './sources.ts';
import { meanColour, placeThing, type Thing } from './things.ts';

const SIDE = 512;
const SQUARE = { width: SIDE, height: SIDE };
/** Part of scenes, in order; the rest are photographs. */
const PARTS = { plain: 0.16, twoTone: 0.14, blurred: 0.12 };
const LIKE_GROUND = 0.2;
const SECOND_THING = 0.18;

type GroundKind = 'plain' | 'two tones' | 'blurred' | 'photograph';

export interface Scene {
  readonly image: RgbImage;
  readonly truth: Plane;
}

export async function makeScene(random: Random): Promise<Scene> {
  const kind = chooseKind(random.next());
  const light = [0, 1, 2].map(() => random.uniform(0.2, 0.9));
  const first = await placeThing(SIDE, light, random.fork('thing'));
  const like = random.next() < LIKE_GROUND ? meanColour(first) : null;
  const ground = await makeGround(kind, like, random.fork('ground'));
  const things = [first];
  if (random.next() < SECOND_THING)
    things.push(await placeThing(SIDE, light, random.fork('second'), [0.45, 0.8]));
  const data = Float32Array.from(ground);
  const truth = new Float32Array(SIDE * SIDE);
  for (const thing of things) {
    const shaded = random.next() < (kind === 'photograph' ? 0.4 : 0.75);
    if (shaded) castShadow(data, thing.alpha, random.fork('shadow'));
    lay(data, truth, thing);
  }
  return { image: await develop(data, random.fork('develop')), truth: plane(SQUARE, truth) };
}

/** A ground alone, on which nothing stands. */
export async function makeEmpty(random: Random): Promise<RgbImage> {
  return develop(await makeGround('photograph', null, random.fork('ground')), random.fork('develop'));
}

function chooseKind(v: number): GroundKind {
  if (v < PARTS.plain) return 'plain';
  if (v < PARTS.plain + PARTS.twoTone) return 'two tones';
  return v < PARTS.plain + PARTS.twoTone + PARTS.blurred ? 'blurred' : 'photograph';
}

async function makeGround(kind: GroundKind, like: readonly number[] | null, random: Random) {
  if (kind === 'plain') return retone(plainGround(SIDE, random).image.data, like, random);
  if (kind === 'two tones') return twoTones(like, random);
  return photograph(kind === 'blurred' ? random.uniform(5, 20) : random.uniform(0.3, 2.5), random);
}

/** Brings a plain ground near a given colour. */
function retone(data: Float32Array, like: readonly number[] | null, random: Random): Float32Array {
  if (!like) return data;
  const goal = like.map((v) => Math.max(0.05, Math.min(0.97, v + random.uniform(-0.12, 0.12))));
  const first = [data[0]!, data[1]!, data[2]!];
  return data.map((v, i) => Math.min(1, (v / Math.max(0.02, first[i % 3]!)) * goal[i % 3]!));
}

/** A wall and a floor, or a sky and land: two plain grounds with an uneven border. */
function twoTones(like: readonly number[] | null, random: Random): Float32Array {
  const above = retone(plainGround(SIDE, random.fork('above')).image.data, like, random);
  const below = plainGround(SIDE, random.fork('below')).image.data;
  const [level, slope] = [SIDE * random.uniform(0.3, 0.85), random.uniform(-0.12, 0.12)];
  const rough = random.next() < 0.5 ? 0 : random.uniform(4, 20);
  const waves = [0, 1, 2].map(() => [random.uniform(0.005, 0.08), random.uniform(0, 6.3)] as const);
  const soft = random.uniform(0.7, 6);
  const grain = random.uniform(0, 0.03);
  return above.map((v, i) => {
    const [x, y] = [Math.floor(i / 3) % SIDE, Math.floor(i / 3 / SIDE)];
    const wave = waves.reduce((sum, [f, p]) => sum + Math.sin(f * x + p), 0) / 3;
    const part = 1 / (1 + Math.exp(-(y - level - slope * (x - SIDE / 2) - rough * wave) / soft));
    return (1 - part) * v + part * (below[i]! + grain * random.normal());
  });
}

async function photograph(blur: number, random: Random): Promise<Float32Array> {
  const picture = openGround(random.fork('which'));
  const zoom = random.uniform(1, 2.2);
  const size = Math.round(SIDE * zoom);
  const scaled = await picture
    .resize(size, size, { fit: 'cover' })
    .flatten({ background: '#fff' })
    .toColourspace('srgb')
    .png()
    .toBuffer();
  const bytes = await sharp(scaled)
    .extract({
      left: random.integer(size - SIDE + 1),
      top: random.integer(size - SIDE + 1),
      width: SIDE,
      height: SIDE,
    })
    .flop(random.next() < 0.5)
    .modulate({ brightness: random.uniform(0.75, 1.2), saturation: random.uniform(0.6, 1.3) })
    .blur(blur)
    .removeAlpha()
    .raw()
    .toBuffer();
  return Float32Array.from(bytes, (v) => v / 255);
}

/** The thing's blurred alpha, moved, darkens the ground in place. */
function castShadow(data: Float32Array, alpha: Float32Array, random: Random): void {
  const [dx, dy] = [Math.round(random.uniform(-40, 40)), Math.round(random.uniform(2, 40))];
  const moved = alpha.map((_, i) => {
    const [x, y] = [(i % SIDE) - dx, Math.floor(i / SIDE) - dy];
    return x >= 0 && x < SIDE && y >= 0 && y < SIDE ? alpha[y * SIDE + x]! : 0;
  });
  const soft = blurWide(plane(SQUARE, moved), random.uniform(4, 24)).data;
  const dark = random.uniform(0.1, 0.6);
  for (let i = 0; i < data.length; i++) data[i]! *= 1 - dark * soft[Math.floor(i / 3)]!;
}

function lay(data: Float32Array, truth: Float32Array, { colour, alpha }: Thing): void {
  for (let i = 0; i < alpha.length; i++) {
    for (let c = 0; c < 3; c++) data[3 * i + c] = colour[3 * i + c]! + (1 - alpha[i]!) * data[3 * i + c]!;
    truth[i] = alpha[i]! + (1 - alpha[i]!) * truth[i]!;
  }
}

/** One camera for all: blur, contrast, noise and compression. */
async function develop(data: Float32Array, random: Random): Promise<RgbImage> {
  const noise = random.uniform(0, 4);
  const gamma = random.uniform(0.8, 1.25);
  const bytes = Uint8Array.from(data, (v) =>
    Math.min(255, Math.max(0, Math.round(255 * Math.max(0, v) ** gamma + noise * random.normal()))),
  );
  let picture = sharp(bytes, { raw: { ...SQUARE, channels: 3 } });
  if (random.next() < 0.4) picture = picture.blur(random.uniform(0.3, 1));
  const jpeg = await picture.jpeg({ quality: 40 + random.integer(58) }).toBuffer();
  const out = await sharp(jpeg).raw().toBuffer();
  return rgbImage(
    SQUARE,
    Float32Array.from(out, (v) => v / 255),
  );
}
