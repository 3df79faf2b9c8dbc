/** The photo under the mask's overlay, for clicks and painting; keys move a cross-hair that does both. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { type Rgb, veilOf } from '../model/mask.ts';
import type { Subject } from '../state/subject.ts';
import { useApp } from './context.ts';
import { Fitted } from './fitted.tsx';
import { PhotoPicture } from './photo-picture.tsx';

type Place = readonly [number, number];

/** Steps of the cross-hair for an arrow key, alone and with Shift, as a fraction of the photo. */
const STEP = 0.02;
const LONG_STEP = 0.1;

const ARROWS: Readonly<Record<string, Place>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

export function SubjectStage({ subject }: { subject: Subject }) {
  const app = useApp();
  const photo = app.photo.value!;
  const painting = subject.tool.value !== 'pick';
  const board = useRef<HTMLButtonElement>(null);
  const last = useRef<Place | null>(null);
  /** The cross-hair; null until a key moves it. */
  const [cross, setCross] = useState<Place | null>(null);
  const [pointer, setPointer] = useState<Place | null>(null);

  const placeOf = ({ clientX, clientY }: PointerEvent): Place => {
    const { left, top, width, height } = board.current!.getBoundingClientRect();
    return [clamp((clientX - left) / width), clamp((clientY - top) / height)];
  };
  const onDown = (event: PointerEvent) => {
    if (event.button !== 0) return;
    setCross(null);
    const place = placeOf(event);
    if (!painting) return;
    board.current!.setPointerCapture(event.pointerId);
    last.current = place;
    subject.paint(place, place);
  };
  const onMove = (event: PointerEvent) => {
    const place = placeOf(event);
    setPointer(place);
    if (!last.current) return;
    subject.paint(last.current, place);
    last.current = place;
  };
  const onUp = (event: PointerEvent) => {
    if (last.current) {
      last.current = null;
      void subject.send();
    } else if (event.button === 0 && !painting) void subject.pickAt(placeOf(event));
  };
  const onKey = (event: KeyboardEvent) => {
    const place = cross ?? [0.5, 0.5];
    if (Object.hasOwn(ARROWS, event.key)) {
      const step = event.shiftKey ? LONG_STEP : STEP;
      const [x, y] = ARROWS[event.key];
      setCross([clamp(place[0] + x * step), clamp(place[1] + y * step)]);
    } else if (event.key === 'Enter' || event.key === ' ') {
      setCross(place);
      if (!painting) void subject.pickAt(place);
      else {
        subject.paint(place, place);
        void subject.send();
      }
    } else return;
    event.preventDefault();
  };

  const shape = { width: photo.width || 1, height: photo.height || 1 };
  const ring = cross ?? (painting ? pointer : null);
  return (
    <div class="stage">
      <div class="boards alone">
        <Fitted {...shape} busy={subject.mask.value === null}>
          <PhotoPicture photo={photo} alt="" />
          <Veil subject={subject} />
          <button
            ref={board}
            type="button"
            class={`pick-layer ${subject.tool.value}`}
            aria-label={`The photo ${photo.name}: arrow keys move a cross-hair, Enter adds or leaves out what is there`}
            onPointerDown={onDown}
            onPointerMove={onMove}
            onPointerUp={onUp}
            onPointerLeave={() => setPointer(null)}
            onKeyDown={onKey}
            onBlur={() => setCross(null)}
          >
            {ring && (
              <Ring
                at={ring}
                size={painting ? subject.brush.value : null}
                {...shape}
                crossed={cross !== null}
              />
            )}
          </button>
        </Fitted>
      </div>
    </div>
  );
}

/** The brush, or the cross-hair. */
function Ring(props: { at: Place; size: number | null; width: number; height: number; crossed: boolean }) {
  const { at, size, width, height } = props;
  const longer = Math.max(width, height);
  const style = {
    left: `${100 * at[0]}%`,
    top: `${100 * at[1]}%`,
    ...(size !== null && { width: `${(100 * size * longer) / width}%` }),
  };
  return <span class={props.crossed ? 'ring crossed' : 'ring'} style={style} />;
}

/** The mask's overlay in the page's colours. */
function Veil({ subject }: { subject: Subject }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const mask = subject.mask.value;
  useEffect(() => {
    const element = canvas.current;
    if (!element || !mask) return;
    element.width = mask.width;
    element.height = mask.height;
    const style = getComputedStyle(element);
    const [veil, line] = ['--veil', '--accent'].map((name) => rgbOf(style.getPropertyValue(name)));
    const picture = new ImageData(veilOf(mask, veil, line), mask.width, mask.height);
    element.getContext('2d')!.putImageData(picture, 0, 0);
  }, [mask]);
  // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a canvas without tabIndex takes no focus
  return <canvas ref={canvas} class="veil" aria-hidden="true" />;
}

/** Of `#rrggbb`. */
function rgbOf(color: string): Rgb {
  const value = Number.parseInt(color.trim().slice(1), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}

function clamp(value: number): number {
  return Math.min(1, Math.max(0, value));
}
