/** Drawings as files, plotter pages and command lines. */
import type { SketchData } from './drawings.ts';

/** Those of output/formats.ts that need no other program; written out, as the page cannot import what runs in Node. */
export const EXPORT_FORMATS = [
  'svg',
  'png',
  'jpg',
  'webp',
  'gif',
  'pdf',
  'json',
  'hpgl',
  'gcode',
  'dxf',
] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

export interface ExportRequest {
  readonly drawing: string;
  /** Other strokes than the server has, e.g. a prefix or unsaved edits. @default the drawing's */
  readonly sketch?: SketchData;
  readonly format: ExportFormat;
  readonly style?: ExportStyle;
  /** SVG and PDF become a page for a pen plotter; `.hpgl`, `.gcode` and `.dxf` always are. */
  readonly plotter?: PlotterData;
}

export interface ExportStyle {
  /** CSS colour of all ink. */
  readonly color?: string;
  /** CSS colour, or `transparent`. */
  readonly paper?: string;
  /** Longer side in pixels, 1 to 16384; movies to 4096. */
  readonly size?: number;
  /** SVG and WebP move. */
  readonly animate?: boolean;
  /** Length of what moves, 0.1 to 60. */
  readonly seconds?: number;
}

export interface PlotterData {
  /** `a0` to `a6`, `letter`, `legal`, `tabloid`, with `-portrait` or `-landscape` if wanted, or `300x200` in mm. */
  readonly paper: string;
  /** Millimetres. */
  readonly margin?: number;
  readonly align?: string;
  readonly penWidth?: number;
}

/** A plotter's page in millimetres from its top left corner. */
export interface PlotPreview {
  readonly width: number;
  readonly height: number;
  readonly penWidth: number;
  /** One for each pen; a line is x0, y0, then x1, y1, x2, y2, x3, y3 of each cubic that joins. */
  readonly layers: readonly {
    readonly color: string;
    readonly name: string;
    readonly lines: readonly (readonly number[])[];
  }[];
  /** Ways of the lifted pen, from the page's corner on: x0, y0, x1, y1 each. */
  readonly travel: readonly (readonly [number, number, number, number])[];
  /** Millimetres drawn, and with the pen lifted. */
  readonly drawn: number;
  readonly travelled: number;
}

export interface CommandLine {
  /** `clipasso sketch cat.jpg -n 8 -o cat.svg`, for a POSIX shell, or for PowerShell and cmd on Windows. */
  readonly command: string;
  /** Whether it gives the same file, byte for byte: false once strokes were edited by hand or the run was stopped early. */
  readonly exact: boolean;
  /** Why not, or what has to be done first; one line. */
  readonly note: string | null;
  /** Files that the command reads besides the photo, to be saved beside it. */
  readonly needs: readonly {
    readonly name: string;
    readonly kind: 'mask' | 'strokes';
    /** Where to GET it. */
    readonly href: string;
  }[];
}

export interface SavedFiles {
  /** Relative to the output folder. */
  readonly files: readonly string[];
}
