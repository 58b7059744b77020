/** Runs `action` at once, and while it is asked for again and again, once in a while: `rest` calls back after that while. */
export function paced(rest: (isOver: () => void) => void, action: () => void): () => void {
  let isResting = false, isDue = false;
  const run = (): void => {
    isDue = isResting;
    if (isResting) return;
    isResting = true;
    rest(() => {
      isResting = false;
      if (isDue) run();
    });
    action();
  };
  return run;
}
