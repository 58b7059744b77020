import { expect } from '@open-wc/testing';
import type { Peer } from '../../../src/index.js';
import { BlockablePath } from '../../support/blockable-path.js';
import { meet, newPeer, next, ownDriver } from '../room/members.js';
import { until } from '../support.js';

interface End { readonly peer: Peer; readonly path: BlockablePath }

/** Two that are connected; the first one offered, and is the one that offers restarts. */
async function couple(): Promise<[End, End]> {
  const driver = ownDriver();
  const ends = [new BlockablePath(), new BlockablePath()].map((path) => ({ path, peer: newPeer({ driver, RTCPeerConnection: path.RTCPeerConnection }) }));
  const [one, other] = ends as [End, End];
  for (const { peer } of ends) await peer.join({ room: 'r' });
  await meet(one.peer, other.peer);
  return connection(one.peer).localDescription?.type === 'offer' ? [one, other] : [other, one];
}

const ufragIn = (description: RTCSessionDescription | null) => /ice-ufrag:(.*)/.exec(description?.sdp ?? '')?.[1];
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
