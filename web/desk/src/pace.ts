/** What is done again as news come, and not more often than so. */
export interface Pace {
  /** There is news. */
  soon: () => void;
  stop: () => void;
}

export function paced(pause: number, run: () => void): Pace {
  let last = Number.NEGATIVE_INFINITY;
  let waiting: ReturnType<typeof setTimeout> | undefined;
  const soon = (): void => {
    clearTimeout(waiting);
    const rest = last + pause - Date.now();
    if (rest > 0) {
      waiting = setTimeout(soon, rest);
      return;
    }
    last = Date.now();
    run();
  };
  return { soon, stop: () => clearTimeout(waiting) };
}
