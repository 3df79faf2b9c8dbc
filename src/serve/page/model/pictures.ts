/** Addresses of pictures; with the session's id in them the browser may cache them while the server runs. */
import { ROUTES } from '../../protocol.ts';

/** Longer side in pixels of a photo in the large view and on the contact sheet. */
const PICTURE_SIZES = { large: 1600, small: 320 } as const;
/** Longer side in pixels of a mask for painting, the same as the server's. */
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
