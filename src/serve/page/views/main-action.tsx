/** The main button: draw, stop or save. */
import { countStrokes } from '../model/progress.ts';
import type { View } from '../model/route.ts';
import { openJob } from '../model/world.ts';
import { saveAs } from '../state/exporting.ts';
import { useApp } from './context.ts';
import { Button } from './controls.tsx';

export function MainAction({ view }: { view: View }) {
  const app = useApp();
  const photo = app.photo.value!;
  const job = openJob(app.world.value, photo.id, 'draw');
  const draw = () => {
    void app.editor.leave();
    app.view('drawing');
    void app.draw(photo);
  };
  if (job) {
    const stop = () => app.messages.attempt(() => app.api.stop(job.id));
    return (
      <Button kind="main" onClick={() => void stop()} label="Stop and keep the best drawing so far">
        Stop
      </Button>
    );
  }
  if (view === 'subject' || photo.drawing === null)
    return (
      <Button kind="main" onClick={draw}>
        {photo.drawing === null ? 'Draw' : 'Draw again'}
      </Button>
    );
  const shown = app.shown.value;
  const fewer = app.editor.history.value === null && shown !== null && !shown.own && view === 'drawing';
  return (
    <>
      {fewer && shown.whole && <Button onClick={draw}>{`Draw ${countStrokes(app.count.value)}`}</Button>}
      <Button
        kind="main"
        onClick={() => void saveAs(app, 'svg')}
        disabled={app.editor.current.value === null}
      >
        Save SVG
      </Button>
    </>
  );
}
