import { rmSync } from 'node:fs';
import { findIp, findNft, findTurnServer } from '../../../scripts/network-programs.mjs';
import { buildPage } from './build.mjs';
import { clearOldGrounds, whyNoGround } from './ground.mjs';
import { table } from './report.mjs';
import { SCENARIOS } from './scenarios.mjs';
import { Stage } from './stage.mjs';

const PROGRAMS = { nft: findNft, turnserver: findTurnServer };
const PACKAGES = { nft: 'nftables', turnserver: 'coturn' };

const ENDINGS = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 };

/**
 * Plays the scenarios, all or the short set, or those whose names contain one of `names`, and prints what happened (of
 * each that fails, or where `showsLogs`, what the members saw).
 * Resolves with `{ passed, failed, skipped }`; where no network can be made, all are skipped, and it says why.
 */
export async function playFaults({ isShort = false, names = [], showsLogs = false } = {}) {
  const chosen = SCENARIOS.filter(({ name, isShort: isOfShort }) => (names.length > 0 ? names.some((part) => name.includes(part)) : isOfShort || !isShort));
  const obstacle = findIp() ? whyNoGround() : 'ip is missing; Debian: apt-get install iproute2';
  if (obstacle) return skipAll(chosen, obstacle);
  clearOldGrounds();
  for (const [signal, code] of Object.entries(ENDINGS)) process.once(signal, () => process.exit(code)); // and so end the grounds
  const folder = await buildPage();
  try {
    return await playAll(chosen, (scenario) => playOne(scenario, new Stage(folder, isShort), showsLogs));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function playAll(scenarios, playScenario) {
  const counts = { passed: 0, failed: 0, skipped: 0 }, results = [];
  for (const scenario of scenarios) {
    const missing = (scenario.needs ?? []).filter((name) => !PROGRAMS[name]());
    if (missing.length > 0) {
      counts.skipped += 1;
      console.log(`skipped  ${scenario.name}: ${missing.map((name) => `${name} is missing (Debian: apt-get install ${PACKAGES[name]})`)}`);
      continue;
    }
    const { call, isPassed } = await playScenario(scenario);
    counts[isPassed ? 'passed' : 'failed'] += 1;
    if (call) results.push({ name: scenario.name, call });
  }
  console.log(`\n${table(results)}\n`);
  return counts;
}

async function playOne({ name, play }, stage, showsLogs) {
  const begun = Date.now();
  try {
    await stage.set();
    const call = await play(stage);
    const isPassed = call.problems.length === 0, seconds = Math.round((Date.now() - begun) / 1000);
    console.log(`${isPassed ? 'passed ' : 'FAILED '}  ${name} (${seconds} s)`);
    for (const problem of call.problems) console.error(`         ${problem}`);
    if (!isPassed || showsLogs) console.error(await stage.logs());
    return { call, isPassed };
  } catch (error) {
    console.error(`FAILED   ${name}: ${error.stack}\n${await stage.logs()}`);
    return { isPassed: false };
  } finally {
    await stage.dispose();
  }
}

function skipAll(scenarios, why) {
  console.log(`skipped  all ${scenarios.length}: no network namespaces here (${why})`);
  return { passed: 0, failed: 0, skipped: scenarios.length };
}
