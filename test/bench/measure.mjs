import { inFreshBrowser } from './browser.mjs';

const SUBJECTS = ['raw', 'ours'];
/** Not counted: the first rounds of a fresh browser compile code and start its network process. */
const WARM_UP = 3;

/** All samples of a series, `{ raw, ours }` each `{ samples, failures }`: alternating, the first subject too. */
export function measureSeries(url, { measure, size, warmUp = WARM_UP }, runs) {
  return inFreshBrowser(url, async (page) => {
    const results = { raw: { samples: [], failures: [] }, ours: { samples: [], failures: [] } };
    for (let round = 0; round < warmUp + runs; round++) {
      const order = round % 2 === 0 ? SUBJECTS : SUBJECTS.toReversed();
      for (const subject of order) {
        const into = round < warmUp ? { samples: [], failures: results[subject].failures } : results[subject];
        await takeSample(page, { measure, subject, size }, into);
      }
    }
    return results;
  });
}

async function takeSample(page, { measure, subject, size }, { samples, failures }) {
  try {
    samples.push(await page.sample(measure, subject, size));
  } catch (error) {
    failures.push(firstLine(error.message));
    await page.load(); // whatever is left of the failed one must not weigh on the next
  }
}

// The rest is the page's stack.
function firstLine(text) { return text.split('\n', 1)[0]; }
