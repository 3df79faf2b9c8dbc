/** Exports: files, clipboard and command line. */
import type { ExportFormat, ExportRequest, PlotterData } from '../../protocol.ts';
import { exportStyle, toSketchData } from '../model/pens.ts';
import type { ExportedFile } from './api.ts';
import type { App } from './app.ts';

/** Choices of an export besides the shown drawing and its style. */
export interface ExportWishes {
  readonly size?: number;
  readonly animate?: boolean;
  readonly seconds?: number;
  readonly plotter?: PlotterData;
}

/** The export request for the shown drawing; null if there is none. */
export function exportRequest(
  app: App,
  format: ExportFormat,
  wishes: ExportWishes = {},
): ExportRequest | null {
  const current = app.editor.current.value;
  if (!current) return null;
  const look = app.look.value;
  const { plotter, ...style } = wishes;
  const shown = app.shown.value;
  const asDrawn =
    app.editor.history.value === null &&
    shown?.whole === true &&
    current.drawing.strokes.every(({ width }) => look.width === null || look.width === width);
  return {
    drawing: current.id,
    format,
    ...(!asDrawn && { sketch: toSketchData(current.drawing, look) }),
    style: { ...exportStyle(look), ...style },
    ...(plotter && { plotter }),
  };
}

export async function saveAs(app: App, format: ExportFormat, wishes: ExportWishes = {}): Promise<void> {
  const request = exportRequest(app, format, wishes);
  if (!request) return;
  const file = await app.messages.attempt(() => app.api.exportFile(request));
  if (!file) return;
  download(file);
  app.messages.done(`Saved ${file.name} to your downloads`);
}

/** Starts a download in the browser. */
export function download({ name, bytes }: ExportedFile): void {
  const url = URL.createObjectURL(bytes);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // by then the browser has begun to read it
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** Browsers grant clipboard access only during the click itself, so the clipboard gets promises. */
export async function copyDrawing(app: App, format: 'svg' | 'png', wishes: ExportWishes = {}): Promise<void> {
  const request = exportRequest(app, format, wishes);
  if (!request) return;
  const bytes = app.api.exportFile(request).then((file) => file.bytes);
  const type = format === 'png' ? 'image/png' : 'text/plain';
  const part = format === 'png' ? bytes : bytes.then(async (blob) => new Blob([await blob.text()], { type }));
  await copy(
    app,
    () => navigator.clipboard.write([new ClipboardItem({ [type]: part })]),
    format.toUpperCase(),
  );
}

export async function copyText(app: App, text: string): Promise<void> {
  await copy(app, () => navigator.clipboard.writeText(text), 'The command');
}

async function copy(app: App, work: () => Promise<void>, what: string): Promise<void> {
  if (!('clipboard' in navigator)) {
    app.messages.problem('The browser offers its clipboard on this computer only; save the file instead.');
    return;
  }
  const copied = await app.messages.attempt(async () => {
    await work();
    return true;
  });
  if (copied) app.messages.done(`${what} copied`);
}
