/** The operations of the API on photos, masks, jobs and drawings, independent of HTTP. */
import { randomBytes } from 'node:crypto';
import { basename, extname } from 'node:path';
import type { ModelSettings } from '../models/settings.ts';
import { DEFAULT_OPTIONS } from '../options.ts';
import { openImage } from '../photo/decode.ts';
import { strokeCount } from '../strokes/stroke.ts';
import { createArtist } from './artist.ts';
import { commandLine, type EngineOptions } from './command-line.ts';
import { drawnStates, savedState } from './drawing-states.ts';
import { createEventHub } from './events.ts';
import { exportDrawing, type MetadataOf } from './exporting.ts';
import { createJobs, type Drawn, type DrawPlan } from './jobs.ts';
import { createLibrary } from './library.ts';
import { createPhotoMasks } from './photo-masks.ts';
import { previewPlot } from './plot-preview.ts';
import { createPreviews } from './previews.ts';
import { Refusal } from './problems.ts';
import type { MaskChoice, MaskPick, ServerEvent, SessionInfo } from './protocol.ts';
import { createQueue } from './queue.ts';
import type { DrawOrder, EditOrder, ExportOrder } from './requests.ts';
import { createServedFolder, type FolderOptions } from './served-folder.ts';
import { LIMITS, sessionInfo } from './session.ts';
import { currentSketch, drawingInfo, type PhotoState, photoInfo } from './state.ts';

export interface StudioOptions {
  readonly engine: EngineOptions;
  readonly settings: ModelSettings;
  /** Null without a folder. */
  readonly folder: FolderOptions | null;
  /** Path of a folder's photo for a shell. */
  readonly shellPath: (photo: { readonly path: string }) => string;
  readonly metadataOf: MetadataOf;
  /** @default LIMITS */
  readonly limits?: SessionInfo['limits'];
}

/** Numbers of strokes that are drawn in the background, in this order: powers of two, then numbers between them. */
const LEVELS = [8, 4, 32, 2, 64, 1, 16, 12, 24, 48, 6, 3, 10, 20, 5];
/** Milliseconds that closing waits for the running job. */
const CLOSING_MS = 1000;

export type Studio = ReturnType<typeof createStudio>;

export function createStudio(options: StudioOptions) {
  const { engine, metadataOf, limits = LIMITS } = options;
  const hub = createEventHub();
  const publish = (event: ServerEvent) => hub.publish(event);
  const library = createLibrary(publish);
  const { tell } = library;
  const uploads = new Map<string, number>();
  const queue = createQueue({ capacity: limits.queue, watched: () => hub.listeners > 0 });
  const artist = createArtist(engine, options.settings, () =>
    publish({ type: 'session', session: session() }),
  );
  const previews = createPreviews(tell);
  const masks = createPhotoMasks(library, previews);
  const folder =
    options.folder &&
    createServedFolder(options.folder, metadataOf, {
      onNew(file) {
        if (library.photos.size >= limits.photos) return null;
        const photo = library.addPhoto(file.name, 'folder', file.read);
        tell(photo);
        return photo;
      },
      onSaved(photo, saved) {
        photo.star = saved.entry.starred ?? false;
        photo.saved = saved.entry.outputs;
        photo.drawing = library.newDrawingId();
        library.keep(savedState(photo.drawing, photo.id, saved));
        tell(photo);
      },
      onGone(photo) {
        // its drawings of this session can still be exported
        if (photo.drawings.every(({ earlier }) => earlier !== null)) remove(photo);
      },
      onProblem: (message) => publish({ type: 'notice', message }),
      watched: () => hub.listeners > 0,
    });
  hub.watch(() => {
    queue.update();
    folder?.watch();
  });
  const jobs = createJobs(queue, artist, { publish, onSubject: masks.found, onDrawn });

  const sessionId = randomBytes(9).toString('base64url');
  const session = () => sessionInfo(sessionId, engine, artist, options.folder);

  function remove(photo: PhotoState): void {
    jobs.cancelOf(photo, false);
    previews.forget(photo);
    uploads.delete(photo.id);
    library.removePhoto(photo);
  }

  function onDrawn(drawn: Drawn): string {
    const { job, plan } = drawn;
    const { photo } = plan;
    const [first, ...variants] = drawnStates(drawn, library.newDrawingId);
    for (const drawing of [first, ...variants]) library.keep(drawing);
    const { id } = first;
    if (job.kind === 'draw') photo.drawing = id;
    tell(photo);
    if (job.kind !== 'draw') return id;
    if (plan.levels) {
      const asked = plan.options.strokes ?? DEFAULT_OPTIONS.strokes;
      jobs.levels(
        { ...plan, of: id },
        LEVELS.filter((n) => n !== asked),
      );
    }
    if (plan.save) save(photo.id, id).catch(({ message }: Error) => publish({ type: 'notice', message }));
    return id;
  }

  async function save(photoId: string, drawingId: string): Promise<readonly string[]> {
    const photo = library.photo(photoId);
    const drawing = library.drawing(drawingId);
    if (!folder) throw new Refusal('conflict', 'Only photos of a folder are saved there; export this one');
    await folder.save(photo, drawing);
    tell(photo);
    return photo.saved;
  }

  const titleOf = (photo: PhotoState) => basename(photo.name, extname(photo.name));

  return {
    hub,
    session,
    sessionId,
    jobs,
    save,
    /** Loads the network, so that the first photo does not wait for it. */
    warm: () =>
      artist.use(async () => {}).catch(({ message }: Error) => publish({ type: 'notice', message })),
    openFolder: async () => folder?.scan(),
    snapshot: (): ServerEvent => ({
      type: 'snapshot',
      session: session(),
      photos: [...library.photos.values()].map(photoInfo),
      jobs: jobs.all(),
    }),
    photos: () => [...library.photos.values()].map(photoInfo),
    photo: (id: string) => photoInfo(library.photo(id)),
    async upload(name: string, bytes: Uint8Array) {
      const total = [...uploads.values()].reduce((sum, size) => sum + size, bytes.length);
      if (total > limits.totalBytes || library.photos.size >= limits.photos)
        throw new Refusal('too-large', 'There are too many photos; remove some first');
      const { width, height } = await openImage(new File([Uint8Array.from(bytes)], name));
      const photo = library.addPhoto(name, 'upload', () => Promise.resolve(bytes));
      uploads.set(photo.id, bytes.length);
      Object.assign(photo, { width, height });
      tell(photo);
      return photoInfo(photo);
    },
    remove(id: string) {
      const photo = library.photo(id);
      if (photo.source === 'folder') throw new Refusal('conflict', 'Photos of the folder stay there');
      remove(photo);
    },
    preview: (id: string, size: number) => previews.preview(library.photo(id), size),
    look: (id: string) => jobs.look(library.photo(id)),
    paint: async (id: string, bytes: Uint8Array) => masks.paint(library.photo(id), bytes),
    pick: async (id: string, pick: MaskPick) => masks.pick(library.photo(id), pick),
    async useMask(id: string, choice: MaskChoice) {
      const photo = library.photo(id);
      await masks.use(photo, choice, () => jobs.look(photo));
      return photoInfo(photo);
    },
    mask(id: string) {
      const { png, photo } = masks.picture(id);
      return { png, title: titleOf(library.photo(photo)) };
    },
    choose(id: string, drawing: string) {
      const photo = library.photo(id);
      if (library.drawing(drawing).photo !== id)
        throw new Refusal('usage', 'This drawing is of another photo');
      photo.drawing = drawing;
      tell(photo);
      return photoInfo(photo);
    },
    async star(id: string, star: boolean) {
      const photo = library.photo(id);
      photo.star = star;
      if (folder?.fileOf(photo)) {
        const noted = await folder.star(photo);
        if (!noted && star && photo.drawing) await save(id, photo.drawing);
      }
      tell(photo);
      return photoInfo(photo);
    },
    draw(order: DrawOrder) {
      const photo = library.photo(order.photo);
      const pinned = order.pinned ?? null;
      const plan: DrawPlan = {
        ...{ photo, options: order.options ?? {}, mask: masks.forDrawing(photo, order.mask), pinned },
        levels: order.levels ?? pinned === null,
        save: order.save ?? false,
      };
      const job = jobs.draw(plan);
      jobs.cancelOf(photo, true);
      return job;
    },
    drawing: (id: string) => drawingInfo(library.drawing(id)),
    edit(id: string, { sketch, pins }: EditOrder) {
      const drawing = library.drawing(id);
      const photo = library.photo(drawing.photo);
      if (sketch !== undefined) Object.assign(drawing, { edited: sketch, pins: [] });
      const strokes = strokeCount(currentSketch(drawing).strokes);
      if (pins?.some((index) => index >= strokes))
        throw new Refusal('usage', `There are ${strokes} strokes to be pinned, from 0 on`);
      drawing.pins = pins ?? drawing.pins;
      photo.drawing = id;
      const info = drawingInfo(drawing);
      publish({ type: 'drawing', drawing: info });
      tell(photo);
      if (sketch !== undefined && folder?.fileOf(photo)) folder.saveSoon(photo, drawing, () => tell(photo));
      return info;
    },
    pinned: (id: string) => library.drawing(id).pinned,
    export(order: ExportOrder) {
      const drawing = library.drawing(order.drawing);
      return exportDrawing(drawing, order, titleOf(library.photo(drawing.photo)), metadataOf);
    },
    plot: (order: ExportOrder) =>
      previewPlot(order.sketch ?? currentSketch(library.drawing(order.drawing)), order),
    command(order: ExportOrder) {
      const drawing = library.drawing(order.drawing);
      const photo = library.photo(drawing.photo);
      const file = folder?.fileOf(photo);
      const path = file ? options.shellPath(file) : photo.name;
      const maskId = drawing.maskState?.png ? drawing.maskState.info.id : null;
      return commandLine({ drawing, order, photo: path, title: titleOf(photo), engine, maskId });
    },
    async close() {
      hub.close();
      await folder?.close();
      const stopped = queue.close();
      await Promise.race([stopped, new Promise((resolve) => setTimeout(resolve, CLOSING_MS).unref())]);
      await artist.dispose();
    },
  };
}
