import { expect } from '@open-wc/testing';
import type { Peer, PeerOptions } from '../../../src/index.js';
import { BlockablePath } from '../../support/blockable-path.js';
import { meet, newPeer, next, ownDriver, record } from '../room/members.js';
import { until } from '../support.js';

interface End { readonly peer: Peer; readonly path: BlockablePath }

/** Two that are connected; the first one offered, and is the one that offers restarts. */
async function couple(driver = ownDriver(), dress = (plain: typeof RTCPeerConnection) => plain, options: PeerOptions = {}): Promise<[End, End]> {
  for (;;) {
    const ends = [new BlockablePath(), new BlockablePath()].map((path, i): End => {
      const { RTCPeerConnection } = path;
      return { path, peer: newPeer({ ...options, driver, RTCPeerConnection: i ? dress(RTCPeerConnection) : RTCPeerConnection }) };
    });
    const [one, other] = ends as [End, End];
    for (const { peer } of ends) await peer.join({ room: 'r' });
    await meet(one.peer, other.peer);
    if (connection(one.peer).localDescription?.type === 'offer') return [one, other];
    await Promise.all(ends.map(({ peer }) => peer.leave())); // as often as not
  }
}

const ufragIn = (description: RTCSessionDescription | null) => /ice-ufrag:(.*)/.exec(description?.sdp ?? '')?.[1];

/** Its descriptions are as Firefox signs them. */
function asFirefox(plain: typeof RTCPeerConnection): typeof RTCPeerConnection {
  return class extends plain {
    override get localDescription(): RTCSessionDescription | null {
      const description = super.localDescription;
      return description && new RTCSessionDescription({ type: description.type, sdp: description.sdp.replace('o=-', 'o=mozilla...THIS_IS_SDPARTA-153.0') });
    }
  };
}

function picture(): MediaStream {
  const canvas = document.createElement('canvas');
  canvas.getContext('2d');
  return canvas.captureStream();
}

const connection = (peer: Peer) => [...peer.remotes.values()][0]!.connection;
const isSilent = ({ peer }: End) => next(peer, 'connection:disconnected');

describe('an ICE restart', () => {
  it('is one, though both ends ask for it in the same moment', async () => {
    const ends = await couple(), [offerer, answerer] = ends;
    const before = connection(offerer.peer), answer = () => ufragIn(before.remoteDescription), first = answer();
    const down = Promise.all(ends.map(isSilent));
    for (const { path } of ends) path.block();
    await down;
    await until('it is answered', () => answer() !== first); // after the answerer's nudge: mail is in order
    expect([offerer.path.restarts, answerer.path.restarts]).to.deep.equal([1, 0]);
    for (const { path } of ends) path.unblock();
    await meet(offerer.peer, answerer.peer);
    expect(connection(offerer.peer)).to.equal(before);
  }).timeout(15_000);

  it('reaches who hears nothing any more, though the offerer hears all', async () => {
    const [offerer, answerer] = await couple();
    const ufrag = () => ufragIn(connection(answerer.peer).localDescription);
    const before = ufrag(), down = isSilent(answerer);
    answerer.path.block();
    await down;
    await until('the answerer has new paths', () => ufrag() !== before);
    expect(offerer.path.restarts).to.equal(1);
    answerer.path.unblock();
    await meet(offerer.peer, answerer.peer);
  }).timeout(15_000);

  it('of a connection that the other end no longer has makes a new one', async () => {
    const [offerer, answerer] = await couple();
    const lost = connection(answerer.peer), down = isSilent(offerer);
    offerer.path.block();
    lost.close();
    await down;
    await until('there is another', () => connection(answerer.peer) !== lost);
    offerer.path.unblock();
    await meet(offerer.peer, answerer.peer);
  }).timeout(15_000);
});

describe('a Firefox that did not offer', () => {
  it('gets a new connection instead, and loses no message', async () => {
    const [offerer, answerer] = await couple(ownDriver(), asFirefox);
    const before = connection(offerer.peer), heard: unknown[] = [], names = record(offerer.peer);
    answerer.peer.on('channel:message', ({ data }) => heard.push(data));
    await offerer.peer.send(0);
    const down = isSilent(offerer);
    for (const { path } of [offerer, answerer]) path.block();
    const sent = [1, 2, 3].map((i) => offerer.peer.send(i));
    await down;
    await until('there is another', () => connection(offerer.peer) !== before && connection(answerer.peer).remoteDescription !== null);
    for (const { path } of [offerer, answerer]) path.unblock();
    expect((await Promise.all(sent)).every(({ ok }) => ok)).to.equal(true);
    expect(heard).to.deep.equal([0, 1, 2, 3]);
    expect(names.filter((name) => name.startsWith('connection:'))).to.deep.equal(['connection:disconnected', 'connection:connected']);
    expect([offerer.path.restarts, answerer.path.restarts]).to.deep.equal([0, 0]);
  }).timeout(15_000);

  it('is not given up after three that failed while the path was away', async () => {
    const ends = await couple(ownDriver(), asFirefox, { connectionTimeout: 1 }), [offerer, answerer] = ends;
    const names = ends.map(({ peer }) => record(peer)), made = new Set<RTCPeerConnection>();
    for (const { path } of ends) path.block();
    await until('the fourth was tried', () => {
      if (offerer.peer.remotes.size) made.add(connection(offerer.peer));
      return made.size > 4 || offerer.peer.remotes.size === 0;
    });
    for (const { path } of ends) path.unblock();
    await meet(offerer.peer, answerer.peer);
    expect(names.flat()).not.to.include('connection:failed');
  }).timeout(40_000);

  it('takes what was offered over the new one before it heard of it', async () => {
    const [offerer, answerer] = await couple(ownDriver(), asFirefox);
    offerer.peer.publish({ stream: picture(), label: 'early' });
    await next(answerer.peer, 'stream:add');
    const back = next(offerer.peer, 'connection:connected');
    answerer.path.block();
    await back;
    const heard = () => answerer.peer.counters['received'] ?? 0, before = heard();
    await until('it is offered the stream', () => connection(offerer.peer).signalingState === 'have-local-offer' && heard() > before);
    const added = next(answerer.peer, 'stream:add');
    offerer.peer.publish({ stream: picture(), label: 'late' });
    answerer.path.unblock();
    expect((await added).label).to.equal('late');
  }).timeout(15_000);

  it('keeps the old one while nobody would hear of a new one', async () => {
    const driver = ownDriver(), [offerer, answerer] = await couple(driver, asFirefox);
    const before = connection(offerer.peer), ends = [offerer, answerer], down = Promise.all(ends.map(isSilent));
    let lost = 0;
    driver.publish = () => { lost++; };
    for (const { path } of ends) path.block();
    await down;
    const already = lost;
    await until('more was said in vain', () => lost > already + 6);
    for (const { path } of ends) path.unblock();
    await meet(offerer.peer, answerer.peer);
    expect(connection(offerer.peer)).to.equal(before);
  }).timeout(15_000);
});
