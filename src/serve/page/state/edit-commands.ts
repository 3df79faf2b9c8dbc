import type { EditCommand } from '../model/edit-keys.ts';
import type { Editor } from './editor.ts';

/** Runs an editing command from a key or a button. */
export function runEdit(editor: Editor, command: EditCommand): void {
  switch (command.do) {
    case 'step':
      editor.step(command.direction);
      break;
    case 'nudge':
      if (editor.selected.value === null) editor.step(1);
      else editor.nudge(command);
      break;
    case 'grip':
      editor.grip.value = command.grip;
      break;
    case 'remove':
      editor.remove();
      break;
    case 'pin':
      editor.pin();
      break;
    case 'add':
      editor.add(newStroke(editor));
      break;
    case 'undo':
      editor.undo();
      break;
    case 'redo':
      editor.redo();
      break;
    case 'deselect':
      editor.selected.value = null;
      break;
  }
}

/** A new line in the middle of the paper, a quarter of its width long, for drawing by keyboard. */
function newStroke(editor: Editor): readonly number[] {
  const { width, height } = editor.current.value?.drawing ?? { width: 224, height: 224 };
  return [0, 1, 2, 3].flatMap((k) => [(width * (9 + 2 * k)) / 24, height / 2]);
}
