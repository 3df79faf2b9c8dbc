/** Labelled controls that all panels use. */
import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { Icon, type IconName } from './icons.tsx';

export interface ButtonProps {
  readonly onClick: () => void;
  readonly children?: ComponentChildren;
  readonly icon?: IconName;
  /** What it does, if the text is not enough. */
  readonly label?: string;
  readonly kind?: 'main' | 'quiet';
  readonly disabled?: boolean;
  /** For toggle buttons: whether it is pressed. */
  readonly pressed?: boolean;
}

export function Button({ onClick, children, icon, label, kind, disabled, pressed }: ButtonProps) {
  return (
    <button
      type="button"
      class={['button', kind, children === undefined && 'square'].filter(Boolean).join(' ')}
      aria-label={label}
      title={children === undefined ? label : undefined}
      aria-pressed={pressed}
      disabled={disabled}
      onClick={onClick}
    >
      {icon && <Icon name={icon} filled={pressed === true} />}
      {children !== undefined && <span>{children}</span>}
    </button>
  );
}

export interface SliderProps {
  readonly label: string;
  readonly value: number;
  readonly range: { readonly min: number; readonly max: number; readonly step?: number };
  readonly onInput: (value: number) => void;
  /** The value as text. */
  readonly text?: string;
}

export function Slider({ label, value, range, onInput, text = String(value) }: SliderProps) {
  const id = useId();
  return (
    <div class="slider">
      <label for={id}>{label}</label>
      <output for={id}>{text}</output>
      <input
        id={id}
        type="range"
        {...range}
        step={range.step ?? 1}
        value={value}
        aria-valuetext={text}
        onInput={({ currentTarget }) => onInput(Number(currentTarget.value))}
      />
    </div>
  );
}

export interface ChoiceProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly choices: readonly { readonly value: T; readonly text: string }[];
  readonly onChange: (value: T) => void;
}

/** Radio buttons side by side. */
export function Choice<T extends string>({ label, value, choices, onChange }: ChoiceProps<T>) {
  const name = useId();
  return (
    <fieldset class="choice">
      <legend class="unseen">{label}</legend>
      {choices.map((choice) => (
        <label key={choice.value}>
          <input
            type="radio"
            name={name}
            checked={choice.value === value}
            onChange={() => onChange(choice.value)}
          />
          <span>{choice.text}</span>
        </label>
      ))}
    </fieldset>
  );
}

export interface SelectProps {
  readonly label: string;
  readonly value: string;
  readonly choices: readonly { readonly value: string; readonly text: string }[];
  readonly onChange: (value: string) => void;
}

export function Select({ label, value, choices, onChange }: SelectProps) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <select id={id} value={value} onChange={({ currentTarget }) => onChange(currentTarget.value)}>
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value} selected={choice.value === value}>
            {choice.text}
          </option>
        ))}
      </select>
    </div>
  );
}

export interface NumberFieldProps {
  readonly label: string;
  readonly value: number;
  readonly range: { readonly min: number; readonly max: number; readonly step?: number };
  readonly onChange: (value: number) => void;
}

/** A number field; its value is used once it lies within the range. */
export function NumberField({ label, value, range, onChange }: NumberFieldProps) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        id={id}
        type="number"
        {...range}
        value={value}
        onChange={({ currentTarget }) => {
          if (currentTarget.value !== '' && currentTarget.checkValidity())
            onChange(Number(currentTarget.value));
          else currentTarget.value = String(value);
        }}
      />
    </div>
  );
}

/** A colour, `#rrggbb`. */
export function ColorField(props: { label: string; value: string; onInput: (value: string) => void }) {
  const id = useId();
  return (
    <div class="field color">
      <label for={id}>{props.label}</label>
      <input
        id={id}
        type="color"
        value={props.value}
        onInput={({ currentTarget }) => props.onInput(currentTarget.value)}
      />
    </div>
  );
}

/** A section of a panel with a heading. */
export function Section({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <section class="section">
      <h2>{title}</h2>
      {children}
    </section>
  );
}

/** A section that is closed at first. */
export function More({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <details class="more">
      <summary>{title}</summary>
      <div class="stack">{children}</div>
    </details>
  );
}
