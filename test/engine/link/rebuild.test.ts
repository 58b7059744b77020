import { expect } from '@open-wc/testing';
import type { Peer } from '../../../src/index.js';
import { fragile } from './fragile.js';
import { meet, newPeer, next, ownDriver, record } from '../room/members.js';

async function couple(): Promise<{ a: Peer; b: Peer; kill(): void }> {
  const driver = ownDriver(), { RTCPeerConnection, kill } = fragile();
  const a = newPeer({ driver }), b = newPeer({ driver, RTCPeerConnection });
  await Promise.all([a.join({ room: 'r', metadata: { name: 'Ann' } }), b.join({ room: 'r', metadata: { name: 'Bob' } })]);
  await meet(a, b);
  return { a, b, kill };
}

function numbers(peer: Peer): number[] {
  const heard: number[] = [];
  peer.on('channel:message', ({ data }) => heard.push(data as number));
  return heard;
}

describe('a link whose connection died', () => {
  it('is rebuilt: the same remote, streams and channels, and nothing is closed or opened', async () => {
    const { a, b, kill } = await couple();
    const canvas = document.createElement('canvas');
    canvas.getContext('2d');
    const added = next(a, 'stream:add');
    b.publish({ stream: canvas.captureStream(), label: 'film' });
    const { stream } = await added;
    await a.send('hello');
    const names = [record(a), record(b)], back = [next(a, 'connection:connected'), next(b, 'connection:connected')];
    kill();
    const [{ remote, previous }] = await Promise.all(back) as [Awaited<typeof back[0]>, unknown];
    expect(previous).to.equal('disconnected');
    expect((await a.send('again')).ok).to.equal(true);
    expect(remote.streams.get('film')).to.equal(stream);
    await b.unpublish({ label: 'film' });
    await next(a, 'stream:remove');
    for (const log of names) {
      expect(log.filter((name) => /^(connection|channel):(?!message)/.test(name))).to.deep.equal(['connection:disconnected', 'connection:connected']);
    }
  });

  it('loses no message and brings none twice, in order, three times over', async () => {
    const { a, b, kill } = await couple();
    const heard = [numbers(a), numbers(b)];
    const wanted = Array.from({ length: 300 }, (_, i) => i);
    const sent: PromiseLike<{ ok: boolean }>[] = [];
    for (let round = 0; round < 3; round++) {
      const back = Promise.all([next(a, 'connection:connected'), next(b, 'connection:connected')]);
      for (const i of wanted.slice(round * 100, round * 100 + 100)) {
        if (i === round * 100 + 50) kill();
        sent.push(a.send(i), b.send(i));
      }
      await back;
    }
    const reports = await Promise.all(sent);
    expect(reports.every(({ ok }) => ok)).to.equal(true);
    expect(heard).to.deep.equal([wanted, wanted]);
  }).timeout(60_000);

  it('shows no stream that was taken back meanwhile', async () => {
    const { a, b, kill } = await couple();
    const canvas = document.createElement('canvas');
    canvas.getContext('2d');
    const added = next(a, 'stream:add');
    b.publish({ stream: canvas.captureStream(), label: 'film' });
    await added;
    const removed = next(a, 'stream:remove'), down = next(a, 'connection:disconnected');
    kill();
    await down;
    b.unpublish({ label: 'film' });
    await removed;
  });

  it('is given up after reconnectTimeout, with the reason', async () => {
    const driver = ownDriver(), { RTCPeerConnection, kill } = fragile();
    const a = newPeer({ driver, reconnectTimeout: 2 }), b = newPeer({ driver, RTCPeerConnection });
    await Promise.all([a.join({ room: 'r' }), b.join({ room: 'r' })]);
    await meet(a, b);
    const names = record(a), closed = next(a, 'connection:closed');
    const errors: string[] = [];
    a.on('error', ({ error }) => errors.push(error.code));
    b.on('error', () => {});
    driver.publish = () => {}; // and no signaling either
    kill();
    expect((await closed).reason).to.equal('crashed');
    expect(errors).to.deep.equal(['CONNECTION_FAILED']);
    expect(names.filter((name) => name.startsWith('connection'))).to.deep.equal(['connection:disconnected', 'connection:failed', 'connection:closed']);
  });
});
