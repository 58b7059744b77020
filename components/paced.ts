/** Runs `action` at once, and while it is asked for again and again, once in so many milliseconds. */
export function paced(action: () => void, ms: number): () => void {
  let isResting = false, isDue = false;
  const run = (): void => {
    isDue = isResting;
    if (isResting) return;
    isResting = true;
    action();
    setTimeout(() => {
      isResting = false;
      if (isDue) run();
    }, ms);
  };
  return run;
}
