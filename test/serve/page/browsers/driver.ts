/** A browser that is driven by WebDriver, whatever carries its commands. */

/** Sends one command. @param name of the W3C's, e.g. `ExecuteScript` @returns its value */
export type Send = (name: keyof typeof COMMANDS, parameters?: object) => Promise<unknown>;

/** Commands of https://www.w3.org/TR/webdriver2/ as their HTTP method and path within a session. */
export const COMMANDS = {
  Navigate: ['POST', 'url'],
  ExecuteScript: ['POST', 'execute/sync'],
  PerformActions: ['POST', 'actions'],
  SetWindowRect: ['POST', 'window/rect'],
} as const;

export interface Driver {
  open(address: string): Promise<void>;
  /** The value of an expression of the page. */
  read<T>(expression: string): Promise<T>;
  /** Waits until an expression of the page is true. @throws Error that names it, after `patience` milliseconds */
  until(expression: string, patience: number): Promise<void>;
  /** Clicks what a selector of the page finds, with that text if it is given. */
  click(selector: string, text?: string): Promise<void>;
  /** Presses the mouse at the first place, and lets go at the last; places are CSS pixels of the window. */
  drag(places: readonly (readonly [number, number])[]): Promise<void>;
  resize(width: number, height: number): Promise<void>;
}

const POLL_MS = 200;

export function createDriver(send: Send): Driver {
  const read = <T>(expression: string) =>
    send('ExecuteScript', { script: `return (${expression});`, args: [] }) as Promise<T>;
  const until = async (expression: string, patience: number) => {
    for (const end = Date.now() + patience; !(await read<boolean>(`!!(${expression})`)); ) {
      if (Date.now() > end) throw new Error(`never came true: ${expression}`);
      await new Promise((done) => setTimeout(done, POLL_MS));
    }
  };
  return {
    read,
    until,
    open: async (url) => void (await send('Navigate', { url })),
    async click(selector, text = '') {
      const found = `[...document.querySelectorAll(${JSON.stringify(selector)})].find((each) =>
        !each.disabled && each.textContent.includes(${JSON.stringify(text)}))`;
      await until(found, 20_000);
      await read(`${found}.click()`);
    },
    async drag(places) {
      const moves = places.map(([x, y]) => ({
        ...{ type: 'pointerMove', duration: 50, x: Math.round(x), y: Math.round(y) },
      }));
      const [first, ...rest] = moves;
      const actions = [first, { type: 'pointerDown', button: 0 }, ...rest, { type: 'pointerUp', button: 0 }];
      const mouse = { type: 'pointer', id: 'mouse', parameters: { pointerType: 'mouse' }, actions };
      await send('PerformActions', { actions: [mouse] });
    },
    resize: async (width, height) => void (await send('SetWindowRect', { width, height })),
  };
}
