/** The slider for the number of strokes, 1 to 64. */
import { countStrokes } from '../model/progress.ts';
import { openJob } from '../model/world.ts';
import { useApp } from './context.ts';
import { Slider } from './controls.tsx';

/** Numbers until the server's limits are known. */
const LIMITS: readonly [number, number] = [1, 64];

export function StrokeSlider() {
  const app = useApp();
  const [min, max] = app.world.value.session?.limits.strokes ?? LIMITS;
  const count = app.count.value;
  return (
    <div class="strokes">
      <Slider
        label="Strokes"
        value={count}
        range={{ min, max: Math.max(max, count) }}
        text={countStrokes(count)}
        onInput={(value) => {
          void app.editor.leave();
          app.count.value = value;
        }}
      />
      <p class="hint">{hintOf(app)}</p>
    </div>
  );
}

/** A note on what is shown if it is not a drawing made for that number of strokes. */
function hintOf(app: ReturnType<typeof useApp>): string {
  const photo = app.photo.value!;
  const shown = app.shown.value;
  if (!shown || app.world.value.live.has(photo.id) || shown.own) return '';
  const { length } = shown.drawing.strokes;
  if (app.main.value?.edited) return `${countStrokes(length)}, changed by hand`;
  const later = openJob(app.world.value, photo.id, 'level') ? '; a drawing of its own follows' : '';
  return shown.whole
    ? `${countStrokes(length)} so far${later}`
    : `The most important strokes of a larger drawing${later}`;
}
