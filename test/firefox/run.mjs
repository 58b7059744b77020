import { findFirefox } from '../../scripts/firefox-program.mjs';
import { TESTS } from './plan.mjs';
import { Place } from './place.mjs';

/**
 * Plays Chromium and Firefox with each other: all tests or the short set, or those whose names contain one of `names`.
 * Resolves with `{ passed, failed, skipped }`; without a Firefox all are skipped, and it says why.
 */
export async function playFirefox({ isShort = false, names = [] } = {}) {
  const chosen = TESTS.filter((test) => (names.length > 0 ? names.some((part) => test.name.includes(part)) : test.isShort || !isShort));
  if (!findFirefox()) {
    console.log(`skipped  all ${chosen.length}: no Firefox (Debian: sudo apt-get install firefox-esr, or name one in FIREFOX_BIN)`);
    return { passed: 0, failed: 0, skipped: chosen.length };
  }
  const counts = { passed: 0, failed: 0, skipped: 0 }, place = await Place.open();
  try {
    for (const test of chosen) counts[await hasPassed(test, place) ? 'passed' : 'failed'] += 1;
  } finally {
    await place.close();
  }
  return counts;
}

async function hasPassed({ name, play }, place) {
  const begun = Date.now();
  try {
    await play(place);
    console.log(`passed   ${name} (${((Date.now() - begun) / 1000).toFixed(1)} s)`);
    return true;
  } catch (error) {
    console.error(`FAILED   ${name}: ${error.stack}`);
    return false;
  }
}
