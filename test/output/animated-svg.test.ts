import { describe, expect, it } from 'vitest';
import { writeDrawingSvg, writeHistorySvg } from '../../src/output/animated-svg.ts';
import { type Strokes, uniformStrokes } from '../../src/strokes/stroke.ts';

const level = (y: number, length: number) => [0, 1 / 3, 2 / 3, 1].flatMap((t) => [t * length, y]);
/** 30 and 10 units long, in a cycle of 6 + 2 seconds: three quarters of the time, of which the first takes three. */
const sketch = { width: 40, height: 20, strokes: uniformStrokes([...level(5, 30), ...level(9, 10)], 2) };
const timing = { seconds: 6, hold: 2 };

describe('a drawing that draws itself', () => {
  const svg = writeDrawingSvg(sketch, {}, timing);

  it('gives each stroke the part of the time that its length has', () => {
    const frames = (name: string) =>
      new RegExp(`@keyframes ${name}{0%,([\\d.]+)%.*?}([\\d.]+)%{visibility:visible}([\\d.]+)%,100%`)
        .exec(svg)!
        .slice(1)
        .map(Number);
    expect(frames('s0')).toEqual([0, 0, 56.25]);
    expect(frames('s1')).toEqual([56.25, 56.25, 75]);
    expect(svg).toContain('animation:8s linear infinite');
  });

  it('counts a dot as long as it is wide', () => {
    const dots = { ...sketch, strokes: uniformStrokes([...level(5, 0), ...level(9, 6)], 2) };
    expect(writeDrawingSvg(dots, {}, timing)).toContain('@keyframes s1{0%,18.75%{');
  });

  it('has one path for each stroke, which names its own animation', () => {
    const names = [...svg.matchAll(/<path d="[^"]+" pathLength="1"[^>]* style="animation-name:(s\d)"\/>/g)];
    expect(names.map(([, name]) => name)).toEqual(['s0', 's1']);
  });
});

describe('a drawing that finds its place', () => {
  const moved = (dx: number): Strokes => ({
    ...sketch.strokes,
    points: sketch.strokes.points.map((v, i) => (i % 2 ? v : v + dx)),
  });

  it('passes its states at equal times and rests at the last', () => {
    const svg = writeHistorySvg(sketch, [moved(8), moved(4)], {}, timing);
    expect(svg).toContain('keyTimes="0.0000;0.3750;0.7500;1.0000"');
    expect(svg).toContain('dur="8s"');
    const [, values] = /values="([^"]+)"/.exec(svg)!;
    const starts = values!.split(';').map((path) => /^M(\S+) /.exec(path)![1]);
    expect(starts).toEqual(['8', '4', '0', '0']);
    expect(svg.match(/<animate /g)).toHaveLength(2);
    expect(/<path d="M(\S+) /.exec(svg)![1]).toBe('0');
  });
});
