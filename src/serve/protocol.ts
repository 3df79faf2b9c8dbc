/**
 * What the page and the server of `clipasso serve` tell each other: routes, bodies and events. Types and plain data only, so that the
 * page can import it.
 *
 * - All routes but the page's own files need the session's cookie, or the header `Authorization: Bearer TOKEN`. The address that is
 *   opened, `/?token=TOKEN`, answers with the cookie and leads to `/`.
 * - Bodies are JSON unless a route says otherwise; a failure is `Problem` as JSON with a status of 400 or more.
 * - `GET /api/events` is one stream of server-sent events for everything. Each has only `data`, a `ServerEvent` as JSON. A
 *   stream begins with `snapshot`, also after a reconnection, so that no event has to be repeated: a page that was reloaded finds all there.
 * - Ids are made by the server, without meaning; names of files never stand in a route.
 *
 * Units: strokes are in the paper's coordinates (0..width to the right, 0..height down; the photo's shape with the area of 224 x 224).
 * Positions on the photo are fractions of its width and height, 0 to 1, from the top left corner, upright. Masks are PNGs of the photo's shape.
 */
import type { SketchOptions, StrokeCount } from '../options.ts';
import type { PresetName } from '../presets.ts';

/** Each route with its method, body and answer. */
export const ROUTES = {
  /** GET -> SessionInfo. 401 when the address was opened without its token. */
  session: '/api/session',
  /** GET -> event stream of ServerEvent. */
  events: '/api/events',
  /** GET -> { photos: PhotoInfo[] }. POST (`?name=cat.jpg`; body: the file's bytes) -> PhotoInfo; 413 or 422 with one line. */
  photos: '/api/photos',
  /** GET -> PhotoInfo. DELETE takes an uploaded photo and all of its drawings away; a folder's photo is never removed. */
  photo: (id: string) => `/api/photos/${id}`,
  /** GET (`?size=`, longer side in pixels, 32 to 2048, default 1024) -> JPEG over white, upright. */
  preview: (photo: string) => `/api/photos/${photo}/preview`,
  /** POST: finds the subject (a job of kind 'look') -> JobInfo; `photo` events bring `mask` and `things`. */
  look: (photo: string) => `/api/photos/${photo}/look`,
  /** POST (body: PNG of the photo's shape, white where the subject is) -> MaskInfo, which is the photo's mask from then on. */
  masks: (photo: string) => `/api/photos/${photo}/masks`,
  /** POST MaskPick -> MaskInfo, which is the photo's mask from then on. 409 as long as the photo was not looked at. */
  pick: (photo: string) => `/api/photos/${photo}/pick`,
  /** POST { mask: MaskChoice } -> PhotoInfo: goes back to a mask that was there, to what is found, or to the whole photo. */
  useMask: (photo: string) => `/api/photos/${photo}/mask`,
  /** POST { drawing: string } -> PhotoInfo: the drawing that the photo is shown with from then on, e.g. a variant. */
  choose: (photo: string) => `/api/photos/${photo}/choose`,
  /** POST { star: boolean } -> PhotoInfo. */
  star: (photo: string) => `/api/photos/${photo}/star`,
  /** POST { drawing: string } -> SavedFiles. Folder only: writes the drawing into the output folder, edits included, and notes it in the manifest. */
  save: (photo: string) => `/api/photos/${photo}/save`,
  /** GET (`?size=`, longer side; default: the photo's, `&download=1` to be saved as a file) -> grey PNG, white where the subject is. */
  mask: (id: string) => `/api/masks/${id}`,
  /** GET -> { jobs: JobInfo[] }, of those that wait and that which runs. POST DrawRequest -> JobInfo (202); 429 when the queue is full. */
  jobs: '/api/jobs',
  /** GET -> JobInfo. DELETE cancels: nothing is kept. */
  job: (id: string) => `/api/jobs/${id}`,
  /** POST: ends the job; the best drawing so far is kept, if there is one. -> JobInfo */
  stop: (id: string) => `/api/jobs/${id}/stop`,
  /**
   * GET -> DrawingInfo. PUT DrawingEdit -> DrawingInfo; of a folder's photo, changed strokes are saved into the output folder soon after.
   */
  drawing: (id: string) => `/api/drawings/${id}`,
  /** GET -> strokes JSON of what it was told to keep, see CommandLine. */
  pinned: (id: string) => `/api/drawings/${id}/pinned`,
  /** POST ExportRequest -> the file's bytes, as an attachment with a name. */
  export: '/api/export',
  /** POST ExportRequest (its `format` counts for nothing) -> PlotPreview. */
  plot: '/api/plot',
  /** POST ExportRequest -> CommandLine. */
  command: '/api/command',
} as const;

/** Header that every request but GET has to carry, with any value: no form of another page can set it. */
export const REQUEST_HEADER = 'X-Clipasso';

/** One line for a person, what is wrong and how to mend it. */
export interface Problem {
  readonly error: {
    readonly code:
      | 'usage'
      | 'input'
      | 'output'
      | 'subject'
      | 'model'
      | 'engine'
      | 'network'
      | 'aborted'
      | 'forbidden'
      | 'not-found'
      | 'conflict'
      | 'too-large'
      | 'busy'
      | 'bug';
    readonly message: string;
  };
}

export interface SessionInfo {
  readonly version: string;
  /** The folder's name for a person; null when serving uploads or one photo alone. */
  readonly folder: string | null;
  /** Where drawings of the folder are saved, for a person; null when nothing is written. */
  readonly output: string | null;
  readonly engine: { readonly ready: boolean; readonly warnings: readonly string[] };
  /** What a DrawRequest without options draws with. */
  readonly defaults: Pick<SketchOptions, 'strokes' | 'width' | 'seed' | 'seeds' | 'iterations'>;
  readonly presets: readonly { readonly name: PresetName; readonly available: boolean }[];
  readonly formats: readonly ExportFormat[];
  readonly papers: readonly string[];
  readonly limits: {
    /** Bytes of one uploaded file; of all uploaded files together; number of photos. */
    readonly uploadBytes: number;
    readonly totalBytes: number;
    readonly photos: number;
    /** Jobs that may wait. */
    readonly queue: number;
    /** Numbers of strokes for the slider; a DrawRequest takes up to 256. */
    readonly strokes: readonly [number, number];
  };
}

export interface PhotoInfo {
  readonly id: string;
  /** File name for a person; with its place below the folder, if there is one: `trip/cat.jpg`. */
  readonly name: string;
  readonly source: 'folder' | 'upload';
  /** Pixels, upright; 0 until the file was opened. */
  readonly width: number;
  readonly height: number;
  /** Why it cannot be drawn, in one line; null if nothing is known against it. */
  readonly problem: string | null;
  readonly star: boolean;
  /** What is drawn; null until it was looked at. */
  readonly mask: MaskInfo | null;
  /** Masks that there were, oldest first, for undo; `mask` is one of them. */
  readonly masks: readonly MaskInfo[];
  /** What was found in it; null until it was looked at. */
  readonly things: readonly Thing[] | null;
  /** The drawing that it is shown with. */
  readonly drawing: string | null;
  /** All that there are of it, oldest first. */
  readonly drawings: readonly DrawingSummary[];
  /** Files in the output folder, relative to it, that hold its drawing. */
  readonly saved: readonly string[];
}

/** 'found' by the network or the photo's transparency; 'painted' by a person; 'picked' things; 'none': the whole photo. */
export type MaskKind = 'found' | 'painted' | 'picked' | 'none';

export interface MaskInfo {
  readonly id: string;
  readonly kind: MaskKind;
  /** Part of the photo that it covers, 0 to 1. */
  readonly covers: number;
}

/** 'auto': what is found; 'none': the whole photo; else a mask's id. */
export type MaskChoice = 'auto' | 'none' | (string & {});

/** Something in the photo that can be taken for the subject or left out. */
export interface Thing {
  /** From 1, the most important first; as `clipasso look` numbers them. */
  readonly number: number;
  /** `dog`, `person`; null where that is not known. */
  readonly name: string | null;
  /** How sure the network is, 0 to 1. */
  readonly score: number;
  /** Left, top, right, bottom as fractions of the photo. */
  readonly box: readonly [number, number, number, number];
  /** Whether it is in the mask now. */
  readonly taken: boolean;
}

/** Adds to the mask, or takes from it, the thing of that number, or what is at a place: the thing there, else the part of the mask or of one colour. */
export interface MaskPick {
  readonly mode: 'add' | 'drop';
  readonly thing?: number;
  /** Fractions of the photo. */
  readonly at?: readonly [number, number];
}

export interface StrokeData {
  /** x0, y0, x1, y1, x2, y2, x3, y3: a cubic Bezier curve in the paper's coordinates. */
  readonly points: readonly number[];
  /** In the paper's coordinates. */
  readonly width: number;
  /** `#rrggbb` or `#rrggbbaa`; black when absent. */
  readonly color?: string;
}

export interface SketchData {
  /** Of the paper. */
  readonly width: number;
  readonly height: number;
  /** In drawing order; at most 4096 in a request. */
  readonly strokes: readonly StrokeData[];
}

export interface DrawRequest {
  readonly photo: string;
  readonly options?: DrawOptions;
  /** @default the photo's own */
  readonly mask?: MaskChoice;
  /** Strokes that stay where they are; they come first and count among `options.strokes`. */
  readonly pinned?: SketchData;
  /** The drawing that `pinned` is from, if any. */
  readonly from?: string;
  /**
   * Draws other numbers of strokes afterwards, in the background, as long as a page listens and nothing else is asked for; a later request for
   * the same photo replaces them. @default true, but false with `pinned`
   */
  readonly levels?: boolean;
  /** Of a folder's photo: saves the drawing into the output folder when it is done, as `save` does. @default false */
  readonly save?: boolean;
}

/** Any option that one drawing may have; what is absent is the preset's, or else the server's default. */
export interface DrawOptions {
  readonly preset?: PresetName;
  readonly strokes?: StrokeCount;
  /** Stroke width on the paper, 0.1 to 50. */
  readonly width?: number;
  readonly seed?: number;
  /** Starts that compete, 1 to 32; each that differs becomes a variant. */
  readonly seeds?: number;
  readonly iterations?: number;
  readonly exact?: boolean;
  readonly init?: SketchOptions['init'];
  readonly target?: number;
  readonly contours?: number;
  readonly focus?: number;
  readonly views?: number;
}

export type JobStatus = 'queued' | 'running' | 'done' | 'failed' | 'cancelled';

export interface JobInfo {
  readonly id: string;
  readonly photo: string;
  /** 'level': drawn in the background, with `strokes` strokes. */
  readonly kind: 'look' | 'draw' | 'level';
  readonly status: JobStatus;
  /** How many are drawn before it; 0 when it runs or has ended. */
  readonly place: number;
  readonly stage: 'load' | 'photo' | 'saliency' | 'start' | 'abstraction' | 'choose' | 'optimise' | null;
  /** 0 to 1, growing. */
  readonly progress: number;
  readonly strokes: StrokeCount | null;
  /** Of what was drawn; set when done. */
  readonly drawing: string | null;
  /** It was stopped: the drawing is the best until then. */
  readonly stopped: boolean;
  /** One line, when it failed. */
  readonly error: Problem['error'] | null;
}

export interface DrawingSummary {
  readonly id: string;
  readonly photo: string;
  /** 'variant': a seed of a draw job that did not win. */
  readonly kind: 'drawn' | 'level' | 'variant';
  /** The job that drew it; a job's variants share it. */
  readonly job: string;
  /** Of a level or variant: the drawing that it is another number of strokes, or another seed, of. */
  readonly of: string | null;
  /** As asked for, and as drawn. */
  readonly asked: StrokeCount;
  readonly strokes: number;
  readonly seed: number;
  /** Null for a draft that was stopped before it was judged. */
  readonly loss: number | null;
  /** A person changed its strokes. */
  readonly edited: boolean;
}

export interface DrawingInfo extends DrawingSummary {
  /** What there is now, edits included. */
  readonly sketch: SketchData;
  /** What the program drew, if it was edited. */
  readonly original: SketchData | null;
  /** Indices of the original's strokes, the most important first: the first n of them are a drawing of n strokes. */
  readonly order: readonly number[];
  readonly options: DrawOptions;
  /** The mask that it was drawn with. */
  readonly mask: MaskChoice;
  readonly warnings: readonly string[];
  readonly aborted: boolean;
  /** Indices of the strokes of `sketch` that are pinned. */
  readonly pins: readonly number[];
}

/** What a person changes of a drawing; what is absent stays. */
export interface DrawingEdit {
  /** The strokes from now on; null goes back to what was drawn. Without pins, nothing is pinned then. */
  readonly sketch?: SketchData | null;
  /** Indices of the strokes that are pinned. */
  readonly pins?: readonly number[];
}

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

/** What the stream of events brings. */
export type ServerEvent =
  /** The state of everything; replaces what the page knew. */
  | {
      readonly type: 'snapshot';
      readonly session: SessionInfo;
      readonly photos: readonly PhotoInfo[];
      readonly jobs: readonly JobInfo[];
    }
  | { readonly type: 'session'; readonly session: SessionInfo }
  /** New, or changed. */
  | { readonly type: 'photo'; readonly photo: PhotoInfo }
  | { readonly type: 'photo-removed'; readonly id: string }
  | { readonly type: 'job'; readonly job: JobInfo }
  /** The drawing as it is now, the draft first; coordinates to 0.01. The seed that leads stands first. */
  | {
      readonly type: 'strokes';
      readonly job: string;
      readonly photo: string;
      readonly step: number;
      readonly steps: number;
      readonly seeds: readonly {
        readonly seed: number;
        readonly loss: number | null;
        readonly sketch: SketchData;
      }[];
    }
  /** Finished, or edited by another window. */
  | { readonly type: 'drawing'; readonly drawing: DrawingInfo }
  /** Something that a person should know, in one line. */
  | { readonly type: 'notice'; readonly message: string };
