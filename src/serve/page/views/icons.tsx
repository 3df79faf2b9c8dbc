/** Icons of buttons; each button has a text or a label as well. */
const PATHS = {
  add: 'M12 5v14M5 12h14',
  back: 'M15 5l-7 7 7 7',
  close: 'M6 6l12 12M18 6L6 18',
  copy: 'M9 9h10v10H9zM5 15V5h10',
  delete: 'M5 7h14M10 7V5h4v2M7 7l1 12h8l1-12',
  next: 'M9 5l7 7-7 7',
  photo: 'M4 6h16v12H4zM4 16l5-5 4 4 2-2 5 4M15.5 9.5h.01',
  pin: 'M9 4h6l-1 6 3 3H7l3-3zM12 13v7',
  redo: 'M18 8h-8a5 5 0 0 0 0 10h4M14 4l4 4-4 4',
  star: 'M12 4l2.5 5.2 5.6.7-4.1 3.9 1.1 5.6-5.1-2.8-5.1 2.8L8 13.800l-4.100-3.900 5.600-.7z',
  undo: 'M6 8h8a5 5 0 0 1 0 10h-4M10 4L6 8l4 4',
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name, filled = false }: { name: IconName; filled?: boolean }) {
  return (
    <svg class={filled ? 'icon filled' : 'icon'} viewBox="0 0 24 24" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}
