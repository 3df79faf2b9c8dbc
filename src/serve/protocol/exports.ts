/** Exports: files, plotter pages and command lines. */
import type { SketchData } from './drawings.ts';

/** The formats of output/formats.ts that need no other program; repeated here, as the page cannot import modules for Node. */
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
  /** Strokes that differ from the server's, e.g. the first ones only, or unsaved edits. @default the drawing's */
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
  /** Longer side in pixels, 1 to 16384; for movies up to 4096. */
  readonly size?: number;
  /** SVG and WebP become animations. */
  readonly animate?: boolean;
  /** Length of an animation in seconds, 0.1 to 60. */
  readonly seconds?: number;
}

export interface PlotterData {
  /** `a0` to `a6`, `letter`, `legal`, `tabloid`, optionally with `-portrait` or `-landscape`, or `300x200` in mm. */
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
  /** Moves of the lifted pen, beginning at the page's corner: x0, y0, x1, y1 each. */
  readonly travel: readonly (readonly [number, number, number, number])[];
  /** Length in millimetres that is drawn, and that the pen travels lifted. */
  readonly drawn: number;
  readonly travelled: number;
}

export interface CommandLine {
  /** `clipasso sketch cat.jpg -n 8 -o cat.svg`, for a POSIX shell, or for PowerShell and cmd on Windows. */
  readonly command: string;
  /** Whether it gives the same file byte for byte; false if strokes were edited or the run was stopped early. */
  readonly exact: boolean;
  /** One line: why not, or what has to be done first. */
  readonly note: string | null;
  /** Files that the command reads besides the photo; they have to be saved beside it. */
  readonly needs: readonly {
    readonly name: string;
    readonly kind: 'mask' | 'strokes';
    /** Route to GET it from. */
    readonly href: string;
  }[];
}

export interface SavedFiles {
  /** Relative to the output folder. */
  readonly files: readonly string[];
}
