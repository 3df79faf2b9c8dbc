/** The operations of the API, independent of HTTP: what the server keeps, wired together. */
import { randomBytes } from 'node:crypto';
import type { ModelSettings } from '../models/settings.ts';
import { createArtist } from './artist.ts';
import { createDrawings, type FileOptions } from './drawings.ts';
import { createEventHub } from './events.ts';
import { createJobs } from './jobs.ts';
import { createLibrary } from './library.ts';
import { createPhotoMasks } from './photo-masks.ts';
import { createPhotos } from './photos.ts';
import { createPreviews } from './previews.ts';
import type { ServerEvent, SessionInfo } from './protocol.ts';
import { createQueue } from './queue.ts';
import { createServedFolder, type FolderOptions } from './served-folder.ts';
import { LIMITS, sessionInfo } from './session.ts';

export interface StudioOptions extends FileOptions {
  readonly settings: ModelSettings;
  /** Null without a folder. */
  readonly folder: FolderOptions | null;
  /** @default LIMITS */
  readonly limits?: SessionInfo['limits'];
}

/** Milliseconds that closing waits for the running job. */
const CLOSING_MS = 1000;

export type Studio = ReturnType<typeof createStudio>;

export function createStudio(options: StudioOptions) {
  const { engine, limits = LIMITS } = options;
  const hub = createEventHub();
  const publish = (event: ServerEvent) => hub.publish(event);
  const complain = (message: string) => publish({ type: 'notice', message });
  const watched = () => hub.listeners > 0;
  const sessionId = randomBytes(9).toString('base64url');
  const session = () => sessionInfo(sessionId, engine, artist, options.folder);
  const artist = createArtist(engine, options.settings, () =>
    publish({ type: 'session', session: session() }),
  );
  const library = createLibrary(publish);
  const previews = createPreviews(library.tell);
  const masks = createPhotoMasks(library, previews);
  const queue = createQueue({ capacity: limits.queue, watched });
  const jobs = createJobs(queue, artist, {
    publish,
    onSubject: masks.found,
    onDrawn: (drawn) => drawings.finished(drawn),
  });
  const photos = createPhotos({ library, jobs, masks, previews, limits });
  const folder =
    options.folder &&
    createServedFolder(options.folder, options.metadataOf, {
      onNew: photos.files.added,
      onSaved: photos.files.drawn,
      onGone: photos.files.gone,
      onProblem: complain,
      watched,
    });
  const drawings = createDrawings({ library, jobs, masks, folder, publish }, options);
  hub.watch(() => {
    queue.update();
    folder?.watch();
  });
  return {
    ...{ hub, photos, drawings, jobs, sessionId, session },
    /** Everything that a page shows. */
    snapshot: (): ServerEvent => ({
      type: 'snapshot',
      session: session(),
      photos: photos.all(),
      jobs: jobs.all(),
    }),
    /** Loads the network, so that the first photo does not wait for it. */
    warm: () => artist.use(async () => {}).catch(({ message }: Error) => complain(message)),
    openFolder: async () => folder?.scan(),
    /** Ends all jobs. */
    async close() {
      hub.close();
      await folder?.close();
      const stopped = queue.close();
      await Promise.race([stopped, new Promise((resolve) => setTimeout(resolve, CLOSING_MS).unref())]);
      await artist.dispose();
    },
  };
}
