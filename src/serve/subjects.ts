/** A photo's masks: found, painted, or changed by clicks. */
import type { LookResult, SeenThing } from '../result.ts';
import { decodeGrey, encodeGrey, fromPainted, type MaskFile } from './mask-files.ts';
import { colourRegion, maskPart } from './pick-region.ts';
import { Refusal } from './problems.ts';
import type { MaskKind, MaskPick, Thing } from './protocol.ts';
import type { MaskState, PhotoState } from './state.ts';

/** Number of masks of a photo that are kept for undo. */
const MAX_MASKS = 20;
/** Longer side, in pixels, of the pictures in which a click grows its region. */
const PICK_SIZE = 512;

/** Sets the photo's mask; masks that were undone are dropped. */
export function addMask(photo: PhotoState, id: string, kind: MaskKind, file: MaskFile | null): MaskState {
  const mask = { info: { id, kind, covers: file?.covers ?? 1 }, photo: photo.id, png: file?.png ?? null };
  photo.masks.splice(1 + (photo.mask ? photo.masks.indexOf(photo.mask) : -1));
  photo.mask = mask;
  photo.masks.push(mask);
  while (photo.masks.length > MAX_MASKS) photo.masks.shift();
  return mask;
}

/** Things as pages get them; `taken` if most of a thing is in the mask. */
export async function describeThings(look: LookResult, mask: MaskState | null): Promise<Thing[]> {
  const grey = mask?.png ? await decodeGrey(mask.png, PICK_SIZE) : null;
  return look.things.map((thing) => {
    const { number, name, likelihood, box } = thing;
    const left = box.x / look.width;
    const top = box.y / look.height;
    const right = (box.x + box.width) / look.width;
    const bottom = (box.y + box.height) / look.height;
    let [own, inside] = [0, 0];
    if (grey)
      for (let i = 0; i < grey.data.length; i++) {
        const [x, y] = [
          ((i % grey.width) + 0.5) / grey.width,
          (Math.floor(i / grey.width) + 0.5) / grey.height,
        ];
        const weight = thingAt(thing, look, x, y);
        own += weight;
        inside += (weight * grey.data[i]) / 255;
      }
    const taken = mask?.png === null || (own > 0 && inside / own > 0.5);
    return { number, name, score: likelihood, box: [left, top, right, bottom], taken };
  });
}

/** A thing's mask at a place given in fractions of the photo; 0 to 1. */
function thingAt({ box, mask }: SeenThing, look: LookResult, x: number, y: number): number {
  const u = Math.floor(((x * look.width - box.x) / box.width) * mask.width);
  const v = Math.floor(((y * look.height - box.y) / box.height) * mask.height);
  if (u < 0 || v < 0 || u >= mask.width || v >= mask.height) return 0;
  return mask.data[v * mask.width + u];
}

/** @throws Refusal 'input' if nothing is at the place, or nothing would be left */
export async function pickMask(
  photo: PhotoState,
  look: LookResult | null,
  { mode, thing: number, at }: MaskPick,
  picture: () => Promise<{ data: Buffer; width: number; height: number }>,
): Promise<MaskFile> {
  if (!photo.mask) throw new Refusal('conflict', 'The photo was not looked at yet');
  const size = { width: photo.width, height: photo.height };
  const base = photo.mask.png
    ? await decodeGrey(photo.mask.png)
    : { ...fitted(size), data: Buffer.alloc(fitted(size).width * fitted(size).height, 255) };
  const thing =
    number !== undefined
      ? look?.things.find((each) => each.number === number)
      : at && look?.things.find((each) => thingAt(each, look, ...at) > 0.5);
  if (number !== undefined && !thing) throw new Refusal('not-found', `There is no thing ${number}`);
  const region =
    thing && look
      ? (x: number, y: number) => thingAt(thing, look, x, y)
      : await grown(photo, mode, at!, picture);
  const data = Uint8Array.from(base.data, (value, i) => {
    const x = ((i % base.width) + 0.5) / base.width;
    const y = (Math.floor(i / base.width) + 0.5) / base.height;
    const part = Math.round(255 * region(x, y));
    return mode === 'add' ? Math.max(value, part) : Math.min(value, 255 - part);
  });
  return encodeGrey(data, base);
}

/** Throws as `fromPainted` does. */
export function paintedMask(bytes: Uint8Array, photo: PhotoState): Promise<MaskFile> {
  return fromPainted(bytes, photo);
}

function fitted({ width, height }: { width: number; height: number }): { width: number; height: number } {
  const scale = Math.min(1, 2048 / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

async function grown(
  photo: PhotoState,
  mode: MaskPick['mode'],
  [x, y]: readonly [number, number],
  picture: () => Promise<{ data: Buffer; width: number; height: number }>,
): Promise<(x: number, y: number) => number> {
  const png = photo.mask?.png;
  const source = mode === 'drop' && png ? await decodeGrey(png, PICK_SIZE) : await picture();
  const { width, height } = source;
  const [u, v] = [Math.min(width - 1, Math.floor(x * width)), Math.min(height - 1, Math.floor(y * height))];
  const region = mode === 'drop' && png ? maskPart(source, u, v) : colourRegion(source, u, v);
  if (!region.includes(1)) throw new Refusal('input', 'Nothing of the mask is there');
  return (fx, fy) => region[Math.floor(fy * height) * width + Math.floor(fx * width)];
}
