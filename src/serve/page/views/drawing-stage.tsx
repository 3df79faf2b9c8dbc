/** The drawing, large, alone or with the photo. */
import type { SketchData } from '../../protocol.ts';
import { countStrokes } from '../model/progress.ts';
import { openJob } from '../model/world.ts';
import { CompanyBar } from './company-bar.tsx';
import { useApp } from './context.ts';
import { EditLayer } from './edit-layer.tsx';
import { Fitted } from './fitted.tsx';
import { Paper } from './paper.tsx';
import { PhotoPicture } from './photo-picture.tsx';
import { StrokeSlider } from './stroke-slider.tsx';

export function DrawingStage({ editing }: { editing: boolean }) {
  const app = useApp();
  const photo = app.photo.value!;
  const company = app.company.value;
  const live = app.world.value.live.get(photo.id);
  const sketch: SketchData | null =
    live?.sketch ?? app.editor.draft.value ?? app.editor.current.value?.drawing ?? null;
  const running = openJob(app.world.value, photo.id, 'draw') !== null;
  const shape = sketch ?? { width: photo.width || 1, height: photo.height || 1 };
  const picture = <PhotoPicture photo={photo} alt={photo.name} />;
  return (
    <div class="stage">
      <div class={`boards ${company}`}>
        {company === 'beside' && (
          <Fitted width={shape.width} height={shape.height}>
            {picture}
          </Fitted>
        )}
        <Fitted
          width={shape.width}
          height={shape.height}
          busy={running && !sketch}
          paper={app.look.value.paper}
        >
          {(company === 'over' || !sketch) && (
            <div class="onion" style={{ opacity: sketch ? app.onion.value : 0.25 }}>
              {picture}
            </div>
          )}
          {sketch && (
            <Paper
              sketch={sketch}
              look={app.look.value}
              label={`Drawing of ${photo.name}, ${countStrokes(sketch.strokes.length)}`}
              clear={company === 'over'}
            />
          )}
          {editing && sketch && !live && <EditLayer />}
        </Fitted>
      </div>
      <CompanyBar />
      {!editing && <StrokeSlider />}
    </div>
  );
}
