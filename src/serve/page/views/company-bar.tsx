/** Buttons for where the photo is shown: nowhere, beside the drawing, or under it. */
import type { Company } from '../state/app.ts';
import { setterOf } from '../state/remembered.ts';
import { useApp } from './context.ts';
import { Choice, Slider } from './controls.tsx';

const COMPANIES: readonly { readonly value: Company; readonly text: string }[] = [
  { value: 'alone', text: 'Drawing only' },
  { value: 'beside', text: 'Beside photo' },
  { value: 'over', text: 'Over photo' },
];

export function CompanyBar() {
  const app = useApp();
  return (
    <div class="company">
      <Choice
        label="How the photo is seen"
        value={app.company.value}
        choices={COMPANIES}
        onChange={setterOf(app.company)}
      />
      {app.company.value === 'over' && (
        <Slider
          label="Photo"
          value={Math.round(100 * app.onion.value)}
          range={{ min: 5, max: 100, step: 5 }}
          text={`${Math.round(100 * app.onion.value)} %`}
          onInput={(value) => {
            app.onion.value = value / 100;
          }}
        />
      )}
    </div>
  );
}
