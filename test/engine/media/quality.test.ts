import { expect } from '@open-wc/testing';
import type { PeerEvent } from '../../../src/index.js';
import { Quality } from '../../../src/media/quality.js';
import { Uplink } from '../../../src/media/uplink.js';
import type { Sample } from '../../../src/media/vitals.js';
import { BlockablePath } from '../../support/blockable-path.js';
import { next, pair, until } from '../support.js';
import { tapped } from './tapped.js';
import { tone } from './streams.js';

const FINE: Sample = { loss: 0, roundTrip: 0.02, jitter: 0.005, isBusy: false, available: 3_000_000, target: 1_000_000 };

it('a link is good until it is not; then it says why, and is good again', async function () {
  this.timeout(60_000);
  const { b, toA, tap } = await tapped();
  b.publish(tone());
  expect(toA.quality).to.equal('good');
  const events: PeerEvent<'quality'>[] = [];
  b.on('quality', (event) => events.push(event));
  tap.spoilStats((stats) => { if (stats.type === 'remote-inbound-rtp') stats['fractionLost'] = 0.2; });
  await until('it is poor', () => toA.quality === 'poor');
  expect(events).to.deep.equal([{ name: 'quality', remote: toA, level: 'poor', reason: 'packet loss' }]);
  expect(toA.qualityReason).to.equal('packet loss');
  tap.spoilStats();
  const better = next(b, 'quality');
  expect(await better).to.deep.equal({ name: 'quality', remote: toA, level: 'good' });
  expect(events).to.have.length(2);
  expect(toA.qualityReason).to.equal(undefined);
});

it('a link that is down is lost, and what it was before once it is back', async function () {
  this.timeout(30_000);
  const path = new BlockablePath(), { b, toA } = await pair(() => {}, { RTCPeerConnection: path.RTCPeerConnection });
  const down = next(b, 'quality', ({ level }) => level === 'lost');
  path.block();
  expect(await down).to.deep.equal({ name: 'quality', remote: toA, level: 'lost', reason: 'no connection' });
  expect([toA.state, toA.quality, toA.qualityReason]).to.deep.equal(['disconnected', 'lost', 'no connection']);
  const back = next(b, 'quality');
  path.unblock();
  expect(await back).to.deep.equal({ name: 'quality', remote: toA, level: 'good' });
  expect([toA.state, toA.quality]).to.deep.equal(['connected', 'good']);
});

describe('the judgement', () => {
  const judged = (samples: readonly Partial<Sample>[], isShort = false) => {
    const quality = new Quality();
    return samples.flatMap((sample, i) => (quality.judge({ ...FINE, ...sample }, isShort) ? [`${i} ${quality.level} ${quality.reason}`] : []));
  };

  it('does not flap', () => {
    const bad = { loss: 0.1 };
    expect(judged([bad, {}, bad, {}, bad, {}])).to.deep.equal([]);
    expect(judged([bad, bad, {}, {}, bad, {}, {}, bad, {}, {}, {}])).to.deep.equal(['1 poor packet loss', '10 good undefined']);
  });

  it('names what is wrong', () => {
    const twice = (sample: Partial<Sample>, isShort = false) => judged([sample, sample], isShort)[0];
    expect(twice({ roundTrip: 0.8 })).to.equal('1 poor long delay');
    expect(twice({ jitter: 0.3 })).to.equal('1 poor unsteady network');
    expect(twice({ isBusy: true })).to.equal('1 poor busy computer');
    expect(twice({}, true)).to.equal('1 poor slow network');
  });
});

describe('one uplink', () => {
  const viewer = (demand: number) => ({ demand, retunes: 0, retune() { this.retunes++; } });
  const full = (available: number): Sample => ({ ...FINE, available, target: available });
  const free = (available: number): Sample => ({ ...FINE, available, target: available / 2 });

  it('that is wide is nobody\'s limit', () => {
    const uplink = new Uplink(), viewers = [viewer(2e6), viewer(2e6)];
    for (let round = 0; round < 10; round++) for (const one of viewers) uplink.report(one, free(3e6));
    expect([uplink.fraction, viewers.map(({ retunes }) => retunes)]).to.deep.equal([1, [0, 0]]);
  });

  it('that is being explored is not taken for a narrow one', () => {
    const uplink = new Uplink(), viewers = [viewer(2e6), viewer(2e6)];
    for (let available = 3e5; available < 3e6; available *= 1.3) for (const one of viewers) uplink.report(one, full(available));
    expect(uplink.fraction).to.equal(1);
  });

  it('that is narrow is shared by what each shows, sound first; it grows back', () => {
    const uplink = new Uplink(), viewers = [viewer(3e6), viewer(1e6)];
    for (let round = 0; round < 4; round++) for (const one of viewers) uplink.report(one, full(564_000));
    expect(uplink.fraction).to.equal(0.25);
    expect(viewers.every(({ retunes }) => retunes === 1), 'told once').to.equal(true);
    for (let round = 0; round < 10; round++) for (const one of viewers) uplink.report(one, free(2e6));
    expect(uplink.fraction).to.equal(1);
  });

  it('says to whom it is short', () => {
    const uplink = new Uplink(), one = viewer(2e6);
    expect([1, 2, 3, 4].map(() => uplink.report(one, full(500_000)))).to.deep.equal([false, false, true, true]);
    expect(uplink.fraction, 'a single viewer').to.equal(1);
  });

  it('forgets who left', () => {
    const uplink = new Uplink(), viewers = [viewer(2e6), viewer(2e6)];
    for (let round = 0; round < 4; round++) for (const one of viewers) uplink.report(one, full(500_000));
    expect(uplink.fraction).to.be.below(0.5);
    uplink.forget(viewers[0]!);
    expect(uplink.fraction).to.equal(1);
  });
});
