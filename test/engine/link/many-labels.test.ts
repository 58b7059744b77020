import { expect } from '@open-wc/testing';
import { meet, newPeer, next, ownDriver } from '../room/members.js';
import { seenBy } from '../support.js';
import { fragile } from './fragile.js';

it('256 labels, the default one and requests go on over a new connection', async () => {
  const driver = ownDriver(), { RTCPeerConnection, kill } = fragile();
  const a = newPeer({ driver }), b = newPeer({ driver, RTCPeerConnection });
  for (let i = 0; i < 256; i++) a.open({ label: `label ${i}` });
  b.respond('x', () => 'answer');
  await Promise.all([a.join({ room: 'r' }), b.join({ room: 'r' })]);
  await meet(a, b);
  const checkAll = async () => {
    expect(await seenBy(a, b).request('x', 1)).to.equal('answer');
    for (const label of ['default', 'label 0', 'label 255']) expect((await a.send('x', { label })).ok).to.equal(true);
  };
  await checkAll();
  const back = Promise.all([a, b].map((peer) => next(peer, 'connection:connected')));
  kill();
  await back;
  await checkAll();
}).timeout(20_000);

it('more labels of both together than one description takes: what is known on both sides goes on', async () => {
  const driver = ownDriver(), { RTCPeerConnection, kill } = fragile();
  const a = newPeer({ driver }), b = newPeer({ driver, RTCPeerConnection });
  for (let i = 0; i < 200; i++) {
    a.open({ label: `a ${i}` });
    b.open({ label: `b ${i}` });
  }
  await Promise.all([a.join({ room: 'r' }), b.join({ room: 'r' })]);
  await meet(a, b);
  for (let i = 200; i < 256; i++) a.open({ label: `a ${i}` });
  const back = Promise.all([a, b].map((peer) => next(peer, 'connection:connected')));
  kill();
  await back;
  expect((await seenBy(a, b).send('x', { label: 'a 0' })).ok).to.equal(true);
}).timeout(20_000);
