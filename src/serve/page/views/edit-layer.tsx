/** Editing on the drawing itself: strokes are selected, dragged and drawn by pointer and keys. */
import { useEffect, useRef } from 'preact/hooks';
import { type EditableStroke, strokeById } from '../model/drawing.ts';
import { editCommand, historyCommand } from '../model/edit-keys.ts';
import { controlPoint, pathData } from '../model/geometry.ts';
import type { Grip, Handle } from '../model/hit.ts';
import { runEdit } from '../state/edit-commands.ts';
import { useApp } from './context.ts';
import { useStrokePointer } from './stroke-pointer.ts';

export function EditLayer() {
  const app = useApp();
  const { editor } = app;
  const layer = useRef<SVGSVGElement>(null);
  const drawing = (editor.draft.value ?? editor.current.value?.drawing)!;
  const chosen = strokeById(drawing, editor.selected.value);
  const { trail, onDown, onMove, onUp, onCancel } = useStrokePointer(layer, drawing);

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const command = historyCommand(event);
      if (!command) return;
      event.preventDefault();
      runEdit(editor, command);
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [editor]);

  const onKey = (event: KeyboardEvent) => {
    const command = editCommand(event);
    if (!command) return;
    event.preventDefault();
    runEdit(editor, command);
  };

  return (
    <svg
      ref={layer}
      class={`edit-layer ${editor.tool.value}`}
      viewBox={`0 0 ${drawing.width} ${drawing.height}`}
      role="application"
      // SVG takes only the lower-case name of the attribute
      tabindex={0}
      aria-label="Strokes of the drawing"
      aria-describedby="edit-keys"
      onPointerDown={onDown}
      onPointerMove={onMove}
      onPointerUp={onUp}
      onPointerCancel={onCancel}
      onKeyDown={onKey}
    >
      {drawing.strokes
        .filter((stroke) => stroke.pinned)
        .map((stroke) => (
          <path key={stroke.id} class="pinned" d={pathData(stroke.points)} />
        ))}
      {chosen && <Chosen stroke={chosen} grip={editor.grip.value} />}
      {trail.length > 2 && <polyline class="trail" points={trail.join(' ')} />}
    </svg>
  );
}

const HANDLES: readonly Handle[] = [1, 2, 0, 3];

/** The selected stroke with its control points, which have a constant size on the screen. */
function Chosen({ stroke, grip }: { stroke: EditableStroke; grip: Grip }) {
  const at = (handle: Handle) => {
    const { x, y } = controlPoint(stroke.points, handle);
    return `${x.toFixed(2)} ${y.toFixed(2)}`;
  };
  return (
    <g class="chosen">
      <path class="halo" d={pathData(stroke.points)} />
      <path class="arm" d={`M${at(0)}L${at(1)}M${at(3)}L${at(2)}`} />
      {HANDLES.map((handle) => (
        <g
          key={handle}
          class={[handle === 0 || handle === 3 ? 'end' : 'bend', grip === handle && 'held']
            .filter(Boolean)
            .join(' ')}
          data-handle={handle}
        >
          <path class="rim" d={`M${at(handle)}h0`} />
          <path class="dot" d={`M${at(handle)}h0`} />
        </g>
      ))}
    </g>
  );
}
