/**
 * Notes what comes into the page, however briefly it stays there. What passes by, such as the progress of a short drawing, may come and go between
 * two looks at the page; the page itself misses none of its own changes.
 */

/**
 * An expression for the page, evaluated before what may bring the thing about: from then on the thing is looked for at each change of the document.
 * @param seen expression of the page that is truthy while the thing is there
 */
export function beginWatch(name: string, seen: string): string {
  return `(() => {
    const sightings = (window.sightings ??= {});
    delete sightings.${name};
    const look = () => {
      const found = ${seen};
      if (!found) return;
      sightings.${name} = found;
      observer.disconnect();
    };
    const observer = new MutationObserver(look);
    observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
    look();
  })()`;
}

/** Expression of the page: what `seen` was when the thing was there first since `beginWatch`, or null. A reload ends the watch. */
export function sightingOf(name: string): string {
  return `window.sightings.${name} ?? null`;
}

/** Expression of the page: whether its line of messages, each of which stays for seconds, says this. */
export function isSaid(text: string): string {
  return `document.querySelector('[role=status]').textContent.includes(${JSON.stringify(text)})`;
}

/** Expression of the page: whether a button with this label or text is there. */
export function hasButton(name: string): string {
  return `[...document.querySelectorAll('button')].some((button) =>
    [button.textContent.trim(), button.getAttribute('aria-label')].includes(${JSON.stringify(name)}))`;
}
