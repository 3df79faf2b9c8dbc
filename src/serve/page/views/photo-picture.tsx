/** The photo, large; a placeholder until it is loaded. */
import { useState } from 'preact/hooks';
import type { PhotoInfo } from '../../protocol.ts';
import { photoAddress } from '../model/pictures.ts';
import { useApp } from './context.ts';

/** @param alt empty if another element describes it */
export function PhotoPicture({ photo, alt }: { photo: PhotoInfo; alt: string }) {
  const session = useApp().world.value.session?.id ?? null;
  const src = photoAddress(photo.id, 'large', session);
  const [loaded, setLoaded] = useState<string | null>(null);
  return (
    <>
      <img src={src} alt={alt} draggable={false} onLoad={() => setLoaded(src)} />
      {loaded !== src && <span class="glimmer" aria-hidden="true" />}
    </>
  );
}
