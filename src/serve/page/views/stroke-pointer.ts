/** What the pointer does on the drawing: it selects and drags strokes and their points, or draws a new one. */
import type { RefObject } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { moveHandle, moveStroke } from '../model/drag.ts';
import { type Drawing, strokeById } from '../model/drawing.ts';
import { cubicFromTrail } from '../model/freehand.ts';
import type { Point } from '../model/geometry.ts';
import { type Grip, hitHandle, hitStroke } from '../model/hit.ts';
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

/** Handlers for the layer over a drawing that fills it; and the points of a stroke that is being drawn. */
export function useStrokePointer(layer: RefObject<SVGSVGElement | null>, drawing: Drawing) {
  const { editor } = useApp();
  const gesture = useRef<Gesture | null>(null);
  const [trail, setTrail] = useState<readonly number[]>([]);

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
    const chosen = strokeById(drawing, editor.selected.value);
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
  return { trail, onDown, onMove, onUp, onCancel };
}
