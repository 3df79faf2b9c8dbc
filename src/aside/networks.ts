/** Small networks that look at a photo in the second thread while the first runs the large one. */
import type { PhotoReader } from '../photo/reader.ts';
import type { RgbImage } from '../raster/raster.ts';
import type { DetectedObject, OBJECTS } from '../seeing/objects.ts';
import type { Aside } from './aside.ts';
import type { Computing } from './tasks.ts';

export interface NetworksAside {
  /** The reader, but what small networks answer comes from the second thread; where it fails, from the reader. */
  reader(own: PhotoReader): PhotoReader;
  /** @param own finds them here, where the second thread does not */
  objects(
    photo: RgbImage,
    params: typeof OBJECTS,
    own: () => Promise<DetectedObject[]>,
  ): Promise<DetectedObject[]>;
}

/** Networks on the engine onnx, whose results are the same in every thread; it is started at once. */
export function networksAside(aside: Aside, on: Computing): NetworksAside {
  aside.compute('engine', [on], async () => {}).catch(() => {});
  return {
    reader: (own) => ({
      ...own,
      salience: (photo) => aside.compute('salience', [on, photo], () => own.salience(photo)),
      boundaries: (photo) => aside.compute('boundaries', [on, photo], () => own.boundaries(photo)),
    }),
    objects: (photo, params, own) => aside.compute('objects', [on, photo, params], own),
  };
}
