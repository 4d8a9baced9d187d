/**
 * The focus is never lost: when what has it goes away, the heading of what is left around it takes
 * it; when it was only shut for as long as something was sent, it comes back.
 */
export function keepFocus(root: HTMLElement): () => void {
  /** What has the focus, and everything around it up to the root. */
  let path: HTMLElement[] = [];
  let shut: HTMLElement | undefined;
  const lost = (): boolean => document.activeElement === document.body;

  function came(event: FocusEvent): void {
    [path, shut] = [[], undefined];
    for (let own = event.target; own instanceof HTMLElement && own !== root;) {
      path.push(own);
      own = own.parentElement;
    }
    path.push(root);
  }
  /** Somebody pressed beside everything: that is no loss. */
  function went(): void {
    const own = path[0];
    setTimeout(() => {
      if (own === path[0] && own?.isConnected && !own.matches(':disabled') && lost()) path = [];
    });
  }
  function changed(): void {
    const own = path[0];
    // The browser takes the focus from what was shut only when it draws.
    if (own?.isConnected && own.matches(':disabled')) shut = own;
    else if (!own || !lost()) return;
    else if (!own.isConnected) headingAround(path.filter((one) => one.isConnected))?.focus();
    else if (own === shut) own.focus({ preventScroll: true });
  }

  const observer = new MutationObserver(changed);
  const attributeFilter = ['disabled'];
  observer.observe(root, { childList: true, subtree: true, attributes: true, attributeFilter });
  root.addEventListener('focusin', came);
  root.addEventListener('focusout', went);
  return () => {
    observer.disconnect();
    root.removeEventListener('focusin', came);
    root.removeEventListener('focusout', went);
  };
}

function headingAround(around: readonly HTMLElement[]): HTMLElement | undefined {
  for (const own of around) {
    const heading = own.querySelector<HTMLElement>(':is(h1, h2, h3)');
    if (!heading) continue;
    heading.tabIndex = -1;
    return heading;
  }
  return around.at(-1);
}
