/** The page: its header, either all photos or one photo, and messages. */
import { useEffect } from 'preact/hooks';
import { neededDrawings } from '../state/app.ts';
import { useApp } from './context.ts';
import { DropTarget } from './drop-target.tsx';
import { Header } from './header.tsx';
import { MessageList } from './message-list.tsx';
import { Sheet } from './sheet.tsx';
import { Studio } from './studio.tsx';
import { Welcome } from './welcome.tsx';

export function Root() {
  const app = useApp();
  const route = app.route.value;
  const needed = neededDrawings(app);
  const photos = app.world.value.photos;
  const alone = photos.length === 1 ? photos[0] : null;

  // a single photo needs no contact sheet
  useEffect(() => {
    if (alone !== null && location.hash === '')
      app.go({ page: 'photo', photo: alone.id, view: alone.drawing === null ? 'subject' : 'drawing' });
  }, [app, alone?.id]);
  useEffect(() => app.fetchDrawings(needed), [app, needed.join()]);
  useEffect(() => {
    document.title = app.photo.value ? `${app.photo.value.name} – clipasso` : 'clipasso';
  }, [app.photo.value?.name]);

  return (
    <DropTarget>
      <Header />
      {app.connected.value === false && (
        <p class="banner" role="alert">
          No connection to clipasso. Open the address that <code>clipasso serve</code> printed, or start it
          again.
        </p>
      )}
      {photos.length === 0 ? <Welcome /> : route.page === 'photo' && app.photo.value ? <Studio /> : <Sheet />}
      <MessageList />
      <p class="unseen" aria-live="polite">
        {app.spoken.value}
      </p>
    </DropTarget>
  );
}
