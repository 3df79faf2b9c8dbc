/** Everything that pages can ask for, whatever carries the question: photos, masks, jobs and drawings. */
import { basename, extname } from 'node:path';
import sharp from 'sharp';
import type { ModelSettings } from '../models/settings.ts';
import { DEFAULT_OPTIONS } from '../options.ts';
import { openImage } from '../photo/decode.ts';
import type { LookResult, Sketch } from '../result.ts';
import { strokeCount } from '../strokes/stroke.ts';
import { createArtist } from './artist.ts';
import { commandLine, type EngineOptions } from './command-line.ts';
import { createEventHub } from './events.ts';
import { exportDrawing, type MetadataOf } from './exporting.ts';
import type { SavedDrawing } from './gallery.ts';
import { createJobs, type Drawn, type DrawPlan } from './jobs.ts';
import { fromSubject } from './mask-files.ts';
import { previewPlot } from './plot-preview.ts';
import { createPreviews } from './previews.ts';
import { Refusal } from './problems.ts';
import type { MaskChoice, MaskPick, ServerEvent } from './protocol.ts';
import { createQueue } from './queue.ts';
import type { DrawOrder, EditOrder, ExportOrder } from './requests.ts';
import { createServedFolder, type FolderOptions } from './served-folder.ts';
import { LIMITS, sessionInfo } from './session.ts';
import {
  currentSketch,
  type DrawingState,
  drawingInfo,
  type MaskState,
  type PhotoState,
  photoInfo,
} from './state.ts';
import { addMask, describeThings, paintedMask, pickMask } from './subjects.ts';

export interface StudioOptions {
  readonly engine: EngineOptions;
  readonly settings: ModelSettings;
  /** Null without a folder. */
  readonly folder: FolderOptions | null;
  /** How the shell finds a folder's photo. */
  readonly shellPath: (photo: { readonly path: string }) => string;
  readonly metadataOf: MetadataOf;
}

/** Numbers of strokes that are drawn in the background, in this order: first what is furthest from what there is. */
const LEVELS = [8, 4, 32, 2, 64, 1, 16, 12, 24, 48, 6, 3, 10, 20, 5];
/** Drawings of one photo that are kept; the oldest that nobody edited go first. */
const MAX_DRAWINGS = 60;

export type Studio = ReturnType<typeof createStudio>;

export function createStudio(options: StudioOptions) {
  const { engine, metadataOf } = options;
  const hub = createEventHub();
  const photos = new Map<string, PhotoState>();
  const masks = new Map<string, MaskState>();
  const drawings = new Map<string, DrawingState>();
  const looks = new Map<string, LookResult>();
  const uploads = new Map<string, number>();
  const count = { photo: 0, mask: 0, drawing: 0 };
  const publish = (event: ServerEvent) => hub.publish(event);
  const tell = (photo: PhotoState) => {
    if (photos.has(photo.id)) publish({ type: 'photo', photo: photoInfo(photo) });
  };
  const queue = createQueue({ capacity: LIMITS.queue, watched: () => hub.listeners > 0 });
  const artist = createArtist(engine, options.settings, () =>
    publish({ type: 'session', session: session() }),
  );
  const previews = createPreviews(tell);
  const folder =
    options.folder &&
    createServedFolder(options.folder, metadataOf, {
      onNew(file) {
        if (photos.size >= LIMITS.photos) return null;
        const photo = newPhoto(file.name, 'folder', file.read);
        tell(photo);
        return photo;
      },
      onSaved: keepSaved,
      onGone(photo) {
        // what was drawn of it in this session can still be taken away
        if (photo.drawings.every(({ earlier }) => earlier !== null)) remove(photo);
      },
      onProblem: (message) => publish({ type: 'notice', message }),
      watched: () => hub.listeners > 0,
    });
  hub.watch(() => {
    queue.update();
    folder?.watch();
  });
  const jobs = createJobs(queue, artist, {
    publish,
    async onSubject(photo, subject, look) {
      if (photo.mask === null || photo.mask.info.kind === 'found') {
        const file = await fromSubject(subject);
        if (photo.mask === null || !photo.mask.png?.equals(file.png)) register(photo, 'found', file);
      }
      photo.width ||= subject.photo.width;
      photo.height ||= subject.photo.height;
      if (look) {
        looks.set(photo.id, look);
        photo.things = await describeThings(look, photo.mask);
      }
      tell(photo);
    },
    onDrawn,
  });

  const session = () => sessionInfo(engine, artist, options.folder);

  function register(
    photo: PhotoState,
    kind: Parameters<typeof addMask>[2],
    file: Parameters<typeof addMask>[3],
  ) {
    const mask = addMask(photo, `m${++count.mask}`, kind, file);
    masks.set(mask.info.id, mask);
    const kept = new Set([...photo.masks, ...photo.drawings.map(({ maskState }) => maskState)]);
    for (const [id, each] of masks) if (each.photo === photo.id && !kept.has(each)) masks.delete(id);
    return mask;
  }

  function newPhoto(name: string, source: PhotoState['source'], read: PhotoState['read']): PhotoState {
    const photo: PhotoState = {
      ...{ id: `p${++count.photo}`, name, source, read, width: 0, height: 0, problem: null, star: false },
      ...{ mask: null, masks: [], things: null, drawing: null, drawings: [], saved: [] },
    };
    photos.set(photo.id, photo);
    return photo;
  }

  function find<T>(map: ReadonlyMap<string, T>, id: string, what: string): T {
    const found = map.get(id);
    if (found === undefined) throw new Refusal('not-found', `There is no such ${what}`);
    return found;
  }
  const photoOf = (id: string) => find(photos, id, 'photo');
  const drawingOf = (id: string) => find(drawings, id, 'drawing');

  function keep(drawing: DrawingState): void {
    const photo = photos.get(drawing.photo);
    if (!photo) return;
    drawings.set(drawing.id, drawing);
    photo.drawings.push(drawing);
    for (const old of [...photo.drawings]) {
      if (photo.drawings.length <= MAX_DRAWINGS) break;
      if (old.id !== photo.drawing && !old.edited && old !== drawing) forget(photo, old);
    }
    publish({ type: 'drawing', drawing: drawingInfo(drawing) });
  }

  function forget(photo: PhotoState, drawing: DrawingState): void {
    photo.drawings.splice(photo.drawings.indexOf(drawing), 1);
    drawings.delete(drawing.id);
  }

  /** A drawing that an earlier session or a batch has saved. */
  function keepSaved(photo: PhotoState, { entry, sketch }: SavedDrawing): void {
    photo.star = entry.starred ?? false;
    photo.saved = entry.outputs;
    photo.drawing = `d${++count.drawing}`;
    const { losses, seed, loss, seconds } = entry;
    const strokes = strokeCount(sketch.strokes);
    keep({
      ...{ id: photo.drawing, photo: photo.id, kind: 'drawn', job: '', of: null, options: { strokes } },
      ...{ mask: 'auto', maskState: null, pinned: null, sketch, making: null, losses, seed, loss, seconds },
      ...{ aborted: false, warnings: [], earlier: entry, edited: null, pins: [] },
    });
    tell(photo);
  }

  function remove(photo: PhotoState): void {
    jobs.cancelOf(photo, false);
    previews.forget(photo);
    for (const drawing of [...photo.drawings]) forget(photo, drawing);
    for (const [mask, { photo: owner }] of masks) if (owner === photo.id) masks.delete(mask);
    photos.delete(photo.id);
    looks.delete(photo.id);
    uploads.delete(photo.id);
    publish({ type: 'photo-removed', id: photo.id });
  }

  function onDrawn({ job, plan, result, draft, variants, seconds }: Drawn): string {
    const { photo, options: asked, mask, pinned } = plan;
    const of = plan.of ?? null;
    const base = {
      ...{ photo: photo.id, job: job.id, options: asked, pinned, maskState: mask, seconds },
      ...{ earlier: null, edited: null, pins: Array.from({ length: strokeCountOf(pinned) }, (_, i) => i) },
      mask: mask === null ? 'auto' : mask.png ? mask.info.id : 'none',
    };
    const id = `d${++count.drawing}`;
    if (!result) {
      const seed = asked.seed ?? DEFAULT_OPTIONS.seed;
      const stopped = {
        sketch: draft!,
        making: null,
        losses: {},
        seed,
        loss: null,
        aborted: true,
        warnings: [],
      };
      keep({ id, kind: 'drawn', of, ...base, ...stopped });
    } else {
      const { sketch, seed, loss, seeds, warnings, aborted, ...rest } = result;
      const losses = Object.fromEntries(seeds.map((each) => [each.seed, each.bestLoss]));
      const making = { ...rest, seed, loss, warnings, aborted };
      const kind = job.kind === 'level' ? 'level' : 'drawn';
      keep({ id, kind, of, ...base, sketch, making, losses, seed, loss, aborted, warnings });
      for (const variant of variants.filter((each) => each.seed !== seed)) {
        const own = { ...making, seed: variant.seed, loss: variant.loss };
        const taken = { sketch: variant.sketch, making: own, losses, seed: variant.seed, loss: variant.loss };
        keep({ id: `d${++count.drawing}`, kind: 'variant', of: id, ...base, ...taken, aborted, warnings });
      }
    }
    if (job.kind !== 'draw') {
      tell(photo);
      return id;
    }
    photo.drawing = id;
    tell(photo);
    if (plan.levels) {
      const drawn = asked.strokes ?? DEFAULT_OPTIONS.strokes;
      jobs.levels(
        { ...plan, of: id },
        LEVELS.filter((n) => n !== drawn),
      );
    }
    if (plan.save) save(photo.id, id).catch(({ message }: Error) => publish({ type: 'notice', message }));
    return id;
  }

  async function save(photoId: string, drawingId: string): Promise<readonly string[]> {
    const photo = photoOf(photoId);
    const drawing = drawingOf(drawingId);
    if (!folder) throw new Refusal('conflict', 'Only photos of a folder are saved there; export this one');
    await folder.save(photo, drawing);
    tell(photo);
    return photo.saved;
  }

  function maskFor(photo: PhotoState, choice: MaskChoice | undefined): MaskState | null {
    if (choice === 'auto') return null;
    if (choice === 'none') return { info: { id: '', kind: 'none', covers: 1 }, photo: photo.id, png: null };
    if (choice !== undefined) {
      const mask = find(masks, choice, 'mask');
      return mask.info.kind === 'found' ? null : mask;
    }
    return photo.mask?.info.kind === 'found' ? null : photo.mask;
  }

  async function changeMask(
    photo: PhotoState,
    kind: 'painted' | 'picked' | 'none',
    file: Parameters<typeof addMask>[3],
  ) {
    const mask = register(photo, kind, file);
    const look = looks.get(photo.id);
    if (look) photo.things = await describeThings(look, mask);
    tell(photo);
    return mask.info;
  }

  async function sized(photo: PhotoState): Promise<void> {
    if (photo.width === 0) await previews.preview(photo, 256);
  }

  const titleOf = (photo: PhotoState) => basename(photo.name, extname(photo.name));

  return {
    hub,
    session,
    /** Loads the network, so that the first photo does not wait for it. */
    warm: () =>
      artist.use(async () => {}).catch(({ message }: Error) => publish({ type: 'notice', message })),
    openFolder: async () => folder?.scan(),
    snapshot: (): ServerEvent => ({
      type: 'snapshot',
      session: session(),
      photos: [...photos.values()].map(photoInfo),
      jobs: jobs.all(),
    }),
    photos: () => [...photos.values()].map(photoInfo),
    photo: (id: string) => photoInfo(photoOf(id)),
    async upload(name: string, bytes: Uint8Array) {
      const total = [...uploads.values()].reduce((sum, size) => sum + size, bytes.length);
      if (total > LIMITS.totalBytes || photos.size >= LIMITS.photos)
        throw new Refusal('too-large', 'There are too many photos; remove some first');
      const { width, height } = await openImage(new File([Uint8Array.from(bytes)], name));
      const photo = newPhoto(name, 'upload', () => Promise.resolve(bytes));
      uploads.set(photo.id, bytes.length);
      Object.assign(photo, { width, height });
      tell(photo);
      return photoInfo(photo);
    },
    remove(id: string) {
      const photo = photoOf(id);
      if (photo.source === 'folder') throw new Refusal('conflict', 'Photos of the folder stay there');
      remove(photo);
    },
    preview: (id: string, size: number) => previews.preview(photoOf(id), size),
    look: (id: string) => jobs.look(photoOf(id)),
    async paint(id: string, bytes: Uint8Array) {
      const photo = photoOf(id);
      await sized(photo);
      return changeMask(photo, 'painted', await paintedMask(bytes, photo));
    },
    async pick(id: string, pick: MaskPick) {
      const photo = photoOf(id);
      await sized(photo);
      const picture = async () => {
        const jpeg = await previews.preview(photo, 512);
        const { data, info } = await sharp(jpeg)
          .toColourspace('srgb')
          .raw()
          .toBuffer({ resolveWithObject: true });
        return { data, width: info.width, height: info.height };
      };
      return changeMask(photo, 'picked', await pickMask(photo, looks.get(id) ?? null, pick, picture));
    },
    async useMask(id: string, choice: MaskChoice) {
      const photo = photoOf(id);
      if (choice === 'none') await changeMask(photo, 'none', null);
      else if (choice === 'auto') {
        const found = photo.masks.findLast(({ info }) => info.kind === 'found');
        // a mask of its own, so that it can be undone
        if (found?.png) register(photo, 'found', { png: found.png, covers: found.info.covers });
        else {
          photo.mask = null;
          jobs.look(photo);
        }
      } else photo.mask = find(masks, choice, 'mask');
      const look = looks.get(id);
      if (look) photo.things = await describeThings(look, photo.mask);
      tell(photo);
      return photoInfo(photo);
    },
    mask(id: string) {
      const { png, photo } = find(masks, id, 'mask');
      if (!png) throw new Refusal('not-found', 'The whole photo has no mask');
      return { png, title: titleOf(photoOf(photo)) };
    },
    choose(id: string, drawing: string) {
      const photo = photoOf(id);
      if (drawingOf(drawing).photo !== id) throw new Refusal('usage', 'This drawing is of another photo');
      photo.drawing = drawing;
      tell(photo);
      return photoInfo(photo);
    },
    async star(id: string, star: boolean) {
      const photo = photoOf(id);
      photo.star = star;
      if (folder?.fileOf(photo)) {
        const noted = await folder.star(photo);
        if (!noted && star && photo.drawing) await save(id, photo.drawing);
      }
      tell(photo);
      return photoInfo(photo);
    },
    save,
    draw(order: DrawOrder) {
      const photo = photoOf(order.photo);
      const pinned = order.pinned ?? null;
      const plan: DrawPlan = {
        ...{ photo, options: order.options ?? {}, mask: maskFor(photo, order.mask), pinned },
        levels: order.levels ?? pinned === null,
        save: order.save ?? false,
      };
      const job = jobs.draw(plan);
      jobs.cancelOf(photo, true);
      return job;
    },
    jobs,
    drawing: (id: string) => drawingInfo(drawingOf(id)),
    edit(id: string, { sketch, pins }: EditOrder) {
      const drawing = drawingOf(id);
      const photo = photoOf(drawing.photo);
      if (sketch !== undefined) Object.assign(drawing, { edited: sketch, pins: [] });
      const strokes = strokeCount(currentSketch(drawing).strokes);
      if (pins?.some((index) => index >= strokes))
        throw new Refusal('usage', `There are ${strokes} strokes to be pinned, from 0 on`);
      drawing.pins = pins ?? drawing.pins;
      const info = drawingInfo(drawing);
      publish({ type: 'drawing', drawing: info });
      tell(photo);
      if (sketch !== undefined && folder?.fileOf(photo)) folder.saveSoon(photo, drawing, () => tell(photo));
      return info;
    },
    pinned: (id: string) => drawingOf(id).pinned,
    export(order: ExportOrder) {
      const drawing = drawingOf(order.drawing);
      return exportDrawing(drawing, order, titleOf(photoOf(drawing.photo)), metadataOf);
    },
    plot: (order: ExportOrder) => previewPlot(order.sketch ?? currentSketch(drawingOf(order.drawing)), order),
    command(order: ExportOrder) {
      const drawing = drawingOf(order.drawing);
      const photo = photoOf(drawing.photo);
      const file = folder?.fileOf(photo);
      const path = file ? options.shellPath(file) : photo.name;
      const maskId = drawing.maskState?.png ? drawing.maskState.info.id : null;
      return commandLine({ drawing, order, photo: path, title: titleOf(photo), engine, maskId });
    },
    async close() {
      hub.close();
      await folder?.close();
      const stopped = queue.close();
      await Promise.race([stopped, new Promise((resolve) => setTimeout(resolve, 1000).unref())]);
      await artist.dispose();
    },
  };
}

function strokeCountOf(sketch: Sketch | null): number {
  return sketch ? strokeCount(sketch.strokes) : 0;
}
