/** Buttons for editing strokes; keys and mouse do the same on the drawing. */

import type { Grip } from '../model/hit.ts';
import { openJob } from '../model/world.ts';
import { runEdit } from '../state/edit-commands.ts';
import type { Tool } from '../state/editor.ts';
import { setterOf } from '../state/remembered.ts';
import { useApp } from './context.ts';
import { Button, Choice, More, Section } from './controls.tsx';

const TOOLS: readonly { readonly value: Tool; readonly text: string }[] = [
  { value: 'select', text: 'Select' },
  { value: 'draw', text: 'Draw a stroke' },
];

const GRIPS: readonly { readonly value: `${Grip}`; readonly text: string }[] = [
  { value: 'whole', text: 'Whole' },
  { value: '0', text: 'Start' },
  { value: '1', text: 'Bend 1' },
  { value: '2', text: 'Bend 2' },
  { value: '3', text: 'End' },
];

export function EditPanel() {
  const { editor } = useApp();
  const history = editor.history.value;
  return (
    <>
      <Section title="Tool">
        <Choice label="Tool" value={editor.tool.value} choices={TOOLS} onChange={setterOf(editor.tool)} />
        <div class="row">
          <Button icon="undo" onClick={editor.undo} disabled={!history || history.past.length === 0}>
            Undo
          </Button>
          <Button icon="redo" onClick={editor.redo} disabled={!history || history.future.length === 0}>
            Redo
          </Button>
        </div>
      </Section>
      <StrokeSection />
      <RedrawSection />
      <Keys />
    </>
  );
}

function StrokeSection() {
  const { editor } = useApp();
  const strokes = editor.current.value?.drawing.strokes ?? [];
  const index = strokes.findIndex((stroke) => stroke.id === editor.selected.value);
  const none = index < 0;
  return (
    <Section title={none ? 'Stroke' : `Stroke ${index + 1} of ${strokes.length}`}>
      <div class="row">
        <Button icon="back" label="Previous stroke" onClick={() => editor.step(-1)} />
        <Button icon="next" label="Next stroke" onClick={() => editor.step(1)} />
        <Button icon="pin" onClick={editor.pin} disabled={none} pressed={!none && strokes[index].pinned}>
          Pin
        </Button>
        <Button icon="delete" onClick={editor.remove} disabled={none}>
          Delete
        </Button>
      </div>
      {none ? (
        <p class="hint">Click a stroke, drag it or its points.</p>
      ) : (
        <Choice
          label="What arrow keys move"
          value={`${editor.grip.value}`}
          choices={GRIPS}
          onChange={(value) => {
            editor.grip.value = value === 'whole' ? 'whole' : (Number(value) as Grip);
          }}
        />
      )}
    </Section>
  );
}

function RedrawSection() {
  const app = useApp();
  const { editor } = app;
  const strokes = editor.current.value?.drawing.strokes ?? [];
  const pinned = strokes.filter((stroke) => stroke.pinned).length;
  const running = openJob(app.world.value, app.photo.value!.id, 'draw') !== null;
  return (
    <Section title="Let the program go on">
      <p class="hint">
        {pinned === 0
          ? 'Pin the strokes that are right, then have the others drawn again.'
          : `${pinned} pinned, ${strokes.length - pinned} to be drawn again.`}
      </p>
      <div class="row">
        <Button
          onClick={() => void editor.redrawOthers()}
          disabled={running || pinned === 0 || pinned === strokes.length}
        >
          Redraw the others
        </Button>
        {app.main.value?.original && (
          <Button kind="quiet" onClick={() => void editor.revert()}>
            Back to the original
          </Button>
        )}
      </div>
    </Section>
  );
}

function Keys() {
  const { editor } = useApp();
  return (
    <More title="Keys">
      <dl id="edit-keys" class="keys">
        <dt>, and .</dt>
        <dd>stroke before, after</dd>
        <dt>0 to 4</dt>
        <dd>whole stroke, start, bends, end</dd>
        <dt>Arrows</dt>
        <dd>move it, with Shift further</dd>
        <dt>P</dt>
        <dd>pin</dd>
        <dt>N</dt>
        <dd>new stroke</dd>
        <dt>Delete</dt>
        <dd>delete</dd>
        <dt>Ctrl Z</dt>
        <dd>undo, with Shift redo</dd>
      </dl>
      <Button kind="quiet" onClick={() => runEdit(editor, { do: 'add' })}>
        New stroke in the middle
      </Button>
    </More>
  );
}
