import { expect } from '@open-wc/testing';
import { MemoryDriver, Peer } from '../../src/index.js';

it('smoke', async () => {
  const driver = new MemoryDriver('smoke');
  const a = new Peer({ driver }), b = new Peer({ driver });
  const log: string[] = [];
  const t0 = performance.now();
  for (const [n, p] of [['a', a], ['b', b]] as const) {
    for (const g of ['connection', 'channel', 'stream', 'track', 'error', 'state', 'signaling'] as const) p.on(g, (e: any) => log.push(`${n} ${(performance.now() - t0).toFixed(1)} ${e.name} ${e.state ?? e.label ?? e.error?.message ?? ''} ${e.data ?? ''} ${e.reason ?? ''}`));
  }
  a.open({ label: 'chat' });
  await Promise.all([a.join({ room: 'r', metadata: { name: 'Ann' } }), b.join({ room: 'r', metadata: { name: 'Bob' } })]);
  const up = (p: Peer) => new Promise<void>((r) => p.on('connection:connected', () => r()));
  await Promise.all([up(a), up(b)]);
  const report = await b.send('hello', { label: 'chat' });
  log.push(JSON.stringify([...report]));
  const canvas = document.createElement('canvas'); canvas.getContext('2d');
  a.publish(canvas.captureStream());
  await new Promise<void>((r) => b.on('track:add', () => r()));
  const c2 = document.createElement('canvas'); c2.getContext('2d');
  b.publish(c2.captureStream());
  await new Promise<void>((r) => a.on('track:add', () => r()));
  log.push(JSON.stringify(a.counters), JSON.stringify(b.counters));
  await a.leave();
  await new Promise((r) => setTimeout(r, 100));
  await b.leave();
  console.log(log.join('\n'));
  expect(1).to.equal(1);
});
