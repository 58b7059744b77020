import { expect } from '@open-wc/testing';
import { platform } from '../../../src/environment.js';
import { Liveness } from '../../../src/link/liveness.js';

/** What is at the other end: answers by itself, only its browser does, or nobody. */
type End = 'awake' | 'asleep' | 'gone';

/** A liveness with a clock of its own, which `pass` lets run. */
function watch() {
  const timers: { at: number; callback: () => void }[] = [], silences: number[] = [], jumps: number[] = [];
  let now = 0, received = 0, end: End = 'awake';
  const liveness: Liveness = new Liveness({
    environment: {
      ...platform,
      now: () => now,
      setTimeout: (callback, ms) => {
        const timer = { at: now + ms, callback };
        timers.push(timer);
        return timer;
      },
      clearTimeout: (timer) => { timers.splice(timers.indexOf(timer as never), 1); },
    },
    probe: () => {
      if (end !== 'gone') received++;
      if (end === 'awake') liveness.heard();
    },
    received: () => Promise.resolve(received),
    onSilent: () => silences.push(now),
    onHeard: () => {},
    onJump: () => jumps.push(now),
  });
  liveness.begin();
  return {
    liveness,
    silences,
    jumps,
    /** No timer runs. */
    sleep: (ms: number) => { now += ms; },
    become: (next: End) => { end = next; },
    async pass(ms: number) {
      const until = now + ms;
      for (let timer = earliest(timers); timer && timer.at <= until; timer = earliest(timers)) {
        now = Math.max(now, timer.at);
        timers.splice(timers.indexOf(timer), 1);
        timer.callback();
        await new Promise((resolve) => { setTimeout(resolve); });
      }
      now = until;
    },
  };
}

const earliest = <T extends { at: number }>(timers: readonly T[]) => timers.toSorted((a, b) => a.at - b.at)[0];

describe('liveness', () => {
  it('asks an idle end, which is no silence', async () => {
    const { liveness, silences, pass } = watch();
    await pass(60_000);
    expect(silences).to.deep.equal([]);
    expect(liveness.isFrozen).to.equal(false);
  });

  it('takes an end from which nothing comes for gone after 3 s', async () => {
    const { liveness, silences, become, pass } = watch();
    become('gone');
    await pass(10_000);
    expect(silences).to.deep.equal([3000]);
    expect(liveness.isFrozen).to.equal(false);
  });

  it('takes an end whose packets still come for frozen after 8 s, and for as long as they come', async () => {
    const { liveness, silences, become, pass } = watch();
    become('asleep');
    await pass(8000);
    expect(silences).to.deep.equal([8000]);
    expect(liveness.isFrozen).to.equal(true);
    for (let s = 0; s < 60; s++) {
      await pass(1000);
      expect(liveness.isFrozen, `${s} s later`).to.equal(true);
    }
    become('gone');
    await pass(5000);
    expect(liveness.isFrozen).to.equal(false);
    become('awake');
    await pass(2000);
    expect(liveness.isFrozen).to.equal(false);
    expect(silences).to.have.length(1);
  });

  it('does not take an end for gone because packets pause for less than 3 s', async () => {
    const { silences, become, pass } = watch();
    become('asleep');
    await pass(2600);
    become('gone');
    await pass(2000);
    become('awake');
    await pass(2000);
    expect(silences).to.deep.equal([]);
  });

  it('does not take itself for asleep where only its timers are slowed to one a minute', async () => {
    const { liveness, jumps, silences, sleep, pass } = watch();
    for (let s = 0; s < 300; s++) {
      sleep(1000);
      liveness.heard();
      if (s % 60 === 59) await pass(0);
    }
    expect(jumps).to.deep.equal([]);
    sleep(60_000);
    await pass(0);
    expect(jumps).to.deep.equal([360_000]);
    expect(silences).to.deep.equal([]);
  });
});
