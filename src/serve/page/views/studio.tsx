/** One photo: the large picture, the panel of the open view, and the main button. */
import { useEffect } from 'preact/hooks';
import { openJob } from '../model/world.ts';
import { useApp } from './context.ts';
import { DrawingPanel } from './drawing-panel.tsx';
import { DrawingStage } from './drawing-stage.tsx';
import { EditPanel } from './edit-panel.tsx';
import { ExportPanel } from './export-panel.tsx';
import { MainAction } from './main-action.tsx';
import { Progress } from './progress.tsx';
import { SubjectView } from './subject-view.tsx';

export function Studio() {
  const app = useApp();
  const route = app.route.value;
  const photo = app.photo.value!;
  const view = route.page === 'photo' ? route.view : 'drawing';

  useEffect(() => {
    const unseen = photo.mask === null && photo.problem === null && photo.drawing === null;
    if (unseen && !openJob(app.world.peek(), photo.id, 'look'))
      void app.messages.attempt(() => app.api.look(photo.id));
    void app.editor.leave();
  }, [app, photo.id]);

  if (photo.problem !== null)
    return (
      <main class="welcome">
        <h1>{photo.name} cannot be drawn</h1>
        <p>{photo.problem}</p>
      </main>
    );
  return (
    <main class={`studio ${view}`}>
      {view === 'subject' ? (
        <SubjectView key={photo.id} />
      ) : (
        <>
          <DrawingStage editing={view === 'edit'} />
          <div class="panel">
            {view === 'drawing' && <DrawingPanel />}
            {view === 'edit' && <EditPanel />}
            {view === 'export' && <ExportPanel />}
          </div>
        </>
      )}
      <div class="next">
        <Progress />
        <MainAction view={view} />
      </div>
    </main>
  );
}
