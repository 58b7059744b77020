/** In a flood of events a list is drawn this often. */
const PACE_MS = 50;

/** Runs `action` at once, and while it is asked for again and again, once in a while. */
export function paced(action: () => void): () => void {
  let isResting = false, isDue = false;
  const run = (): void => {
    isDue = isResting;
    if (isResting) return;
    isResting = true;
    action();
    setTimeout(() => {
      isResting = false;
      if (isDue) run();
    }, PACE_MS);
  };
  return run;
}
