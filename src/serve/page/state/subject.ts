/** State of the mask editor of one photo. */
import { type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { MaskChoice, MaskPick, PhotoInfo } from '../../protocol.ts';
import { type Dab, isInside, type Mask, paintLine } from '../model/mask.ts';
import type { App } from './app.ts';
import { emptyMask, fetchMask, maskPng } from './mask-pictures.ts';

export type SubjectTool = 'pick' | 'paint' | 'erase';

export interface Subject {
  /** The mask that is shown; null until it is loaded. */
  readonly mask: ReadonlySignal<Mask | null>;
  readonly tool: Signal<SubjectTool>;
  /** Diameter of the brush, as a fraction of the photo's longer side. */
  readonly brush: Signal<number>;
  /** Whether a request to the server is pending. */
  readonly busy: ReadonlySignal<boolean>;
  /** Loads the photo's current mask. */
  load(photo: PhotoInfo): Promise<void>;
  /** Adds or removes the thing at a place, in fractions of the photo. */
  pickAt(at: readonly [number, number]): Promise<void>;
  pickThing(number: number, taken: boolean): Promise<void>;
  use(mask: MaskChoice): Promise<void>;
  /** Paints from one place to another, in fractions of the photo. */
  paint(from: readonly [number, number], to: readonly [number, number]): void;
  /** Sends the painted mask. */
  send(): Promise<void>;
}

/** Diameters of the brush, as fractions of the photo's longer side. */
export const BRUSH = { min: 0.01, max: 0.3, step: 0.01, usual: 0.06 } as const;

export function createSubject(app: App): Subject {
  const mask = signal<Mask | null>(null);
  const tool = signal<SubjectTool>('pick');
  const brush = signal<number>(BRUSH.usual);
  const busy = signal(false);
  let loaded: string | null = null;

  const opened = () => app.photo.peek()!;
  const during = async (work: () => Promise<unknown>) => {
    busy.value = true;
    await app.messages.attempt(work);
    busy.value = false;
  };
  const load = async (photo: PhotoInfo) => {
    const id = photo.mask?.id ?? null;
    if (id === loaded) return;
    loaded = id;
    const fetched =
      id === null
        ? null
        : await app.messages.attempt(() => fetchMask(id, app.world.peek().session?.id ?? null));
    if (loaded === id) mask.value = fetched;
  };
  const pick = (what: MaskPick) =>
    during(async () => {
      const info = await app.api.pick(opened().id, what);
      await load({ ...opened(), mask: info });
    });

  return {
    ...{ mask, tool, brush, busy, load },
    pickAt: (at) => pick({ mode: mask.value && isInside(mask.value, at) ? 'drop' : 'add', at }),
    pickThing: (thing, taken) => pick({ mode: taken ? 'drop' : 'add', thing }),
    use: (choice) =>
      during(async () => {
        const photo = await app.api.useMask(opened().id, choice);
        app.keepPhoto(photo);
        await load(photo);
      }),
    paint(from, to) {
      const now = mask.value ?? emptyMask(opened());
      const pixel = ([x, y]: readonly [number, number]): Dab => ({ x: x * now.width, y: y * now.height });
      const radius = (brush.value * Math.max(now.width, now.height)) / 2;
      const value = tool.value === 'erase' ? 0 : 255;
      mask.value = paintLine(now, pixel(from), pixel(to), { radius, value });
    },
    send: () =>
      during(async () => {
        if (!mask.value) return;
        const info = await app.api.paintMask(opened().id, await maskPng(mask.value));
        // the painted mask is shown already
        loaded = info.id;
      }),
  };
}
