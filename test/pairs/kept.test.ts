import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readCritic } from '../../bench/pairs/critic/score.ts';
import { readTable } from '../../bench/pairs/features/table.ts';
import { readJudgements } from '../../bench/pairs/judgements.ts';
import { uniformStrokes } from '../../src/strokes/stroke.ts';
import { writeSvg } from '../../src/strokes/svg.ts';

const judgements = readJudgements();
const measured = readTable();

describe('what bench/pairs keeps', () => {
  it('brings back drawings to the byte that readers judged', () => {
    const lines = readFileSync('bench/pairs/drawings.jsonl', 'utf8').trim().split('\n');
    const judged = new Set(judgements.flatMap(({ a, b }) => [a, b]));
    for (const line of lines) {
      const { drawing, width, height, pen, points } = JSON.parse(line);
      const svg = writeSvg({ width, height, strokes: uniformStrokes(points, pen) });
      expect(createHash('sha256').update(svg).digest('hex').slice(0, drawing.length)).toBe(drawing);
      expect(judged).toContain(drawing);
    }
  });

  it('has each judgement of two drawings of the photo that it names', () => {
    for (const { photo, a, b } of judgements) {
      expect(a).not.toBe(b);
      for (const drawing of [a, b]) expect(measured.get(drawing)?.photo ?? photo).toBe(photo);
    }
  });

  it('has a critic that knows no other features than those measured', () => {
    const names = new Set([...measured.values()].flatMap(({ features }) => Object.keys(features)));
    const critic = Object.entries(readCritic());
    expect(critic.length).toBeGreaterThan(0);
    for (const [name, weight] of critic) {
      expect(names).toContain(name);
      expect(Number.isFinite(weight)).toBe(true);
    }
  });
});
