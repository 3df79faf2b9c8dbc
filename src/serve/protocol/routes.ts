/** Where pages ask. */

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
  /** GET (`?size=`, longer side in pixels, 32 to 2048, default 1024, and `&session=`) -> JPEG over white, upright. */
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
  /** GET (`?size=`, longer side; default: the photo's, `&download=1` to be saved as a file, `&session=`) -> grey PNG, white where the subject is. */
  mask: (id: string) => `/api/masks/${id}`,
  /** GET -> { jobs: JobInfo[] }, of those that wait and that which runs. POST DrawRequest -> JobInfo (202); 429 when the queue is full. */
  jobs: '/api/jobs',
  /** GET -> JobInfo. DELETE cancels: nothing is kept. */
  job: (id: string) => `/api/jobs/${id}`,
  /** POST: ends the job; the best drawing so far is kept, if there is one. -> JobInfo */
  stop: (id: string) => `/api/jobs/${id}/stop`,
  /**
   * GET -> DrawingInfo. PUT DrawingEdit -> DrawingInfo; of a folder's photo, changed strokes are saved into the output folder soon after, and the photo
   * is shown with the drawing from then on.
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
