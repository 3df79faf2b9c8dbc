import { describe, expect, it } from 'vitest';
import { checkBelonging, type OutputFlags } from '../../src/commands/belonging.ts';
import type { OutputFormat } from '../../src/output/formats.ts';

type Given = OutputFlags & { margin?: number; seconds?: number; penUp?: number; align?: string };
const check = (flags: Given, ...formats: OutputFormat[]) =>
  checkBelonging(flags, formats, (name) => Object.hasOwn(flags, name));

describe('checkBelonging', () => {
  it.each<[Parameters<typeof check>[0], OutputFormat[], string]>([
    [{ plotter: 'a4' }, ['png', 'json'], '--plotter makes .svg and .pdf outputs pages'],
    [{ margin: 5 }, ['svg'], 'Give --margin together with --plotter'],
    [{ align: 'top' }, ['svg', 'pdf'], 'Give --align together with --plotter'],
    [{ penUp: 5, plotter: 'a4' }, ['svg', 'hpgl'], '--pen-up is for .gcode outputs, but only .svg, .hpgl'],
    [{ animate: true }, ['png', 'pdf'], '--animate makes .svg and .webp outputs move, but only .png, .pdf'],
    [{ animate: true, plotter: 'a4' }, ['svg'], 'A plotter page does not move'],
    [{ record: 2 }, ['png'], '--record is seen in'],
    [{ seconds: 2 }, ['svg', 'png'], 'add --animate'],
  ])('refuses %j for %j', (flags, formats, message) => {
    expect(() => check(flags, ...formats)).toThrow(message);
  });

  it.each<[Parameters<typeof check>[0], OutputFormat[]]>([
    [{}, ['png']],
    [{ plotter: 'a4', margin: 5 }, ['png', 'svg']],
    [{ plotter: 'a4' }, ['pdf']],
    [{ margin: 5, penUp: 3 }, ['gcode']],
    [{ margin: 5, align: 'top' }, ['dxf', 'png']],
    [{ animate: true, seconds: 2 }, ['png', 'svg']],
    [{ animate: true }, ['gif']],
    [{ record: 2, seconds: 2 }, ['webp']],
    [{ seconds: 2 }, ['mp4']],
  ])('takes %j for %j', (flags, formats) => {
    expect(() => check(flags, ...formats)).not.toThrow();
  });

  it('lets a config say what other commands need', () => {
    expect(() => checkBelonging({ plotter: 'a4', record: 3 }, ['png'], () => false)).not.toThrow();
  });
});
