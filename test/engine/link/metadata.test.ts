import { expect } from '@open-wc/testing';
import type { Peer } from '../../../src/index.js';
import { meet, newPeer, next, ownDriver } from '../room/members.js';
import { until } from '../support.js';
import { fragile } from './fragile.js';

const seenBy = (viewer: Peer) => [...viewer.remotes.values()][0]?.metadata['n'] as number | undefined;

async function couple(): Promise<{ a: Peer; b: Peer; kill: () => void; heard: number[] }> {
  const driver = ownDriver(), { RTCPeerConnection, kill } = fragile(), heard: number[] = [];
  const a = newPeer({ driver }), b = newPeer({ driver, RTCPeerConnection });
  await Promise.all([a, b].map((peer) => peer.join({ room: 'r', metadata: { n: 0 } })));
  await meet(a, b);
  b.on('metadata', ({ metadata }) => { heard.push(metadata['n'] as number); });
  return { a, b, kill, heard };
}

describe('metadata', () => {
  it('comes in order, the last one wins, whenever the connection dies in between', async () => {
    const { a, b, kill, heard } = await couple();
    for (let n = 1; n <= 30; n++) {
      void a.setMetadata({ n });
      if (n % 10 === 5) {
        const back = next(a, 'connection:connected');
        kill();
        await back;
      }
    }
    await until('the last one is seen', () => seenBy(b) === 30);
    expect(heard).to.deep.equal([...heard].sort((x, y) => x - y));
    expect(new Set(heard).size).to.equal(heard.length);
    expect(a.metadata['n']).to.equal(30);
  }).timeout(40_000);

  it('that changed while nobody could be told is what the new connection brings', async () => {
    const { a, b, kill, heard } = await couple(), down = next(a, 'connection:disconnected');
    kill();
    await down;
    for (const n of [1, 2, 3]) await a.setMetadata({ n });
    await until('the last one is seen', () => seenBy(b) === 3);
    expect(heard.at(-1)).to.equal(3);
  }).timeout(20_000);
});
