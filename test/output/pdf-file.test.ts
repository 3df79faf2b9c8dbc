import { describe, expect, it } from 'vitest';
import { opacityName, pdfColor, pdfFile, pdfNumber } from '../../src/output/pdf-file.ts';

const page = {
  width: 20,
  height: 10.5,
  content: ['1 w', '0 0 m 1 1 l S'],
  opacities: [0.5, 1, 0.5],
  title: 'é',
};

describe('pdfFile', () => {
  const text = pdfFile(page).toString('latin1');

  it('points from its end to its table, and from there to every object', () => {
    const start = Number(/startxref\n(\d+)\n%%EOF\n$/.exec(text)![1]);
    expect(text.slice(start, start + 9)).toBe('xref\n0 6\n');
    const rows = text
      .slice(start + 9)
      .split('\n')
      .slice(0, 6);
    expect(rows[0]).toBe('0000000000 65535 f ');
    rows.slice(1).forEach((row, i) => {
      expect(row).toMatch(/^\d{10} 00000 n $/);
      const header = `${i + 1} 0 obj\n`;
      expect(text.slice(Number(row.slice(0, 10))).startsWith(header)).toBe(true);
    });
    expect(text).toContain('<< /Size 6 /Root 1 0 R /Info 5 0 R >>');
  });

  it('says how long its content is, and each opacity once', () => {
    const [, length, stream] = /\/Length (\d+) >>\nstream\n([\s\S]*?)\nendstream/.exec(text)!;
    expect(stream).toBe('1 w\n0 0 m 1 1 l S');
    expect(Number(length)).toBe(stream!.length);
    expect(text).toContain('<< /a500 << /CA 0.5 /ca 0.5 >> /a1000 << /CA 1 /ca 1 >> >>');
    expect(text).toContain('/MediaBox [0 0 20 10.5]');
    expect(text).toContain('/Title <feff00e9>');
    expect(text).not.toContain('OCProperties');
  });
});

it('numbers have the decimals they need, at most three or so many as are asked for', () => {
  expect([0, 1.5, -2, 100, 0.12349, 0.9996, -0.0001].map((v) => pdfNumber(v))).toEqual([
    '0',
    '1.5',
    '-2',
    '100',
    '0.123',
    '1',
    '0',
  ]);
  expect(pdfNumber(0.123456, 5)).toBe('0.12346');
  expect(pdfColor([255, 0, 51, 0.5])).toBe('1 0 0.2');
  expect([opacityName(1), opacityName(0.2504)]).toEqual(['/a1000', '/a250']);
});
