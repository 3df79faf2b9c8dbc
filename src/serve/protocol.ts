/**
 * The protocol between the page and the server of `clipasso serve`: routes, bodies and events. Types and plain data only, so that the
 * page can import it.
 *
 * - All routes but the page's own files need the session's cookie, or the header `Authorization: Bearer TOKEN`. The start
 *   address, `/?token=TOKEN`, sets the cookie and redirects to `/`.
 * - Bodies are JSON unless a route says otherwise; a failure is `Problem` as JSON with a status of 400 or more.
 * - `GET /api/events` is one stream of server-sent events for everything. Each has only `data`, a `ServerEvent` as JSON. A
 *   stream begins with `snapshot`, also after a reconnection, so that no event has to be repeated.
 * - Ids are made by the server and have no meaning; routes never hold file names.
 *
 * Units: strokes are in the paper's coordinates (0..width to the right, 0..height down; the photo's shape with the area of 224 x 224).
 * Positions on the photo are fractions of its width and height, 0 to 1, from the top left corner, upright. Masks are PNGs of the photo's shape.
 */
export * from './protocol/drawings.ts';
export * from './protocol/events.ts';
export * from './protocol/exports.ts';
export * from './protocol/jobs.ts';
export * from './protocol/photos.ts';
export * from './protocol/routes.ts';
export * from './protocol/session.ts';
