import { ROUTES } from '../../protocol.ts';
import { openJob } from '../model/world.ts';
import { BRUSH, type Subject, type SubjectTool } from '../state/subject.ts';
import { useApp } from './context.ts';
import { Button, Choice, Section, Slider } from './controls.tsx';

const TOOLS: readonly { readonly value: SubjectTool; readonly text: string }[] = [
  { value: 'pick', text: 'Pick' },
  { value: 'paint', text: 'Paint in' },
  { value: 'erase', text: 'Rub out' },
];

export function SubjectPanel({ subject }: { subject: Subject }) {
  const app = useApp();
  const photo = app.photo.value!;
  const looking = openJob(app.world.value, photo.id, 'look') !== null;
  const things = photo.things ?? [];
  return (
    <>
      <Section title="What is drawn">
        <p class="hint" aria-live="polite">
          {hintOf(looking, photo.mask?.covers ?? null, subject.tool.value)}
        </p>
        {things.length > 0 && (
          <ul class="things">
            {things.map(({ number, name, taken }) => (
              <li key={number}>
                <button
                  type="button"
                  class="chip"
                  aria-pressed={taken}
                  disabled={subject.busy.value}
                  onClick={() => void subject.pickThing(number, taken)}
                >
                  {name}
                </button>
              </li>
            ))}
          </ul>
        )}
      </Section>
      <Section title="Correct it">
        <Choice
          label="Tool"
          value={subject.tool.value}
          choices={TOOLS}
          onChange={(tool) => {
            subject.tool.value = tool;
          }}
        />
        {subject.tool.value !== 'pick' && (
          <Slider
            label="Brush"
            value={subject.brush.value}
            range={BRUSH}
            text={`${Math.round(100 * subject.brush.value)} %`}
            onInput={(brush) => {
              subject.brush.value = brush;
            }}
          />
        )}
        <MaskButtons subject={subject} />
      </Section>
    </>
  );
}

function MaskButtons({ subject }: { subject: Subject }) {
  const { mask, masks } = useApp().photo.value!;
  const before = masks.at(-1);
  return (
    <div class="row">
      <Button
        icon="undo"
        onClick={() => void subject.use(before?.id ?? 'auto')}
        disabled={before === undefined || subject.busy.value}
      >
        Undo
      </Button>
      <Button onClick={() => void subject.use('auto')} disabled={mask === null || mask.kind === 'found'}>
        As found
      </Button>
      <Button onClick={() => void subject.use('none')} disabled={mask?.kind === 'none'}>
        Whole photo
      </Button>
      {mask && (
        <a class="button" href={`${ROUTES.mask(mask.id)}?download=1`} download="mask.png">
          Save mask
        </a>
      )}
    </div>
  );
}

function hintOf(looking: boolean, covers: number | null, tool: SubjectTool): string {
  if (looking) return 'Looking for the subject…';
  if (covers === 0) return 'Nothing is left to be drawn: click a thing, or paint it in.';
  if (tool === 'paint') return 'Paint over what should be drawn.';
  if (tool === 'erase') return 'Rub out what should not be drawn.';
  return 'What is veiled is left out. Click a thing to add it or to leave it out.';
}
