/** Deferred scripts run while `readyState` is already `interactive`; only the timing entry tells that they are done. */
function isParsed(): boolean {
  if (document.readyState !== 'interactive') return document.readyState === 'complete';
  const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  return navigation !== undefined && navigation.domContentLoadedEventStart > 0;
}

/**
 * Runs `action` in a microtask once every script of the page has run: later modules, and `DOMContentLoaded` listeners
 * on the document (the window hears it after them), can still set properties of an element that is already there.
 */
export function whenParsed(action: () => void): void {
  if (isParsed()) queueMicrotask(action);
  else window.addEventListener('DOMContentLoaded', action, { once: true });
}
