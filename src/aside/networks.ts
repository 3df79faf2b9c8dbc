/** The network that looks for borders, in the second thread while the first finds faces, people and outlines. */
import type { PhotoReader } from '../photo/reader.ts';
import type { Aside } from './aside.ts';
import type { Computing } from './tasks.ts';

export interface NetworksAside {
  /** The reader, but borders come from the second thread; where it fails, from the reader. */
  reader(own: PhotoReader): PhotoReader;
}

/** On the engine onnx, whose results are the same in every thread; it is started at once. */
export function networksAside(aside: Aside, on: Computing): NetworksAside {
  aside.compute('engine', [on], async () => {}).catch(() => {});
  return {
    reader: (own) => ({
      ...own,
      boundaries: (photo) => aside.compute('boundaries', [on, photo], () => own.boundaries(photo)),
    }),
  };
}
