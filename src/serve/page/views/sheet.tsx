/** All photos as a contact sheet: open one, draw, redo, star. */
import { useState } from 'preact/hooks';
import type { PhotoInfo } from '../../protocol.ts';
import { openJob } from '../model/world.ts';
import { useApp } from './context.ts';
import { Button, Choice } from './controls.tsx';
import { SheetCard } from './sheet-card.tsx';

type Filter = 'all' | 'starred' | 'undrawn';

const FILTERS: readonly { readonly value: Filter; readonly text: string }[] = [
  { value: 'all', text: 'All' },
  { value: 'starred', text: 'Starred' },
  { value: 'undrawn', text: 'Not drawn' },
];

const PASSES: Readonly<Record<Filter, (photo: PhotoInfo) => boolean>> = {
  all: () => true,
  starred: (photo) => photo.star,
  undrawn: (photo) => photo.drawing === null,
};

export function Sheet() {
  const app = useApp();
  const { photos, session } = app.world.value;
  const [filter, setFilter] = useState<Filter>('all');
  const shown = photos.filter(PASSES[filter]);
  const waiting = photos.filter(
    (photo) =>
      photo.drawing === null && photo.problem === null && !openJob(app.world.value, photo.id, 'draw'),
  );
  const drawAll = async () => {
    for (const photo of waiting) await app.drawAndSave(photo);
  };
  return (
    <main class="sheet">
      <div class="sheet-head">
        <h1>{session?.folder ?? `${photos.length} photos`}</h1>
        <Choice label="Show" value={filter} choices={FILTERS} onChange={setFilter} />
        {waiting.length > 0 && (
          <Button kind="main" onClick={() => void drawAll()}>
            {waiting.length === photos.length ? 'Draw all' : `Draw the other ${waiting.length}`}
          </Button>
        )}
      </div>
      {shown.length === 0 && (
        <p class="hint">No photo is {filter === 'starred' ? 'starred yet' : 'left to be drawn'}.</p>
      )}
      <ul class="cards">
        {shown.map((photo) => (
          <SheetCard key={photo.id} photo={photo} />
        ))}
      </ul>
    </main>
  );
}
