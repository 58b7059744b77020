import { expect } from '@open-wc/testing';
import { runs } from '../support/runs.js';
import { SCENARIOS, type Scenario } from './scenario.js';
import { firstSeed } from './scenarios.js';
import { complaint, line, meetingTimes, seedsFrom, simulateAll, type Summary } from './summary.js';

const MINUTES = 60_000;
const LOST_15_S = 15;

async function rounds(name: string, scenario: Scenario, count: number): Promise<Summary> {
  const summary = await simulateAll(name, scenario, seedsFrom(firstSeed + 100_000, count));
  console.warn(line(summary, scenario));
  expect(summary.failed.map(({ seed }) => seed), complaint(summary)).to.deep.equal([]);
  return summary;
}

const LOSSY = { ...SCENARIOS.lossy, stop: 30_000 };

describe('with 30 % lost, 30 % doubled and 300 ms of delay', () => {
  it('two meet, once, in each of 500 rounds', async () => {
    const { runs: all } = await rounds('two', { ...LOSSY, n: 2, spread: 400 }, runs(500));
    expect(meetingTimes(all).met).to.equal(all.length);
  }).timeout(10 * MINUTES);

  it('five meet, once, in each of 100 rounds', async () => {
    const { runs: all } = await rounds('five', LOSSY, runs(100));
    expect(meetingTimes(all).met).to.equal(all.length);
  }).timeout(10 * MINUTES);
});

describe('with half of everything lost', () => {
  it('two meet within 15 s', async () => {
    const { runs: all } = await rounds('two, 50 %', { ...LOSSY, n: 2, spread: 400, drop: 0.5 }, runs(100));
    expect(meetingTimes(all)).to.include({ met: all.length });
    expect(meetingTimes(all).max).to.be.below(LOST_15_S);
  }).timeout(10 * MINUTES);

  it('five meet within 15 s', async () => {
    const { runs: all } = await rounds('five, 50 %', { ...LOSSY, drop: 0.5 }, runs(20));
    expect(meetingTimes(all)).to.include({ met: all.length });
    expect(meetingTimes(all).max).to.be.below(LOST_15_S);
  }).timeout(10 * MINUTES);
});
