import { useEffect } from 'react';

/** Whether a key belongs to a field that is being typed in, or to an input method. */
function isTyping(event: KeyboardEvent): boolean {
  if (event.isComposing || event.keyCode === 229) return true;
  const target = event.target;
  if (target instanceof HTMLInputElement && target.type === 'checkbox') return event.key === ' ';
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName) ||
      target.closest('[role="dialog"]') !== null)
  );
}

/** Keys of a page: `Alt+ArrowUp`, `n`, ` `. They never fire while somebody types or composes. */
export function useShortcuts(keys: Readonly<Record<string, () => void>>): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (isTyping(event) || event.ctrlKey || event.metaKey) return;
      const run = keys[`${event.altKey ? 'Alt+' : ''}${event.key}`];
      if (!run) return;
      event.preventDefault();
      run();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  });
}
