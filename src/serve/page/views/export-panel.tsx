/** Export: files, clipboard, plotter page, command line. */
import { useSignal } from '@preact/signals';
import type { ExportFormat } from '../../protocol.ts';
import { copyDrawing, saveAs } from '../state/exporting.ts';
import { CommandSection } from './command-section.tsx';
import { useApp } from './context.ts';
import { Button, More, NumberField, Section } from './controls.tsx';
import { PlotterSection } from './plotter-section.tsx';

/** Longer side of a picture in pixels. */
const SIZES = { min: 16, max: 8192, usual: 1024 } as const;
/** Longer side of a movie in pixels, and its length in seconds. */
const MOVIE = { size: 448, seconds: 4, longest: 60 } as const;

export function ExportPanel() {
  return (
    <>
      <FilesSection />
      <FolderSection />
      <PlotterSection />
      <CommandSection />
    </>
  );
}

function FilesSection() {
  const app = useApp();
  // read when a button is pressed, which may be before the page has rendered the typed value
  const size = useSignal<number>(SIZES.usual);
  const seconds = useSignal<number>(MOVIE.seconds);
  const offered = app.world.value.session?.formats ?? [];
  const file = (format: ExportFormat, name: string, wishes = () => ({})) =>
    offered.includes(format) && <Button onClick={() => void saveAs(app, format, wishes())}>{name}</Button>;
  const sized = () => ({ size: size.value });
  return (
    <>
      <Section title="File">
        <div class="files">
          {file('svg', 'SVG')}
          {file('pdf', 'PDF')}
          {file('json', 'JSON')}
        </div>
        <div class="row">
          <Button icon="copy" onClick={() => void copyDrawing(app, 'svg')}>
            Copy SVG
          </Button>
          <Button icon="copy" onClick={() => void copyDrawing(app, 'png', sized())}>
            Copy PNG
          </Button>
        </div>
      </Section>
      <Section title="Picture">
        <div class="row end">
          <NumberField
            label="Longer side, px"
            value={size.value}
            range={SIZES}
            onChange={(v) => (size.value = v)}
          />
          {file('png', 'PNG', sized)}
        </div>
        <More title="Other pictures">
          <div class="row">
            {file('jpg', 'JPG', sized)}
            {file('webp', 'WebP', sized)}
          </div>
        </More>
      </Section>
      <Section title="The drawing being drawn">
        <div class="row end">
          <NumberField
            label="Seconds"
            value={seconds.value}
            range={{ min: 0.5, max: MOVIE.longest, step: 0.5 }}
            onChange={(v) => (seconds.value = v)}
          />
          {file('svg', 'Animated SVG', () => ({ animate: true, seconds: seconds.value }))}
          {file('gif', 'GIF', () => ({ size: MOVIE.size, seconds: seconds.value }))}
        </div>
      </Section>
    </>
  );
}

/** Saves into the served folder, where `batch` finds it again. */
function FolderSection() {
  const app = useApp();
  const photo = app.photo.value!;
  const { session } = app.world.value;
  if (photo.source !== 'folder' || session?.output == null) return null;
  const save = async () => {
    const id = app.editor.current.value?.id;
    if (id === undefined) return;
    const saved = await app.messages.attempt(() => app.api.save(photo.id, id));
    if (saved) app.messages.done(`Saved ${saved.files.join(', ')}`);
  };
  return (
    <Section title="Folder">
      <p class="hint">
        {photo.saved.length > 0 ? `Saved as ${photo.saved.join(', ')}` : `Drawings go to ${session.output}.`}
      </p>
      <Button onClick={() => void save()}>Save to the folder</Button>
    </Section>
  );
}
