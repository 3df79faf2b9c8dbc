/** The page's header: the photo's name, its four views, and the button for more photos. */
import { VIEWS, type View, writeRoute } from '../model/route.ts';
import { useApp } from './context.ts';
import { Icon } from './icons.tsx';
import { PhotoPicker } from './photo-picker.tsx';

const NAMES: Readonly<Record<View, string>> = {
  subject: 'Subject',
  drawing: 'Drawing',
  edit: 'Edit',
  export: 'Export',
};

export function Header() {
  const app = useApp();
  const photo = app.photo.value;
  const { photos } = app.world.value;
  const index = photos.findIndex((each) => each.id === photo?.id);
  return (
    <header class="head">
      {photo && photos.length > 1 ? (
        <a class="button quiet back" href="#/" aria-label="All photos">
          <Icon name="back" />
          <span>All photos</span>
        </a>
      ) : (
        <a class="brand" href="#/" aria-label="clipasso">
          <Mark />
          <span>clipasso</span>
        </a>
      )}
      {photo && (
        <>
          <div class="where">
            <h1 class="name" title={photo.name}>
              {photo.name}
            </h1>
            {photos.length > 1 && <Neighbours index={index} />}
          </div>
          <Views photo={photo.id} />
        </>
      )}
      <div class="add">
        {photos.length > 0 && (
          <PhotoPicker icon="add" kind="quiet" label="Add photos">
            Add photos
          </PhotoPicker>
        )}
      </div>
    </header>
  );
}

function Mark() {
  return (
    <svg class="mark" viewBox="0 0 32 32" aria-hidden="true">
      <path d="M4 24C7 6 14 4 17 13C20 22 25 24 29 7" />
    </svg>
  );
}

function Views({ photo }: { photo: string }) {
  const app = useApp();
  const route = app.route.value;
  const hasDrawing = app.photo.value?.drawing != null;
  return (
    <nav class="views" aria-label="Views">
      {VIEWS.map((view) => {
        const closed = !hasDrawing && (view === 'edit' || view === 'export');
        const here = route.page === 'photo' && route.view === view;
        return closed ? (
          // biome-ignore lint/a11y/useValidAnchor: the link is disabled
          <a key={view} role="link" aria-disabled="true">
            {NAMES[view]}
          </a>
        ) : (
          <a
            key={view}
            href={writeRoute({ page: 'photo', photo, view })}
            aria-current={here ? 'page' : undefined}
          >
            {NAMES[view]}
          </a>
        );
      })}
    </nav>
  );
}

/** Links to the previous and the next photo. */
function Neighbours({ index }: { index: number }) {
  const app = useApp();
  const { photos } = app.world.value;
  const route = app.route.value;
  const view = route.page === 'photo' ? route.view : 'drawing';
  const link = (step: 1 | -1, label: string) => {
    const to = photos[index + step];
    return to ? (
      <a
        class="button quiet square"
        href={writeRoute({ page: 'photo', photo: to.id, view: to.drawing === null ? 'subject' : view })}
        aria-label={`${label}: ${to.name}`}
      >
        <Icon name={step < 0 ? 'back' : 'next'} />
      </a>
    ) : null;
  };
  return (
    <span class="neighbours">
      {link(-1, 'Previous photo')}
      {index + 1} of {photos.length}
      {link(1, 'Next photo')}
    </span>
  );
}
