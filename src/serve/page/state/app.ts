/** The state of the page as signals, and what can be done with it. */
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

/** How the photo is seen with its drawing. */
export type Company = 'alone' | 'beside' | 'over';

export interface App {
  readonly api: Api;
  readonly messages: Messages;
  readonly world: ReadonlySignal<World>;
  /** Null until the stream was open once; false when it broke. */
  readonly connected: ReadonlySignal<boolean | null>;
  readonly route: ReadonlySignal<Route>;
  /** The photo that is open. */
  readonly photo: ReadonlySignal<PhotoInfo | null>;
  /** Of the open photo: the drawing it is shown with. */
  readonly main: ReadonlySignal<DrawingInfo | null>;
  /** Of the open photo: what answers the slider. */
  readonly shown: ReadonlySignal<Shown | null>;
  readonly editor: Editor;
  readonly count: Signal<number>;
  readonly look: Signal<Look>;
  readonly company: Signal<Company>;
  /** How strong the photo is under the drawing, 0 to 1. */
  readonly onion: Signal<number>;
  readonly options: Signal<DrawOptions>;
  /** Reads one line aloud to those who do not see the page. */
  readonly spoken: Signal<string>;
  go(route: Route): void;
  view(view: View): void;
  /** Photos chosen by a person: uploaded one after another, opened when there is one. */
  addPhotos(files: readonly File[]): Promise<void>;
  draw(photo: PhotoInfo, options?: DrawOptions): Promise<void>;
  /** Draws a photo as from the contact sheet: a folder's drawing is saved into it once it is done. */
  drawAndSave(photo: PhotoInfo): Promise<void>;
  keepDrawing(drawing: DrawingInfo): void;
  keepPhoto(photo: PhotoInfo): void;
  /** Fetches drawings that are not known yet. */
  fetchDrawings(ids: readonly string[]): void;
}

/** The number of strokes that the slider begins with, until the server says its own. */
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

/** Ids of all drawings that the open photo's slider needs. */
export function neededDrawings(app: App): readonly string[] {
  const photo = app.photo.value;
  if (!photo) return [];
  const ids = photo.drawing === null ? [] : [photo.drawing];
  const main = app.main.value;
  return main ? [...ids, ...levelIds(photo, main)] : ids;
}
