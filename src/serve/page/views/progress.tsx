/** Progress of the open photo's job; screen readers announce each new stage, not each step. */
import { useEffect } from 'preact/hooks';
import { describeJob, knownProgress } from '../model/progress.ts';
import { openJob } from '../model/world.ts';
import { useApp } from './context.ts';

export function Progress() {
  const app = useApp();
  const photo = app.photo.value!;
  const world = app.world.value;
  const foreground = openJob(world, photo.id, 'draw') ?? openJob(world, photo.id, 'look');
  const job = foreground ?? openJob(world, photo.id, 'level');
  const text = job ? describeJob(job) : '';
  const aloud = foreground ? text : '';

  useEffect(() => {
    if (aloud) app.spoken.value = aloud;
  }, [app, aloud]);

  if (!job) return null;
  return (
    <div class={foreground ? 'progress' : 'progress background'}>
      <span>{text}</span>
      <progress max={1} value={knownProgress(job)} aria-label={text} />
    </div>
  );
}
