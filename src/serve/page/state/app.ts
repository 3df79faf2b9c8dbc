/** The page's state as signals, and its actions. */
import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { DrawingInfo, DrawOptions, PhotoInfo } from '../../protocol.ts';
import { drawingFor, levelIds, levelsOf, type Shown } from '../model/levels.ts';
import { type Look, PLAIN_LOOK } from '../model/pens.ts';
import { type Route, readRoute, type View, writeRoute } from '../model/route.ts';
import { applyEvent, EMPTY_WORLD, type World, withDrawing, withPhoto } from '../model/world.ts';
import { type Api, createApi } from './api.ts';
import { createEditor, type Editor } from './editor.ts';
import { createMessages, type Messages } from './messages.ts';
import { remembered } from './remembered.ts';
import { openStream } from './stream.ts';

/** Where the photo is shown with its drawing. */
export type Company = 'alone' | 'beside' | 'over';

export interface App {
  readonly api: Api;
  readonly messages: Messages;
  readonly world: ReadonlySignal<World>;
  /** Null until the event stream has been open once; false when it is broken. */
  readonly connected: ReadonlySignal<boolean | null>;
  readonly route: ReadonlySignal<Route>;
  /** The open photo. */
  readonly photo: ReadonlySignal<PhotoInfo | null>;
  /** The drawing that the open photo is shown with. */
  readonly main: ReadonlySignal<DrawingInfo | null>;
  /** The drawing of the open photo for the slider's value. */
  readonly shown: ReadonlySignal<Shown | null>;
  readonly editor: Editor;
  readonly count: Signal<number>;
  readonly look: Signal<Look>;
  readonly company: Signal<Company>;
  /** Opacity of the photo under the drawing, 0 to 1. */
  readonly onion: Signal<number>;
  readonly options: Signal<DrawOptions>;
  /** Announces one line to screen readers. */
  readonly spoken: Signal<string>;
  go(route: Route): void;
  view(view: View): void;
  /** Uploads the chosen photos one after another; a single one is opened. */
  addPhotos(files: readonly File[]): Promise<void>;
  draw(photo: PhotoInfo, options?: DrawOptions): Promise<void>;
  /** Draws a photo from the contact sheet; with a served folder the result is saved into it. */
  drawAndSave(photo: PhotoInfo): Promise<void>;
  keepDrawing(drawing: DrawingInfo): void;
  keepPhoto(photo: PhotoInfo): void;
  /** Fetches drawings that are not loaded yet. */
  fetchDrawings(ids: readonly string[]): void;
}

/** The slider's initial number of strokes, until the server's default is known. */
const FIRST_COUNT = 16;

export function createApp(): App {
  const api = createApi();
  const messages = createMessages();
  const world = signal(EMPTY_WORLD);
  const connected = signal<boolean | null>(null);
  const route = signal<Route>(readRoute(location.hash));
  const count = remembered('strokes', FIRST_COUNT);
  const look = remembered<Look>('look', PLAIN_LOOK);
  const company = remembered<Company>('company', 'alone');
  const onion = remembered('onion', 0.35);
  const options = remembered<DrawOptions>('options', {});
  const spoken = signal('');
  const asked = new Set<string>();

  const photo = computed(() => {
    const { value } = route;
    return value.page === 'photo'
      ? (world.value.photos.find((each) => each.id === value.photo) ?? null)
      : null;
  });
  const main = computed(() => {
    const id = photo.value?.drawing ?? null;
    return id === null ? null : (world.value.drawings.get(id) ?? null);
  });
  const levels = computed(() => (photo.value ? levelsOf(photo.value, world.value.drawings) : new Map()));
  const shown = computed(() => drawingFor(levels.value, count.value));

  const go = (next: Route) => {
    location.hash = writeRoute(next);
  };
  const keepDrawing = (drawing: DrawingInfo) => {
    world.value = withDrawing(world.value, drawing);
  };
  const keepPhoto = (changed: PhotoInfo) => {
    world.value = withPhoto(world.value, changed);
  };
  const editor = createEditor({ api, messages, photo, main, shown, spoken, count, keepDrawing });
  window.addEventListener('pagehide', editor.sendNow);

  const fetchDrawings = (ids: readonly string[]) => {
    for (const id of ids) {
      if (asked.has(id) || world.value.drawings.has(id)) continue;
      asked.add(id);
      void messages.attempt(async () => keepDrawing(await api.drawing(id))).then(() => asked.delete(id));
    }
  };

  window.addEventListener('hashchange', () => {
    route.value = readRoute(location.hash);
  });
  const draw = async (drawn: PhotoInfo, own: DrawOptions = {}, save = false) => {
    const strokes = own.strokes ?? count.value;
    const { width } = look.value;
    return messages.attempt(() =>
      api.draw({
        photo: drawn.id,
        options: { ...options.value, ...(width !== null && { width }), ...own, strokes },
        ...(save && { save }),
      }),
    );
  };
  openStream(
    (event) => {
      world.value = applyEvent(world.value, event);
      if (event.type === 'notice') messages.problem(event.message);
      if (event.type === 'job' && event.job.error && event.job.kind !== 'level')
        messages.problem(event.job.error.message);
    },
    (open) => {
      connected.value = open;
    },
  );

  return {
    ...{ api, messages, world, connected, route, photo, main, shown, editor },
    ...{ count, look, company, onion, options, spoken },
    ...{ go, keepDrawing, keepPhoto, fetchDrawings },
    view: (view) => {
      if (route.value.page === 'photo') go({ ...route.value, view });
    },
    async addPhotos(files) {
      const added: PhotoInfo[] = [];
      for (const file of files) {
        const info = await messages.attempt(() => api.upload(file));
        if (!info) continue;
        keepPhoto(info);
        added.push(info);
        if (info.mask === null && info.problem === null) void messages.attempt(() => api.look(info.id));
      }
      if (added.length === 1) go({ page: 'photo', photo: added[0].id, view: 'subject' });
      else if (added.length > 1) go({ page: 'photos' });
    },
    draw: async (drawn, own) => void (await draw(drawn, own)),
    async drawAndSave(drawn) {
      await draw(drawn, {}, drawn.source === 'folder' && world.value.session?.output != null);
    },
  };
}

/** Ids of all drawings that the slider of the open photo needs. */
export function neededDrawings(app: App): readonly string[] {
  const photo = app.photo.value;
  if (!photo) return [];
  const ids = photo.drawing === null ? [] : [photo.drawing];
  const main = app.main.value;
  return main ? [...ids, ...levelIds(photo, main)] : ids;
}
