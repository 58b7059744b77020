import { expect } from '@open-wc/testing';
import type { Peer } from '../../../src/index.js';
import { meet, newPeer, next, ownDriver, record } from '../room/members.js';
import { until } from '../support.js';
import { fragile } from './fragile.js';

/** Two with the channel `x` open between them, and what the second hears on it. */
async function couple(): Promise<{ a: Peer; b: Peer; heard: unknown[]; part: () => Promise<unknown> }> {
  const driver = ownDriver(), { RTCPeerConnection, kill } = fragile();
  const a = newPeer({ driver }), b = newPeer({ driver, RTCPeerConnection }), heard: unknown[] = [];
  a.open({ label: 'x' });
  await Promise.all([a.join({ room: 'r' }), b.join({ room: 'r' })]);
  await meet(a, b);
  b.on('channel:message', ({ data }) => heard.push(data));
  const part = () => {
    const down = next(a, 'connection:disconnected');
    kill();
    return down;
  };
  return { a, b, heard, part };
}

describe('a label that is closed and opened again while two are apart', () => {
  for (const count of [1, 3]) {
    it(`counts anew: ${count} sent before, what is sent after arrives`, async () => {
      const { a, b, heard, part } = await couple();
      for (let i = 0; i < count; i++) await a.send(`before ${i}`, { label: 'x' });
      await part();
      a.close({ label: 'x' });
      a.open({ label: 'x' });
      const seen = record(b);
      const report = await a.send('after', { label: 'x' });
      expect([...report.values()]).to.deep.equal(['delivered']);
      expect(heard.slice(count)).to.deep.equal(['after']);
      expect(seen.filter((name) => name.startsWith('channel:'))).to.deep.equal(['channel:close', 'channel:new', 'channel:open', 'channel:message']);
      await b.send('back', { label: 'x' });
    }).timeout(15_000);
  }

  it('what the other side had under way on the old one is told closed, and what it says on the new one arrives', async () => {
    const { a, b, part } = await couple();
    await b.send('one', { label: 'x' });
    await part();
    const lost = b.send('on the old one', { label: 'x' });
    a.close({ label: 'x' });
    a.open({ label: 'x' });
    const heard: unknown[] = [];
    a.on('channel:message', ({ data }) => heard.push(data));
    expect([...(await lost).values()]).to.deep.equal(['closed']);
    await until('it is open again', () => [...b.remotes.values()][0]?.channels.get('x')?.state === 'open');
    expect((await b.send('two', { label: 'x' })).ok).to.equal(true);
    expect(heard).to.deep.equal(['two']);
  }).timeout(15_000);
});
