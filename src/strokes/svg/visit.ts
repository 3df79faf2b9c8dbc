/** Walks through an SVG's tree, resolving inheritance and references. */
import { type Affine, multiplyAffine, parseTransform } from './affine.ts';
import type { Properties } from './cascade.ts';
import type { Collector, State } from './collect.ts';
import { LEFT_OUT, NOT_APPLIED, type Notes } from './notes.ts';
import { inheritLook, type ReadColor } from './paint.ts';
import { readIn, refuse } from './refuse.ts';
import { isShape, lengthOf } from './shapes.ts';
import { elementsOf, MAX_DEPTH, MAX_ELEMENTS, type SvgElement } from './tree.ts';
import { diagonal, type Viewport, viewBoxOf, viewBoxTransform } from './viewport.ts';

export interface Visit {
  readonly root: SvgElement;
  readonly styles: ReadonlyMap<SvgElement, Properties>;
  readonly collector: Collector;
  readonly readColor: ReadColor;
  readonly notes: Notes;
}

const CONTAINERS = new Set(['svg', 'g', 'a']);
/** Elements that browsers draw and this program does not. */
const PICTURES = new Set(['text', 'image', 'foreignObject', 'video', 'canvas', 'iframe']);
/** Properties that browsers apply to lines and this program does not. */
const EFFECTS =
  'clip-path mask filter marker marker-start marker-mid marker-end stroke-dasharray transform-origin'.split(
    ' ',
  );

/**
 * Passes every visible shape to the collector, in drawing order.
 * @throws ClipassoError 'input' naming the place of an error: unreadable or not finite values, or exceeded limits.
 */
export function visitShapes({ root, styles, collector, readColor, notes }: Visit, initial: State): void {
  const ids = idsOf(root);
  /** The elements that are being visited, outermost first; elements reached through `use` included. */
  const active = new Set<SvgElement>();
  let visited = 0;

  const visit = (element: SvgElement, parent: State, user: Properties | null = null): void => {
    const properties = styles.get(element)!;
    if (properties.get('display')?.trim() === 'none') return;
    if (PICTURES.has(element.name)) notes.add(LEFT_OUT, element.name);
    if (!isDrawn(element, user !== null)) return;
    if (++visited > MAX_ELEMENTS)
      throw refuse(element, `more than ${MAX_ELEMENTS} elements, copies by <use> included`);
    if (active.size > MAX_DEPTH) throw refuse(element, `elements nested more than ${MAX_DEPTH} deep`);
    active.add(element);
    const state = enter(element, properties, parent);
    if (isShape(element)) collector.add(element, properties, state);
    else if (element.name === 'use') visitTarget(element, properties, state);
    else if (element.name === 'switch') {
      const chosen = element.children.find(passesSwitch);
      if (chosen) visit(chosen, state);
    } else {
      const isViewport = element !== root && (element.name === 'svg' || element.name === 'symbol');
      const inner = isViewport
        ? readIn(element, () => enterViewport(element, properties, state, user))
        : state;
      for (const child of element.children) visit(child, inner);
    }
    active.delete(element);
  };

  const enter = (element: SvgElement, properties: Properties, parent: State): State => {
    for (const effect of EFFECTS) {
      if ((properties.get(effect)?.trim() ?? 'none') !== 'none') notes.add(NOT_APPLIED, effect);
    }
    return readIn(element, () => ({
      viewport: parent.viewport,
      look: inheritLook(parent.look, properties, diagonal(parent.viewport), readColor, notes),
      transform: compose(element, parent.transform, parseTransform(properties.get('transform') ?? '')),
    }));
  };

  const visitTarget = (element: SvgElement, properties: Properties, state: State): void => {
    const href = element.attributes.get('href')?.trim() ?? '';
    const target = href.startsWith('#') ? ids.get(href.slice(1)) : undefined;
    if (!target)
      notes.add(LEFT_OUT, href.startsWith('#') ? 'use of what is not there' : 'use of another file');
    else if (active.has(target)) notes.add(LEFT_OUT, 'use of itself');
    else {
      const { width, height } = state.viewport;
      const [x, y] = readIn(element, () => [
        lengthOf(properties, 'x', width) ?? 0,
        lengthOf(properties, 'y', height) ?? 0,
      ]);
      visit(
        target,
        { ...state, transform: compose(element, state.transform, [1, 0, 0, 1, x, y]) },
        properties,
      );
    }
  };

  visit(root, initial);
}

/** The state inside a nested `svg` or an instance of a `symbol`, whose size may come from the `use`. */
function enterViewport(
  element: SvgElement,
  properties: Properties,
  state: State,
  user: Properties | null,
): State {
  const { width: w, height: h } = state.viewport;
  const side = (name: string, percent: number) =>
    (user && lengthOf(user, name, percent)) ?? lengthOf(properties, name, percent) ?? percent;
  const [x, y] =
    element.name === 'symbol'
      ? [0, 0]
      : [lengthOf(properties, 'x', w) ?? 0, lengthOf(properties, 'y', h) ?? 0];
  const box = { x, y, width: Math.max(0, side('width', w)), height: Math.max(0, side('height', h)) };
  const viewBox = viewBoxOf(element);
  const viewport: Viewport = viewBox ?? box;
  const inner: Affine = viewBox ? viewBoxTransform(element, viewBox, box) : [1, 0, 0, 1, x, y];
  return { ...state, viewport, transform: compose(element, state.transform, inner) };
}

function isDrawn(element: SvgElement, instance: boolean): boolean {
  const { name } = element;
  return (
    isShape(element) ||
    CONTAINERS.has(name) ||
    name === 'use' ||
    name === 'switch' ||
    (instance && name === 'symbol')
  );
}

/** Whether a `switch` would choose this child: drawings are for all languages, and no extension is known. */
function passesSwitch({ name, attributes }: SvgElement): boolean {
  return (
    name !== 'foreignObject' && !attributes.has('requiredExtensions') && !attributes.has('systemLanguage')
  );
}

function compose(element: SvgElement, outer: Affine, inner: Affine): Affine {
  const result = multiplyAffine(outer, inner);
  if (!result.every(Number.isFinite)) throw refuse(element, 'its transforms together are not finite');
  return result;
}

/** The first element of each id. */
function idsOf(root: SvgElement): Map<string, SvgElement> {
  const ids = new Map<string, SvgElement>();
  for (const element of elementsOf(root)) {
    const id = element.attributes.get('id');
    if (id !== undefined && !ids.has(id)) ids.set(id, element);
  }
  return ids;
}
