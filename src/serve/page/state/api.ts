/** Requests to the server. A failure is an `Error` whose message is one line for a person. */
import {
  type CommandLine,
  type DrawingEdit,
  type DrawingInfo,
  type DrawRequest,
  type ExportRequest,
  type JobInfo,
  type MaskChoice,
  type MaskInfo,
  type MaskPick,
  type PhotoInfo,
  type PlotPreview,
  type Problem,
  REQUEST_HEADER,
  ROUTES,
  type SavedFiles,
} from '../../protocol.ts';

/** A file to save. */
export interface ExportedFile {
  readonly name: string;
  readonly bytes: Blob;
}

export interface Api {
  upload(file: File): Promise<PhotoInfo>;
  remove(photo: string): Promise<void>;
  look(photo: string): Promise<JobInfo>;
  paintMask(photo: string, png: Blob): Promise<MaskInfo>;
  pick(photo: string, pick: MaskPick): Promise<MaskInfo>;
  useMask(photo: string, mask: MaskChoice): Promise<PhotoInfo>;
  choose(photo: string, drawing: string): Promise<PhotoInfo>;
  star(photo: string, star: boolean): Promise<PhotoInfo>;
  save(photo: string, drawing: string): Promise<SavedFiles>;
  draw(request: DrawRequest): Promise<JobInfo>;
  stop(job: string): Promise<JobInfo>;
  cancel(job: string): Promise<void>;
  drawing(id: string): Promise<DrawingInfo>;
  /** @param leaving whether the page is being closed: the request is then sent with `keepalive`, which allows 64 kB */
  edit(id: string, edit: DrawingEdit, leaving?: boolean): Promise<DrawingInfo>;
  exportFile(request: ExportRequest): Promise<ExportedFile>;
  plot(request: ExportRequest): Promise<PlotPreview>;
  command(request: ExportRequest): Promise<CommandLine>;
}

export function createApi(): Api {
  return {
    upload: async (file) =>
      read(await send('POST', `${ROUTES.photos}?name=${encodeURIComponent(file.name)}`, file)),
    remove: async (photo) => void (await send('DELETE', ROUTES.photo(photo))),
    look: async (photo) => read(await send('POST', ROUTES.look(photo))),
    paintMask: async (photo, png) => read(await send('POST', ROUTES.masks(photo), png)),
    pick: async (photo, pick) => read(await sendJson('POST', ROUTES.pick(photo), pick)),
    useMask: async (photo, mask) => read(await sendJson('POST', ROUTES.useMask(photo), { mask })),
    choose: async (photo, drawing) => read(await sendJson('POST', ROUTES.choose(photo), { drawing })),
    star: async (photo, star) => read(await sendJson('POST', ROUTES.star(photo), { star })),
    save: async (photo, drawing) => read(await sendJson('POST', ROUTES.save(photo), { drawing })),
    draw: async (request) => read(await sendJson('POST', ROUTES.jobs, request)),
    stop: async (job) => read(await send('POST', ROUTES.stop(job))),
    cancel: async (job) => void (await send('DELETE', ROUTES.job(job))),
    drawing: async (id) => read(await send('GET', ROUTES.drawing(id))),
    edit: async (id, edit, leaving = false) =>
      read(await sendJson('PUT', ROUTES.drawing(id), edit, { keepalive: leaving })),
    exportFile: async (request) => {
      const response = await sendJson('POST', ROUTES.export, request);
      return { name: fileName(response, `drawing.${request.format}`), bytes: await response.blob() };
    },
    plot: async (request) => read(await sendJson('POST', ROUTES.plot, request)),
    command: async (request) => read(await sendJson('POST', ROUTES.command, request)),
  };
}

function sendJson(method: string, path: string, body: object, how: RequestInit = {}): Promise<Response> {
  const headers = { 'Content-Type': 'application/json' };
  return send(method, path, JSON.stringify(body), { ...how, headers });
}

async function send(
  method: string,
  path: string,
  body?: Blob | string,
  how: RequestInit = {},
): Promise<Response> {
  const request: RequestInit = {
    ...how,
    method,
    headers: { ...how.headers, ...(method !== 'GET' && { [REQUEST_HEADER]: '1' }) },
    ...(body !== undefined && { body }),
  };
  const response = await fetch(path, request).catch(() => {
    throw new Error('clipasso does not answer. Is it still running in the terminal?');
  });
  if (!response.ok) throw new Error(await problemOf(response));
  return response;
}

function read<T>(response: Response): Promise<T> {
  return response.json() as Promise<T>;
}

async function problemOf(response: Response): Promise<string> {
  try {
    return ((await response.json()) as Problem).error.message;
  } catch {
    return `clipasso answered with ${response.status} ${response.statusText}`.trim();
  }
}

/** The name in `Content-Disposition`, the international form first. */
function fileName(response: Response, fallback: string): string {
  const header = response.headers.get('Content-Disposition') ?? '';
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(header)?.[1];
  if (encoded) return decodeURIComponent(encoded);
  return /filename="([^"]+)"/i.exec(header)?.[1] ?? fallback;
}
