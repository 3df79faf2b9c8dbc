/** JSON, and what is wrong with it. */
import { invalidOption } from './errors.ts';

/** @throws ClipassoError 'usage' for what no JSON can hold: numbers of BigInt, values that hold themselves */
export function toJson(value: unknown, name: string, indent = 0): string {
  try {
    return JSON.stringify(value, null, indent);
  } catch {
    throw invalidOption(name, 'data that JSON can hold', value);
  }
}

/** The message of JSON's parser without the text that it quotes, which may be anything. */
export function problemInJson({ message }: Error): string {
  return message.replace(/, (\.\.\.)?"[\s\S]*is not valid JSON$/, '');
}
