/** Editing on the drawing itself: strokes are selected, dragged and drawn by pointer and keys. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { moveHandle, moveStroke } from '../model/drag.ts';
import { type Drawing, type EditableStroke, strokeById } from '../model/drawing.ts';
import { editCommand, historyCommand } from '../model/edit-keys.ts';
import { cubicFromTrail } from '../model/freehand.ts';
import { controlPoint, type Point, pathData } from '../model/geometry.ts';
import { type Grip, type Handle, hitHandle, hitStroke } from '../model/hit.ts';
import { runEdit } from '../state/edit-commands.ts';
import { useApp } from './context.ts';

/** Reach of a touch and of a mouse around lines and points, in CSS pixels. */
const REACH = { touch: 22, mouse: 10 } as const;
/** A pointer that moved less than this made a click, in CSS pixels. */
const CLICK = 3;

/** What the pointer has been doing since it was pressed. */
type Gesture =
  | { readonly kind: 'draw'; readonly trail: readonly number[] }
  | {
      readonly kind: 'drag';
      readonly grip: Grip;
      readonly id: number;
      readonly from: Point;
      readonly before: Drawing;
    };

export function EditLayer() {
  const app = useApp();
  const { editor } = app;
  const layer = useRef<SVGSVGElement>(null);
  const gesture = useRef<Gesture | null>(null);
  const [trail, setTrail] = useState<readonly number[]>([]);
  const drawing = (editor.draft.value ?? editor.current.value?.drawing)!;
  const chosen = strokeById(drawing, editor.selected.value);

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

  const unit = () => drawing.width / layer.current!.getBoundingClientRect().width;
  const pointOf = ({ clientX, clientY }: PointerEvent): Point => {
    const { left, top } = layer.current!.getBoundingClientRect();
    return { x: (clientX - left) * unit(), y: (clientY - top) * unit() };
  };

  const onDown = (event: PointerEvent) => {
    if (event.button !== 0) return;
    layer.current!.setPointerCapture(event.pointerId);
    const point = pointOf(event);
    if (editor.tool.value === 'draw') {
      gesture.current = { kind: 'draw', trail: [point.x, point.y] };
      return;
    }
    const reach = (event.pointerType === 'touch' ? REACH.touch : REACH.mouse) * unit();
    const handle = chosen ? hitHandle(chosen, point, reach) : null;
    const id = handle === null ? hitStroke(drawing, point, reach) : chosen!.id;
    editor.selected.value = id;
    editor.grip.value = handle ?? 'whole';
    if (id !== null)
      gesture.current = { kind: 'drag', grip: handle ?? 'whole', id, from: point, before: drawing };
  };
  const onMove = (event: PointerEvent) => {
    const now = gesture.current;
    if (!now) return;
    const point = pointOf(event);
    if (now.kind === 'draw') {
      const longer = [...now.trail, point.x, point.y];
      gesture.current = { ...now, trail: longer };
      setTrail(longer);
      return;
    }
    const by = { x: point.x - now.from.x, y: point.y - now.from.y };
    if (editor.draft.value === null && Math.hypot(by.x, by.y) < CLICK * unit()) return;
    editor.draft.value =
      now.grip === 'whole'
        ? moveStroke(now.before, now.id, by)
        : moveHandle(now.before, now.id, now.grip, by);
  };
  const onUp = () => {
    const now = gesture.current;
    gesture.current = null;
    setTrail([]);
    if (now?.kind === 'draw') {
      const points = cubicFromTrail(now.trail);
      if (points) editor.add(points);
    } else if (editor.draft.value) editor.change(editor.draft.value);
  };
  const onCancel = () => {
    gesture.current = null;
    setTrail([]);
    editor.draft.value = null;
  };
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
