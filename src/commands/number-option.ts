/** Options that take a number. */
import { Option } from 'commander';
import { invalidOption } from '../errors.ts';

/** An option that takes a number; its range is checked where it is used. */
export function numberOption(flags: string, description: string): Option {
  const option = new Option(flags, description);
  return option.argParser((text) => parseNumber(text, option.name()));
}

/** Decimal, as every other program writes it: Number() reads 0x10 and 0b11 too. */
const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** Parses an option's value as a number. @throws ClipassoError 'usage' naming the option and the text */
export function parseNumber(text: string, name: string, expected = 'a number'): number {
  const value = DECIMAL.test(text.trim()) ? Number(text) : Number.NaN;
  if (!Number.isFinite(value)) throw invalidOption(name, expected, text);
  return value + 0; // -0 is 0
}
