import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { listFolder } from '../../../src/serve/photo-files.ts';
import { createServedFolder } from '../../../src/serve/served-folder.ts';
import type { PhotoState } from '../../../src/serve/state.ts';
import { uniformStrokes } from '../../../src/strokes/stroke.ts';
import { temporaryFolder } from '../../helpers/folder.ts';
import { drawingState, photoState } from '../states.ts';
import { DUCK } from './served.ts';

/** Level strokes that were saved of the photo. */
export const STROKES = 6;

/** A folder with one photo, of which a drawing was saved: nothing has to be drawn for tests of the page. */
export async function folderWithDrawing(): Promise<string> {
  const root = temporaryFolder();
  const output = join(root, 'sketches');
  mkdirSync(output);
  copyFileSync(DUCK, join(root, 'duck.jpg'));
  const photos: PhotoState[] = [];
  const list = () => listFolder(root, output);
  const folder = createServedFolder({ name: 'photos', shown: 'sketches', output, list }, () => ({}), {
    onNew({ name, read }) {
      const photo = photoState({ id: 'p1', name, source: 'folder', read });
      photos.push(photo);
      return photo;
    },
    onSaved() {},
    onGone() {},
    onProblem(message) {
      throw new Error(message);
    },
    watched: () => false,
  });
  await folder.scan();
  const points = Array.from({ length: STROKES }, (_, k) =>
    [30, 60, 130, 170].flatMap((x) => [x, 40 + 22 * k]),
  );
  const strokes = uniformStrokes(points.flat(), 3);
  const sketch = { width: 230.5, height: 217.6, strokes };
  await folder.save(photos[0], drawingState({ sketch }));
  return root;
}
