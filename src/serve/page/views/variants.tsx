/** Gallery of the photo's drawings: all seeds of a run, and earlier runs. */
import { useEffect } from 'preact/hooks';
import type { DrawingSummary } from '../../protocol.ts';
import { candidates, nextSeed, variantsOf } from '../model/variants.ts';
import { openJob } from '../model/world.ts';
import { useApp } from './context.ts';
import { Button, Section } from './controls.tsx';
import { Paper } from './paper.tsx';

/** Number of seeds drawn by the button "more". */
const MORE = 4;

export function Variants() {
  const app = useApp();
  const photo = app.photo.value!;
  const ids = candidates(photo).map(({ id }) => id);
  useEffect(() => app.fetchDrawings(ids), [app, ids.join()]);
  const list = variantsOf(photo, app.world.value.drawings);

  const more = () => {
    void app.editor.leave();
    void app.draw(photo, { seed: nextSeed(photo), seeds: MORE });
  };
  const running = openJob(app.world.value, photo.id, 'draw') !== null;
  if (list.length === 0) return null;
  return (
    <Section title="Variants">
      <ul class="variants">
        {list.map((each, index) => (
          <li key={each.id}>
            <Variant summary={each} number={index + 1} />
          </li>
        ))}
      </ul>
      <Button onClick={more} disabled={running}>
        More variants
      </Button>
    </Section>
  );
}

function Variant({ summary, number }: { summary: DrawingSummary; number: number }) {
  const app = useApp();
  const photo = app.photo.value!;
  const info = app.world.value.drawings.get(summary.id);
  const chosen = photo.drawing === summary.id;
  const choose = async () => {
    await app.editor.leave();
    const changed = await app.messages.attempt(() => app.api.choose(photo.id, summary.id));
    if (!changed) return;
    app.keepPhoto(changed);
    app.count.value = Math.max(
      1,
      summary.asked === 'auto' || summary.edited ? summary.strokes : summary.asked,
    );
  };
  return (
    <button
      type="button"
      class="variant"
      aria-pressed={chosen}
      aria-label={`Variant ${number}, ${summary.strokes} strokes${summary.edited ? ', changed by hand' : ''}`}
      title={`Seed ${summary.seed}, loss ${summary.loss?.toFixed(4) ?? 'unknown'}`}
      onClick={() => void choose()}
    >
      {info ? <Paper sketch={info.sketch} look={app.look.value} /> : <span class="blank" />}
    </button>
  );
}
