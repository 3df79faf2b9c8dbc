/** CSS lengths in user units (CSS Values 4, section 6; 1 in = 96 px = 2.54 cm = 72 pt). */
import { ClipassoError } from '../../errors.ts';
import { shortened } from './refuse.ts';

/** User units per unit. Fonts are not followed: 1 em is the usual 16 px. */
const UNITS: Readonly<Record<string, number>> = {
  '': 1,
  px: 1,
  in: 96,
  cm: 96 / 2.54,
  mm: 96 / 25.4,
  q: 96 / 101.6,
  pt: 96 / 72,
  pc: 16,
  em: 16,
  rem: 16,
  ex: 8,
};
const LENGTH = /^\s*([-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?)([a-z]{0,3}|%)\s*$/i;
/** Longest number that is read, in characters. */
const MAX_LENGTH = 64;

/**
 * The length in user units; null if `text` is no length.
 * @param percent the length of 100 %; without it percentages are no lengths.
 * @throws ClipassoError 'input' for a number that is not finite.
 */
export function parseLength(text: string, percent?: number): number | null {
  const match = text.length > MAX_LENGTH ? null : LENGTH.exec(text);
  if (!match) return null;
  const unit = match[2].toLowerCase();
  const factor = unit === '%' ? (percent ?? Number.NaN) / 100 : UNITS[unit];
  if (factor === undefined || Number.isNaN(factor)) return null;
  const value = Number(match[1]) * factor;
  if (!Number.isFinite(value))
    throw new ClipassoError('input', `'${shortened(text)}' is not a finite number`);
  return value;
}
