/** A page for a pen plotter, with a preview of the page and the pen's travel. */
import { useSignal } from '@preact/signals';
import { useEffect, useState } from 'preact/hooks';
import type { ExportFormat, PlotPreview, PlotterData } from '../../protocol.ts';
import { exportRequest, saveAs } from '../state/exporting.ts';
import { useApp } from './context.ts';
import { Button, NumberField, Select } from './controls.tsx';

/** Range of the margin, in millimetres. */
const MARGINS = { min: 0, max: 100, usual: 15 } as const;
/** Milliseconds without a change before a preview is requested. */
const REST = 200;

export function PlotterSection() {
  const [open, setOpen] = useState(false);
  return (
    <section class="section">
      <details class="more" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
        <summary>Pen plotter</summary>
        {open && <PlotterPage />}
      </details>
    </section>
  );
}

function PlotterPage() {
  const app = useApp();
  const paper = useSignal('a4');
  const margin = useSignal<number>(MARGINS.usual);
  const [preview, setPreview] = useState<PlotPreview | null>(null);
  const papers = app.world.value.session?.papers ?? [paper.value];
  const plotter = (): PlotterData => ({ paper: paper.value, margin: margin.value });
  const request = exportRequest(app, 'svg', { plotter: plotter() });
  const key = JSON.stringify(request);

  useEffect(() => {
    if (!request) return;
    let current = true;
    const timer = setTimeout(async () => {
      const answer = await app.messages.attempt(() => app.api.plot(request));
      if (current && answer) setPreview(answer);
    }, REST);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [key]);

  const file = (format: ExportFormat, name: string) => (
    <Button onClick={() => void saveAs(app, format, { plotter: plotter() })}>{name}</Button>
  );
  return (
    <div class="stack">
      <div class="row end">
        <Select
          label="Paper"
          value={paper.value}
          choices={papers.map((name) => ({ value: name, text: nameOf(name) }))}
          onChange={(v) => (paper.value = v)}
        />
        <NumberField
          label="Margin, mm"
          value={margin.value}
          range={MARGINS}
          onChange={(v) => (margin.value = v)}
        />
      </div>
      {preview && <Preview plot={preview} />}
      <div class="row">
        {file('svg', 'SVG page')}
        {file('pdf', 'PDF page')}
        {file('hpgl', 'HPGL')}
        {file('gcode', 'G-code')}
        {file('dxf', 'DXF')}
      </div>
    </div>
  );
}

/** Label of a paper: `a4` gives A4, `letter` gives Letter. */
function nameOf(paper: string): string {
  return paper.charAt(0).toUpperCase() + paper.slice(1);
}

function Preview({ plot }: { plot: PlotPreview }) {
  const { width, height, penWidth, layers, travel } = plot;
  return (
    <figure class="plot">
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label="The plotter's page">
        <rect width={width} height={height} fill="#ffffff" />
        {layers.map((layer) => (
          <g key={layer.name} fill="none" stroke={layer.color} stroke-width={penWidth} stroke-linecap="round">
            {layer.lines.map((line) => (
              <path key={line.join()} d={linePath(line)} />
            ))}
          </g>
        ))}
        <path class="travel" d={travel.map(([x0, y0, x1, y1]) => `M${x0} ${y0}L${x1} ${y1}`).join('')} />
      </svg>
      <figcaption>
        {Math.round(width)} × {Math.round(height)} mm, pen {Number(penWidth.toFixed(2))} mm. Draws{' '}
        {metres(plot.drawn)}, travels {metres(plot.travelled)} with the pen lifted (dashed).
      </figcaption>
    </figure>
  );
}

function linePath(line: readonly number[]): string {
  return `M${line.slice(0, 2).join(' ')}C${line.slice(2).join(' ')}`;
}

function metres(millimetres: number): string {
  return millimetres >= 1000 ? `${(millimetres / 1000).toFixed(2)} m` : `${Math.round(millimetres)} mm`;
}
