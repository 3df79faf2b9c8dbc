/** The plotters' files of small drawings, worked out by hand. */
import { describe, expect, it } from 'vitest';
import { GENERATOR } from '../../../src/output/marks.ts';
import { writeDxf } from '../../../src/output/plotter/dxf.ts';
import { flatten } from '../../../src/output/plotter/flatten.ts';
import { writeGcode } from '../../../src/output/plotter/gcode.ts';
import { writeHpgl } from '../../../src/output/plotter/hpgl.ts';
import type { PlotterPage } from '../../../src/output/plotter/page.ts';
import { writePlotterPdf } from '../../../src/output/plotter/pdf.ts';
import { planPlot } from '../../../src/output/plotter/plan.ts';
import { uniformStrokes } from '../../../src/strokes/stroke.ts';

/** 40 x 20 units become 80 x 40 mm: twice as large, 10 mm from the left and top edge of 100 x 60 mm. */
const page: PlotterPage = { paper: '100x60', margin: 9.5, penWidth: 1 };
const straight = (x0: number, y0: number, x1: number, y1: number) =>
  [0, 1 / 3, 2 / 3, 1].flatMap((t) => [x0 + t * (x1 - x0), y0 + t * (y1 - y0)]);
const diagonal = {
  width: 40,
  height: 20,
  strokes: uniformStrokes([...straight(0, 0, 40, 20), ...straight(0, 20, 40, 20)], 1),
};
const two = { ...diagonal, strokes: { ...diagonal.strokes, colors: ['#000000', '#fe0102'] } };

describe('planPlot', () => {
  it('has a layer for each colour, by number, and millimetres on the page', () => {
    const { width, height, penWidth, layers } = planPlot(two, page, {});
    expect([width, height, penWidth]).toEqual([100, 60, 1]);
    expect(layers.map(({ name, color }) => [name, color])).toEqual([
      ['1 #000000', [0, 0, 0, 1]],
      ['2 #fe0102', [254, 1, 2, 1]],
    ]);
    const rounded = layers.map(({ lines }) =>
      lines.map((line) => line.map((v) => Math.round(v * 1e6) / 1e6)),
    );
    const ends = rounded.map(([line]) => [line.slice(0, 2), line.slice(-2)].sort((a, b) => a[0] - b[0]));
    expect(ends).toEqual([
      [
        [10, 10],
        [90, 50],
      ],
      [
        [10, 50],
        [90, 50],
      ],
    ]);
  });

  it('keeps the pen down over gaps of a fiftieth of a millimetre, not over wider ones', () => {
    const lines = (gap: number) => {
      const points = [...straight(0, 0, 20, 10), ...straight(20 + gap / 2, 10, 40, 20)];
      return planPlot({ ...diagonal, strokes: uniformStrokes(points, 1) }, page, {}).layers[0].lines.length;
    };
    expect([lines(0), lines(0.019), lines(0.022)]).toEqual([1, 1, 2]);
  });
});

describe('HP-GL', () => {
  it('has 40 units a millimetre, from the lower left corner', () => {
    const text = writeHpgl({ ...diagonal, strokes: uniformStrokes(straight(0, 0, 40, 20), 1) }, page);
    expect([
      'IN;IN;PA;\nSP1;\nPU400,2000;\nPD3600,400;\nPU;\nSP0;\n',
      'IN;IN;PA;\nSP1;\nPU3600,400;\nPD400,2000;\nPU;\nSP0;\n',
    ]).toContain(text);
  });

  it('has at most 64 points in a command, and none twice', () => {
    const curve = uniformStrokes([0, 0, 400, 20, -360, 20, 40, 0], 1);
    const large = { paper: '9000x6000', margin: 10, penWidth: 1 };
    const commands = writeHpgl({ ...diagonal, strokes: curve }, large).match(/PD[^;]*/g)!;
    const counts = commands.map((command) => command.split(',').length / 2);
    expect(counts.length).toBeGreaterThan(1);
    expect(counts.slice(0, -1).every((count) => count === 64)).toBe(true);
    expect(counts.at(-1)).toBeLessThanOrEqual(64);
    const [line] = planPlot({ ...diagonal, strokes: curve }, large, {}).layers[0].lines;
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(flatten(line).length - 1);
  });
});

describe('DXF', () => {
  it('holds its size, a layer for each colour, and a polyline for each line', () => {
    const text = writeDxf(two, page);
    const pairs = text.trimEnd().split('\n');
    const behind = (...sequence: string[]) => {
      const at = pairs.findIndex((_, i) => sequence.every((each, k) => pairs[i + k] === each));
      expect(at).toBeGreaterThanOrEqual(0);
      return pairs.slice(at + sequence.length);
    };
    expect(pairs.slice(0, 2)).toEqual(['999', GENERATOR]);
    expect(behind('9', '$EXTMAX').slice(0, 6)).toEqual(['10', '100.0000', '20', '60.0000', '30', '0.0']);
    expect(behind('9', '$EXTMIN').slice(0, 6)).toEqual(['10', '0.0000', '20', '0.0000', '30', '0.0']);
    expect(behind('2', 'LAYER', '70')[0]).toBe('2');
    expect(behind('2', '1_000000').slice(0, 4)).toEqual(['70', '0', '62', '7']);
    expect(behind('2', '2_FE0102').slice(0, 4)).toEqual(['70', '0', '62', '1']);
    expect(pairs.filter((value) => value === 'POLYLINE')).toHaveLength(2);
    expect(pairs.filter((value) => value === 'VERTEX')).toHaveLength(4);
    const first = behind('0', 'VERTEX', '8', '1_000000').slice(0, 4).join(' ');
    expect(['10 10.0000 20 50.0000', '10 90.0000 20 10.0000']).toContain(first);
    expect(pairs.slice(-2)).toEqual(['0', 'EOF']);
  });

  it.each([
    ['#101010', 7],
    ['#f01010', 1],
    ['#f0f010', 2],
    ['#10f010', 3],
    ['#10f0f0', 4],
    ['#1010f0', 5],
    ['#f010f0', 6],
    ['#7a8486', 8],
    ['#c8b8c0', 9],
    // nearer by blue than by all others
    ['#0000a0', 5],
  ])('has the colour number that is nearest to %s', (color, number) => {
    const text = writeDxf(diagonal, page, { color });
    expect(/\n62\n(\d+)\n/.exec(text)?.[1]).toBe(String(number));
  });
});

describe('G-code', () => {
  it('moves with the pen up, draws with it down, and ends at the origin', () => {
    const one = { ...diagonal, strokes: uniformStrokes(straight(0, 0, 40, 20), 1) };
    const lines = writeGcode(one, page).trimEnd().split('\n');
    expect(lines.slice(1)).toEqual([
      'G21',
      'G90',
      'G0 Z5',
      '; pen 1 #000000',
      expect.stringMatching(/^G0 X(10.000 Y50.000|90.000 Y10.000)$/),
      'G1 Z0 F1500',
      expect.stringMatching(/^G1 X(10.000 Y50.000|90.000 Y10.000) F1500$/),
      'G0 Z5',
      'G0 X0 Y0',
      'M2',
    ]);
  });

  it('waits for servos', () => {
    const servo = writeGcode(diagonal, { ...page, gcode: { dialect: 'servo' } });
    const marlin = writeGcode(diagonal, { ...page, gcode: { dialect: 'm280' } });
    expect(servo).toContain('M3 S0\nG4 P0.');
    expect(servo).toContain('M3 S1000\nG4 P0.');
    const [seconds, milliseconds] = [servo, marlin].map((text) => Number(/G4 P(\S+)/.exec(text)![1]));
    expect(milliseconds).toBeCloseTo(1000 * seconds!, 9);
  });

  it('goes home and waits between two pens', () => {
    const lines = writeGcode(two, page).split('\n');
    const at = lines.indexOf('M0');
    expect(lines.slice(at - 2, at + 2)).toEqual([
      'G0 X0 Y0',
      '; change to pen 2 #fe0102',
      'M0',
      '; pen 2 #fe0102',
    ]);
  });

  it.each([
    [{ feed: 1 }, { feed: 0.99 }],
    [{ feed: 100_000 }, { feed: 100_001 }],
    [{ penUp: 10_000 }, { penUp: 10_001 }],
    [{ penDown: -10_000 }, { penDown: -10_001 }],
  ])('takes %j and refuses %j', (good, bad) => {
    expect(() => writeGcode(diagonal, { ...page, gcode: good })).not.toThrow();
    expect(() => writeGcode(diagonal, { ...page, gcode: bad })).toThrow(/for (feed|pen-)/);
  });
});

describe('flatten', () => {
  it('keeps what is 5 micrometres beside the straight way, and leaves out what is nearer', () => {
    const bent = (bulge: number) => flatten([0, 0, 1, bulge, 2, bulge, 3, 0]).length;
    expect(bent(0)).toBe(2);
    expect(bent(0.004)).toBe(2);
    expect(bent(0.02)).toBeGreaterThan(2);
  });

  it('goes through the ends of all curves', () => {
    const points = flatten([0, 0, 0, 1, 0, 2, 0, 3, 1, 3, 2, 3, 3, 3]);
    expect(points).toEqual([
      [0, 0],
      [0, 3],
      [3, 3],
    ]);
  });

  it('turns back where a line does', () => {
    const points = flatten([0, 0, 1, 0, 2, 0, 3, 0, 2, 0, 1, 0, 0, 0]);
    expect(points.map(([x]) => x)).toEqual([0, 3, 0]);
  });
});

describe('a page as PDF', () => {
  it('is in points, with a layer for each colour', () => {
    const text = writePlotterPdf(two, page, { title: 'A' }).toString('latin1');
    expect(text).toContain('/MediaBox [0 0 283.465 170.079]');
    expect(text).toContain('2.834646 0 0 -2.834646 0 170.07874 cm\n1 w\n');
    expect(text).toMatch(/\/OC \/L0 BDC 0 0 0 RG\n(10 10|90 50) m [-\d. ]+ c S\nEMC/);
    expect(text).toMatch(/\/OC \/L1 BDC 0.9961 0.0039 0.0078 RG\n(10 50|90 50) m [-\d. ]+ c S\nEMC/);
    expect(text).toContain('/OCGs [6 0 R 7 0 R]');
    expect(text).toContain('/L0 6 0 R /L1 7 0 R');
    expect(text).toContain('/Title <feff0041>');
    const names = ['1 #000000', '2 #fe0102'].map((name) =>
      [...name].map((letter) => letter.charCodeAt(0).toString(16).padStart(4, '0')).join(''),
    );
    for (const name of names) expect(text).toContain(`<< /Type /OCG /Name <feff${name}> >>`);
  });
});
