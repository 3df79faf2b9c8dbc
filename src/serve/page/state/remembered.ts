/** Settings that survive a reload. */
import { effect, type Signal, signal } from '@preact/signals';

/** A signal whose value is stored in the browser, if storage is available. */
export function remembered<T>(name: string, otherwise: T): Signal<T> {
  const key = `clipasso.${name}`;
  const value = signal(read(key, otherwise));
  effect(() => {
    try {
      localStorage.setItem(key, JSON.stringify(value.value));
    } catch {
      // storage is full or switched off: the value is not kept
    }
  });
  return value;
}

/** What a control calls with the value that is chosen. */
export const setterOf =
  <T>(target: Signal<T>) =>
  (value: T): void => {
    target.value = value;
  };

function read<T>(key: string, otherwise: T): T {
  try {
    const text = localStorage.getItem(key);
    return text === null ? otherwise : (JSON.parse(text) as T);
  } catch {
    return otherwise;
  }
}
