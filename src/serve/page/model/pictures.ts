/** Where pictures are fetched, so that the browser keeps them as long as the server runs. */
import { ROUTES } from '../../protocol.ts';

/** Longer side of a photo that is shown large, and on the contact sheet, in pixels. */
const PICTURE_SIZES = { large: 1600, small: 320 } as const;
/** Longer side of a mask that is painted on, in pixels: as fine as the server's own. */
export const MASK_SIZE = 1024;

/** @param session the id of the server's run; null until it is known */
export function photoAddress(
  photo: string,
  size: keyof typeof PICTURE_SIZES,
  session: string | null,
): string {
  return `${ROUTES.preview(photo)}?size=${PICTURE_SIZES[size]}${ofSession(session)}`;
}

export function maskAddress(mask: string, session: string | null): string {
  return `${ROUTES.mask(mask)}?size=${MASK_SIZE}${ofSession(session)}`;
}

function ofSession(session: string | null): string {
  return session === null ? '' : `&session=${session}`;
}
