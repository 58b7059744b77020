import { inFreshBrowser } from './browser.mjs';
import { median } from './statistics.mjs';

const RUNS = 20;
const WARM_UP = 5;
const SUBJECTS = ['raw', 'ours'];

/** The steps of a join, raw and ours: median times, in order. */
export function takeTimelines(url, runs = RUNS) {
  return inFreshBrowser(url, async (page) => {
    const taken = { raw: [], ours: [] };
    for (let round = 0; round < WARM_UP + runs; round++) {
      for (const subject of SUBJECTS) {
        const steps = await page.steps(subject);
        if (round >= WARM_UP) taken[subject].push(steps);
      }
    }
    return { raw: summarize(taken.raw), ours: summarize(taken.ours) };
  });
}

/** Two columns: what the offerer does on the left, the answerer on the right. */
export function printTimeline(timelines) {
  for (const subject of SUBJECTS) {
    console.log(`\n${subject}, ms after the start:${' '.repeat(34)}offerer | answerer`);
    for (const { end, what, at, share } of timelines[subject]) {
      const often = share < 1 ? ` (${Math.round(share * 100)} %)` : '';
      console.log(`${at.toFixed(1).padStart(10)}  ${' '.repeat(end === 'offerer' ? 0 : 47)}${what}${often}`);
    }
  }
}

// Steps that some runs lack (one more candidate) say how many had them.
function summarize(runs) {
  const times = new Map();
  for (const { end, what, at } of runs.flat()) {
    const key = `${end} ${what}`;
    const step = times.get(key) ?? { end, what, all: [] };
    times.set(key, step);
    step.all.push(at);
  }
  return [...times.values()]
    .map(({ end, what, all }) => ({ end, what, at: median(all), share: all.length / runs.length }))
    .toSorted((a, b) => a.at - b.at);
}
