import { useApp } from './context.ts';
import { PhotoPicker } from './photo-picker.tsx';

/** A duck of six strokes, drawn by hand. */
const DUCK = [
  'M60 78C50 52 74 30 94 42C108 50 108 66 98 76',
  'M60 70C50 70 40 72 34 78C44 84 54 84 62 82',
  'M98 76C130 84 158 82 186 62C190 106 160 132 118 132',
  'M118 132C84 132 62 112 66 92',
  'M100 98C116 112 140 110 152 96',
  'M82 56C84 54 88 55 88 58C88 62 82 62 82 56',
];

export function Welcome() {
  const app = useApp();
  if (!app.world.value.session) return <main class="welcome" aria-busy="true" />;
  return (
    <main class="welcome">
      <svg class="duck" viewBox="24 30 172 112" aria-hidden="true">
        {DUCK.map((path) => (
          <path key={path} d={path} pathLength={1} />
        ))}
      </svg>
      <h1>A photo becomes a few strokes</h1>
      <PhotoPicker kind="main">Choose a photo</PhotoPicker>
      <p>or drop one here, or paste it. It stays on this computer.</p>
    </main>
  );
}
