/** What pages do with drawings, and what follows when one is finished. */
import { DEFAULT_OPTIONS } from '../options.ts';
import { strokeCount } from '../strokes/stroke.ts';
import { commandLine, type EngineOptions } from './command-line.ts';
import type { DrawPlan } from './draw-plan.ts';
import { drawnStates } from './drawing-states.ts';
import { exportDrawing, type MetadataOf } from './exporting.ts';
import type { Drawn, Jobs } from './jobs.ts';
import type { Library } from './library.ts';
import type { PhotoMasks } from './photo-masks.ts';
import { titleOf } from './photos.ts';
import { previewPlot } from './plot-preview.ts';
import { Refusal } from './problems.ts';
import type { ServerEvent } from './protocol.ts';
import type { DrawOrder, EditOrder, ExportOrder } from './requests.ts';
import type { ServedFolder } from './served-folder.ts';
import { currentSketch, drawingInfo, photoInfo } from './state.ts';

export interface DrawingTools {
  readonly library: Library;
  readonly jobs: Jobs;
  readonly masks: PhotoMasks;
  /** Null without a folder. */
  readonly folder: ServedFolder | null;
  readonly publish: (event: ServerEvent) => void;
}

export interface FileOptions {
  readonly engine: EngineOptions;
  /** Path of a folder's photo for a shell. */
  readonly shellPath: (photo: { readonly path: string }) => string;
  readonly metadataOf: MetadataOf;
}

/** Numbers of strokes that are drawn in the background, in this order: powers of two, then numbers between them. */
const LEVELS = [8, 4, 32, 2, 64, 1, 16, 12, 24, 48, 6, 3, 10, 20, 5];

export function createDrawings({ library, jobs, masks, folder, publish }: DrawingTools, files: FileOptions) {
  const { tell } = library;

  async function save(photoId: string, drawingId: string): Promise<readonly string[]> {
    const photo = library.photo(photoId);
    const drawing = library.drawing(drawingId);
    if (!folder) throw new Refusal('conflict', 'Only photos of a folder are saved there; export this one');
    await folder.save(photo, drawing);
    tell(photo);
    return photo.saved;
  }

  return {
    save,
    get: (id: string) => drawingInfo(library.drawing(id)),
    pinned: (id: string) => library.drawing(id).pinned,
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
    /** Keeps what a job has drawn; for what was asked for, other numbers of strokes and its file follow. @returns its id */
    finished(drawn: Drawn): string {
      const { job, plan } = drawn;
      const { photo, options } = plan;
      const states = drawnStates(drawn, library.newDrawingId);
      for (const drawing of states) library.keep(drawing);
      const [{ id }] = states;
      const isAsked = job.kind === 'draw';
      if (isAsked) photo.drawing = id;
      tell(photo);
      if (isAsked && plan.levels) {
        const asked = options.strokes ?? DEFAULT_OPTIONS.strokes;
        const others = LEVELS.filter((n) => n !== asked);
        jobs.levels({ ...plan, of: id }, others);
      }
      if (isAsked && plan.save)
        save(photo.id, id).catch(({ message }: Error) => publish({ type: 'notice', message }));
      return id;
    },
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
    async star(photoId: string, star: boolean) {
      const photo = library.photo(photoId);
      photo.star = star;
      if (folder?.fileOf(photo)) {
        const noted = await folder.star(photo);
        if (!noted && star && photo.drawing) await save(photoId, photo.drawing);
      }
      tell(photo);
      return photoInfo(photo);
    },
    export(order: ExportOrder) {
      const drawing = library.drawing(order.drawing);
      return exportDrawing(drawing, order, titleOf(library.photo(drawing.photo)), files.metadataOf);
    },
    plot: (order: ExportOrder) =>
      previewPlot(order.sketch ?? currentSketch(library.drawing(order.drawing)), order),
    command(order: ExportOrder) {
      const drawing = library.drawing(order.drawing);
      const photo = library.photo(drawing.photo);
      const file = folder?.fileOf(photo);
      const path = file ? files.shellPath(file) : photo.name;
      const maskId = drawing.maskState?.png ? drawing.maskState.info.id : null;
      const { engine } = files;
      return commandLine({ drawing, order, photo: path, title: titleOf(photo), engine, maskId });
    },
  };
}
