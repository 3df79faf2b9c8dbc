/** Settings that a reload finds again. */
import { effect, type Signal, signal } from '@preact/signals';

/** A signal whose value is kept by the browser, where it lets us. */
export function remembered<T>(name: string, otherwise: T): Signal<T> {
  const key = `clipasso.${name}`;
  const value = signal(read(key, otherwise));
  effect(() => {
    try {
      localStorage.setItem(key, JSON.stringify(value.value));
    } catch {
      // no room, or storage is switched off: then nothing is kept
    }
  });
  return value;
}

function read<T>(key: string, otherwise: T): T {
  try {
    const text = localStorage.getItem(key);
    return text === null ? otherwise : (JSON.parse(text) as T);
  } catch {
    return otherwise;
  }
}
