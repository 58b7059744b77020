import type { Timers } from '../environment.js';

/** Runs `action` at once, and while it is asked for again and again, once in `ms`. */
export function paced(timers: Timers, ms: number, action: () => void): () => void {
  let isResting = false, isDue = false;
  const run = (): void => {
    isDue = isResting;
    if (isResting) return;
    isResting = true;
    timers.after(ms, () => {
      isResting = false;
      if (isDue) run();
    });
    action();
  };
  return run;
}
