import { ROUTES } from '../../protocol.ts';
import { openJob } from '../model/world.ts';
import type { App } from '../state/app.ts';
import { setterOf } from '../state/remembered.ts';
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
          {hintOf(looking || unseen(app), photo.mask?.covers ?? null, subject.tool.value)}
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
                  {name ?? `thing ${number}`}
                </button>
              </li>
            ))}
          </ul>
        )}
      </Section>
      <Section title="Correct it">
        <Choice label="Tool" value={subject.tool.value} choices={TOOLS} onChange={setterOf(subject.tool)} />
        {subject.tool.value !== 'pick' && (
          <Slider
            label="Brush"
            value={subject.brush.value}
            range={BRUSH}
            text={`${Math.round(100 * subject.brush.value)} %`}
            onInput={setterOf(subject.brush)}
          />
        )}
        <MaskButtons subject={subject} />
      </Section>
    </>
  );
}

function MaskButtons({ subject }: { subject: Subject }) {
  const { mask, masks } = useApp().photo.value!;
  const before = masks[masks.findIndex(({ id }) => id === mask?.id) - 1];
  return (
    <div class="row">
      <Button
        icon="undo"
        onClick={() => before && void subject.use(before.id)}
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

/** Whether the photo has not been analysed yet. */
function unseen(app: App): boolean {
  const { id, mask } = app.photo.value!;
  const asked = [...app.world.value.jobs.values()].some((job) => job.photo === id && job.kind === 'look');
  return mask === null && !asked;
}

function hintOf(looking: boolean, covers: number | null, tool: SubjectTool): string {
  if (looking) return 'Looking for the subject…';
  if (covers === 0) return 'Nothing is left to be drawn: click something, or paint it in.';
  if (tool === 'paint') return 'Paint over what should be drawn.';
  if (tool === 'erase') return 'Rub out what should not be drawn.';
  if (covers === null) return 'Paint over what should be drawn, or take the whole photo.';
  return 'What is faded is left out. Click something in the photo to add it, or to leave it out.';
}
