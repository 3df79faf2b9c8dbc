/** The page's view as the fragment of its address, so that a reload and the browser's back button restore it. */
export const VIEWS = ['subject', 'drawing', 'edit', 'export'] as const;
export type View = (typeof VIEWS)[number];

/** All photos, or one of them. */
export type Route =
  | { readonly page: 'photos' }
  | { readonly page: 'photo'; readonly photo: string; readonly view: View };

/** @param hash the fragment, with or without # */
export function readRoute(hash: string): Route {
  const [, page, photo, view] = /^#?\/(photo)\/([^/]+)(?:\/([a-z]+))?$/.exec(hash) ?? [];
  if (page !== 'photo') return { page: 'photos' };
  return { page, photo: decodeURIComponent(photo), view: VIEWS.find((each) => each === view) ?? 'drawing' };
}

export function writeRoute(route: Route): string {
  return route.page === 'photos' ? '#/' : `#/photo/${encodeURIComponent(route.photo)}/${route.view}`;
}
