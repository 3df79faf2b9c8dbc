/** One photo of the contact sheet, with its drawing. */
import { useEffect, useRef } from 'preact/hooks';
import type { PhotoInfo } from '../../protocol.ts';
import { photoAddress } from '../model/pictures.ts';
import { describeJob } from '../model/progress.ts';
import { writeRoute } from '../model/route.ts';
import { openJob } from '../model/world.ts';
import { useApp } from './context.ts';
import { Button } from './controls.tsx';
import { Paper } from './paper.tsx';

/** Drawings this close to the window are already fetched, in CSS pixels. */
const AHEAD = '400px';

export function SheetCard({ photo }: { photo: PhotoInfo }) {
  const app = useApp();
  const { world } = app;
  const card = useRef<HTMLLIElement>(null);
  const job = openJob(world.value, photo.id, 'draw') ?? openJob(world.value, photo.id, 'look');
  const live = world.value.live.get(photo.id);
  const info = photo.drawing === null ? undefined : world.value.drawings.get(photo.drawing);
  const sketch = live?.sketch ?? info?.sketch;
  const view = photo.drawing === null && !live ? 'subject' : 'drawing';

  useEffect(() => {
    const id = photo.drawing;
    if (id === null) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) app.fetchDrawings([id]);
      },
      { rootMargin: AHEAD },
    );
    observer.observe(card.current!);
    return () => observer.disconnect();
  }, [app, photo.drawing]);

  const star = async () => {
    const changed = await app.messages.attempt(() => app.api.star(photo.id, !photo.star));
    if (changed) app.keepPhoto(changed);
  };
  return (
    <li ref={card} class="card">
      <a href={writeRoute({ page: 'photo', photo: photo.id, view })}>
        <span class="pair-of-pictures">
          <img src={photoAddress(photo.id, 'small', world.value.session?.id ?? null)} alt="" loading="lazy" />
          {sketch ? <Paper sketch={sketch} look={app.look.value} /> : <span class="blank" />}
        </span>
        <span class="name">{photo.name}</span>
      </a>
      <p class="hint">{photo.problem ?? (job ? describeJob(job) : '')}</p>
      <div class="row">
        {job?.kind === 'draw' ? (
          <Button
            label={`Stop drawing ${photo.name}`}
            onClick={() => void app.messages.attempt(() => app.api.cancel(job.id))}
          >
            Stop
          </Button>
        ) : (
          <Button
            label={`${photo.drawing === null ? 'Draw' : 'Redo'} ${photo.name}`}
            disabled={photo.problem !== null}
            onClick={() => void app.drawAndSave(photo)}
          >
            {photo.drawing === null ? 'Draw' : 'Redo'}
          </Button>
        )}
        {photo.source === 'upload' && (
          <Button
            kind="quiet"
            icon="delete"
            label={`Remove ${photo.name}`}
            onClick={() => void app.messages.attempt(() => app.api.remove(photo.id))}
          />
        )}
        <Button
          kind="quiet"
          icon="star"
          label={`Star ${photo.name}`}
          pressed={photo.star}
          onClick={() => void star()}
        />
      </div>
    </li>
  );
}
