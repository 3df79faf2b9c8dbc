/** Routes of the API. */

/** Each route with its method, body and answer. */
export const ROUTES = {
  /** GET -> SessionInfo. 401 without the token or its cookie. */
  session: '/api/session',
  /** GET -> event stream of ServerEvent. */
  events: '/api/events',
  /** GET -> { photos: PhotoInfo[] }. POST (`?name=cat.jpg`; body: the file's bytes) -> PhotoInfo; 413 or 422 with one line. */
  photos: '/api/photos',
  /** GET -> PhotoInfo. DELETE removes an uploaded photo and its drawings; a folder's photo is never removed. */
  photo: (id: string) => `/api/photos/${id}`,
  /** GET (`?size=`, longer side in pixels, 32 to 2048, default 1024, and `&session=`) -> JPEG over white, upright. */
  preview: (photo: string) => `/api/photos/${photo}/preview`,
  /** POST: finds the subject (a job of kind 'look') -> JobInfo; `photo` events bring `mask` and `things`. */
  look: (photo: string) => `/api/photos/${photo}/look`,
  /** POST (body: PNG of the photo's aspect ratio, white inside the subject) -> MaskInfo, the photo's new mask. */
  masks: (photo: string) => `/api/photos/${photo}/masks`,
  /** POST MaskPick -> MaskInfo, the photo's new mask. 409 until the photo has been analysed. */
  pick: (photo: string) => `/api/photos/${photo}/pick`,
  /** POST { mask: MaskChoice } -> PhotoInfo: sets an earlier mask, the found one, or the whole photo. */
  useMask: (photo: string) => `/api/photos/${photo}/mask`,
  /** POST { drawing: string } -> PhotoInfo: sets the drawing that the photo is shown with, e.g. a variant. */
  choose: (photo: string) => `/api/photos/${photo}/choose`,
  /** POST { star: boolean } -> PhotoInfo. */
  star: (photo: string) => `/api/photos/${photo}/star`,
  /** POST { drawing: string } -> SavedFiles. Folder only: writes the drawing into the output folder, edits included, and notes it in the manifest. */
  save: (photo: string) => `/api/photos/${photo}/save`,
  /** GET (`?size=`, longer side; default: the photo's, `&download=1` to be saved as a file, `&session=`) -> grey PNG, white where the subject is. */
  mask: (id: string) => `/api/masks/${id}`,
  /** GET -> { jobs: JobInfo[] }, those that wait and the one that runs. POST DrawRequest -> JobInfo (202); 429 when the queue is full. */
  jobs: '/api/jobs',
  /** GET -> JobInfo. DELETE cancels the job and keeps nothing. */
  job: (id: string) => `/api/jobs/${id}`,
  /** POST -> JobInfo: ends the job and keeps the best drawing so far, if there is one. */
  stop: (id: string) => `/api/jobs/${id}/stop`,
  /**
   * GET -> DrawingInfo. PUT DrawingEdit -> DrawingInfo; of a folder's photo, changed strokes are saved into the output folder soon after, and the
   * photo is shown with this drawing.
   */
  drawing: (id: string) => `/api/drawings/${id}`,
  /** GET -> strokes JSON of the pinned strokes that it was drawn with, see CommandLine. */
  pinned: (id: string) => `/api/drawings/${id}/pinned`,
  /** POST ExportRequest -> the file's bytes, as an attachment with a name. */
  export: '/api/export',
  /** POST ExportRequest (`format` is ignored) -> PlotPreview. */
  plot: '/api/plot',
  /** POST ExportRequest -> CommandLine. */
  command: '/api/command',
} as const;

/** Header that every request but GET needs, with any value: forms of other sites cannot set it. */
export const REQUEST_HEADER = 'X-Clipasso';
