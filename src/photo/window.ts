/** The part of the photo that the networks look at: a small subject is brought closer. */
import { type CanvasRule, type Frame, fitFrame, type Rect } from './frame.ts';

/** Mask values above this belong to the subject. */
const INSIDE = 0.3;
/** Room around the subject, as a part of its longer side. */
const ROOM = 0.1;
/** A subject that fills more than this part of the photo is not brought closer. */
const LARGE = 0.6;
/** Largest enlargement, as a factor of length. */
const MAX_ZOOM = 2.5;

/**
 * The canvas for a photo of width x height pixels whose subject is where `mask` (same size, or null for everywhere) says.
 * It shows the whole photo, or a window around a small subject; `photo` may then be larger than the canvas.
 */
export function frameSubject(
  width: number,
  height: number,
  mask: Float32Array | null,
  rule: CanvasRule,
  size: number,
): Frame {
  const whole = fitFrame(width / height, rule, size);
  const box = mask && subjectBox(mask, width, height);
  if (!box || box.width * box.height > LARGE * width * height) return whole;
  const window = fitFrame(box.width / box.height, rule, size);
  const scale = Math.min(window.photo.width / box.width, (MAX_ZOOM * whole.photo.width) / width);
  const centreX = box.x + box.width / 2;
  const centreY = box.y + box.height / 2;
  return {
    width: window.width,
    height: window.height,
    photo: {
      x: window.width / 2 - centreX * scale,
      y: window.height / 2 - centreY * scale,
      width: width * scale,
      height: height * scale,
    },
  };
}

function subjectBox(mask: Float32Array, width: number, height: number): Rect | null {
  let [left, top, right, bottom] = [width, height, 0, 0];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (mask[y * width + x] < INSIDE) continue;
      left = Math.min(left, x);
      right = Math.max(right, x + 1);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y + 1);
    }
  }
  if (right <= left) return null;
  const room = ROOM * Math.max(right - left, bottom - top);
  left = Math.max(0, left - room);
  top = Math.max(0, top - room);
  return {
    x: left,
    y: top,
    width: Math.min(width, right + room) - left,
    height: Math.min(height, bottom + room) - top,
  };
}
