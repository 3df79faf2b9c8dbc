/** The photo with the mask of its subject, and the tools to correct it. */
import { useEffect, useMemo } from 'preact/hooks';
import { createSubject } from '../state/subject.ts';
import { useApp } from './context.ts';
import { SubjectPanel } from './subject-panel.tsx';
import { SubjectStage } from './subject-stage.tsx';

export function SubjectView() {
  const app = useApp();
  const subject = useMemo(() => createSubject(app), [app]);
  const photo = app.photo.value!;
  useEffect(() => void subject.load(photo), [subject, photo.mask?.id]);
  return (
    <>
      <SubjectStage subject={subject} />
      <div class="panel">
        <SubjectPanel subject={subject} />
      </div>
    </>
  );
}
