import { setTimeout as delay } from 'node:timers/promises';

const POLL_MS = 50;

/** What `look` finds, asked again and again. @throws if it finds nothing in time */
export async function within(ms, what, look) {
  const deadline = Date.now() + ms;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (Date.now() > deadline) throw new Error(`Not within ${ms} ms: ${what}`);
    await delay(POLL_MS);
  }
}
