/** The panel with the drawing's style, the photo's other drawings, and the drawing options. */
import type { PresetName } from '../../../presets.ts';
import type { DrawOptions } from '../../protocol.ts';
import { exportStyle, PENS, PLAIN_LOOK, sameLook, WIDTHS } from '../model/pens.ts';
import { useApp } from './context.ts';
import { Button, ColorField, More, NumberField, Section, Select, Slider } from './controls.tsx';
import { Variants } from './variants.tsx';

export function DrawingPanel() {
  return (
    <>
      <LookSection />
      <Variants />
      <More title="How it is drawn">
        <DrawSettings />
      </More>
    </>
  );
}

function LookSection() {
  const app = useApp();
  const look = app.look.value;
  const own = app.editor.current.value?.drawing.strokes[0]?.width ?? 3;
  const width = look.width ?? own;
  return (
    <Section title="Pen">
      <div class="pens">
        {PENS.map(({ name, look: pen }) => (
          <button
            key={name}
            type="button"
            class="pen"
            aria-pressed={sameLook(look, pen)}
            onClick={() => {
              app.look.value = pen;
            }}
          >
            <svg viewBox="0 0 40 24" aria-hidden="true">
              <rect width="40" height="24" fill={exportStyle(pen).paper ?? '#ffffff'} />
              <path
                d="M7 17C13 3 17 5 20 12C23 19 28 20 33 7"
                fill="none"
                stroke={pen.ink ?? '#000000'}
                stroke-width={(pen.width ?? 3) * 0.7}
                stroke-linecap="round"
              />
            </svg>
            {name}
          </button>
        ))}
      </div>
      <Slider
        label="Width"
        value={width}
        range={WIDTHS}
        text={String(Number(width.toFixed(2)))}
        onInput={(value) => {
          app.look.value = { ...app.look.value, width: value };
        }}
      />
      <div class="pair">
        <ColorField
          label="Ink"
          value={look.ink ?? '#000000'}
          onInput={(ink) => {
            app.look.value = { ...app.look.value, ink };
          }}
        />
        <ColorField
          label="Paper"
          value={look.paper ?? '#ffffff'}
          onInput={(paper) => {
            app.look.value = { ...app.look.value, paper };
          }}
        />
        {!sameLook(look, PLAIN_LOOK) && (
          <Button
            kind="quiet"
            onClick={() => {
              app.look.value = PLAIN_LOOK;
            }}
          >
            Reset
          </Button>
        )}
      </div>
    </Section>
  );
}

function DrawSettings() {
  const app = useApp();
  const session = app.world.value.session;
  const photo = app.photo.value!;
  const options = app.options.value;
  const set = (change: DrawOptions) => {
    app.options.value = { ...options, ...change };
  };
  const presets = session?.presets.filter(({ available }) => available) ?? [];
  return (
    <>
      <Select
        label="Effort"
        value={options.preset ?? ''}
        choices={[
          { value: '', text: 'as usual' },
          ...presets.map(({ name }) => ({ value: name, text: name })),
        ]}
        onChange={(preset) => {
          const { preset: _, ...rest } = options;
          app.options.value = preset === '' ? rest : { ...rest, preset: preset as PresetName };
        }}
      />
      <NumberField
        label="Starts that compete"
        value={options.seeds ?? session?.defaults.seeds ?? 2}
        range={{ min: 1, max: 32 }}
        onChange={(seeds) => set({ seeds })}
      />
      <NumberField
        label="First seed"
        value={options.seed ?? session?.defaults.seed ?? 0}
        range={{ min: 0, max: 1_000_000 }}
        onChange={(seed) => set({ seed })}
      />
      <NumberField
        label="Steps of refinement"
        value={options.iterations ?? session?.defaults.iterations ?? 12}
        range={{ min: 0, max: 500 }}
        onChange={(iterations) => set({ iterations })}
      />
      <div class="row">
        <Button
          onClick={() => {
            void app.editor.leave();
            void app.draw(photo);
          }}
        >
          Draw again
        </Button>
        <Button
          kind="quiet"
          onClick={() => {
            app.options.value = {};
          }}
        >
          Reset
        </Button>
      </div>
    </>
  );
}
