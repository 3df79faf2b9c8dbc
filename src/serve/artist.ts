/** The process that analyses photos and draws; started when needed, and again after it has ended. */
import { ClipassoError } from '../errors.ts';
import type { ModelSettings } from '../models/settings.ts';
import type { SketchOptions } from '../options.ts';
import type { Sketcher } from '../sketch.ts';

export interface Artist {
  /** Warnings of the process, once it has started. */
  readonly warnings: readonly string[];
  readonly ready: boolean;
  /** Calls `work` with its sketcher. @throws what `work` throws, and ClipassoError 'engine' or 'model' if no process can be started */
  use<T>(work: (sketcher: Sketcher) => Promise<T>): Promise<T>;
  dispose(): Promise<void>;
}

/** @param onReady called whenever a process has started */
export function createArtist(
  options: Partial<SketchOptions>,
  settings: ModelSettings,
  onReady: () => void,
): Artist {
  let loading: Promise<Sketcher> | null = null;
  let warnings: readonly string[] = [];
  let ready = false;
  let disposed = false;

  const load = async () => {
    const { createProcessSketcher } = await import('../thread/sketcher.ts');
    const sketcher = await createProcessSketcher(options, settings);
    ({ warnings } = sketcher);
    ready = true;
    onReady();
    return sketcher;
  };

  return {
    get warnings() {
      return warnings;
    },
    get ready() {
      return ready;
    },
    async use(work) {
      if (disposed) throw new ClipassoError('aborted', 'The server is closing');
      loading ??= load();
      const own = loading;
      try {
        return await work(await own);
      } catch (error) {
        // a process that has ended cannot be used again
        if (error instanceof ClipassoError && error.code === 'engine' && loading === own) {
          own.then((sketcher) => sketcher.dispose()).catch(() => {});
          loading = null;
          ready = false;
        }
        throw error;
      }
    },
    async dispose() {
      disposed = true;
      const sketcher = await loading?.catch(() => null);
      sketcher?.dispose();
    },
  };
}
