import { expect } from '@open-wc/testing';
import { MemoryDriver, NatsDriver, Peer, PeerixError, type PeerOptions } from '../../../src/index.js';
import { failure, meet, newPeer, ownDriver, pair, thrown } from './members.js';

const soundless = () => document.createElement('canvas').captureStream();
const bad = (options: object) => thrown(() => new Peer(options as PeerOptions));

describe('bad input is a typed error that names the option and the fix', () => {
  const cases: [string, () => unknown, string, RegExp][] = [
    ['a driver that is none', () => new Peer({ driver: 'nats' as never }), 'BAD_OPTION', /driver/],
    ['iceServers that are no list', () => new Peer({ iceServers: 'stun:x' as never }), 'BAD_OPTION', /iceServers/],
    ['an ICE server without URL', () => new Peer({ iceServers: [{ urls: 'http://x' }] }), 'BAD_OPTION', /iceServers\[0\]/],
    ['TURN without credential', () => new Peer({ iceServers: [{ urls: 'turn:turn.example.org' }] }), 'BAD_OPTION', /TURN/],
    ['an unknown policy', () => new Peer({ iceTransportPolicy: 'none' as never }), 'BAD_OPTION', /iceTransportPolicy/],
    ['milliseconds', () => new Peer({ connectionTimeout: 15_000 }), 'BAD_OPTION', /seconds, not milliseconds/],
    ['a negative timeout', () => new Peer({ reconnectTimeout: -1 }), 'BAD_OPTION', /reconnectTimeout/],
    ['an empty password', () => new Peer({ password: '' }), 'BAD_OPTION', /password/],
    ['verify that is no function', () => new Peer({ verify: true as never }), 'BAD_OPTION', /verify/],
    ['a room for nobody', () => new Peer({ maxPeers: 0 }), 'BAD_OPTION', /maxPeers/],
    ['half a person', () => new Peer({ maxPeers: 2.5 }), 'BAD_OPTION', /maxPeers/],
    ['NATS without servers', () => new NatsDriver({} as never), 'BAD_OPTION', /servers/],
    ['no stream', () => newPeer().publish(undefined as never), 'BAD_OPTION', /MediaStream/],
    ['a stream without tracks', () => newPeer().publish(new MediaStream()), 'BAD_OPTION', /without tracks/],
    ['a label that is none', () => newPeer().open({ label: '' }), 'BAD_OPTION', /label/],
    ['null for options of a peer', () => new Peer(null as never), 'BAD_OPTION', /^new Peer\b/],
    ['words for options of a peer', () => new Peer('nats' as never), 'BAD_OPTION', /^new Peer\b/],
    ['null to publish', () => newPeer().publish(null as never), 'BAD_OPTION', /^publish\b/],
    ['null for limits', () => newPeer().publish({ stream: soundless(), video: null as never }), 'BAD_OPTION', /^video\b/],
    ['null to unpublish', () => newPeer().unpublish(null as never), 'BAD_OPTION', /^unpublish\b/],
    ['null to open', () => newPeer().open(null as never), 'BAD_OPTION', /^open\b/],
    ['a bare label to open', () => newPeer().open('chat' as never), 'BAD_OPTION', /^open\b/],
    ['null to close', () => newPeer().close(null as never), 'BAD_OPTION', /^close\b/],
    ['null for options of a listener', () => newPeer().on('state', () => {}, null as never), 'BAD_OPTION', /^on\b/],
    ['null for options of a listener that is called once', () => newPeer().once('state', () => {}, null as never), 'BAD_OPTION', /^once\b/],
    ['both retransmits and lifetime', () => newPeer().open({ maxRetransmits: 1, maxPacketLifeTime: 1 }), 'BAD_OPTION', /maxRetransmits/],
    ['a label of the engine itself', () => newPeer().open({ label: 'peerix:requests' }), 'BAD_OPTION', /peerix:/],
    ['a responder for no name', () => newPeer().respond('', () => 1), 'BAD_OPTION', /name/],
    ['a responder that is no function', () => newPeer().respond('x', 1 as never), 'BAD_OPTION', /function/],
  ];
  for (const [name, call, code, words] of cases) it(name, () => {
    const error = thrown(call);
    expect(error).to.be.instanceOf(PeerixError);
    expect([error.code, words.test(error.message)]).to.deep.equal([code, true]);
    expect(error.hint).to.match(/\w.*[.?]$/);
  });

  const calls: [string, (peer: Peer) => PromiseLike<unknown>, string][] = [
    ['no room name', (peer) => peer.join({} as never), 'BAD_OPTION'],
    ['no options', (peer) => peer.join(undefined as never), 'BAD_OPTION'],
    ['null to join', (peer) => peer.join(null as never), 'BAD_OPTION'],
    ['null for options of a send', (peer) => peer.send('x', null as never), 'BAD_OPTION'],
    ['an empty room name', (peer) => peer.join({ room: '' }), 'BAD_OPTION'],
    ['metadata that JSON would lose', (peer) => peer.join({ room: 'r', metadata: { at: 1n } }), 'BAD_OPTION'],
    ['metadata over 8 KiB', (peer) => peer.setMetadata({ name: 'x'.repeat(9000) }), 'TOO_LARGE'],
    ['send while idle', (peer) => peer.send('x'), 'NOT_JOINED'],
    ['request while idle', (peer) => peer.request('x', 1), 'NOT_JOINED'],
  ];
  for (const [name, call, code] of calls) it(name, async () => {
    const error = await failure(call(newPeer({ driver: ownDriver() })));
    expect(error).to.be.instanceOf(PeerixError);
    expect(error.code).to.equal(code);
  });

  it('an unknown id and an unopened label', async () => {
    const [a] = await pair();
    expect((await failure(a.send('x', { to: 'nobody' }))).code).to.equal('UNKNOWN_PEER');
    expect((await failure(a.send('x', { label: 'chat' }))).code).to.equal('CHANNEL_CLOSED');
  });

  it('keeps 0 = never give up and the largest timeout', () => {
    expect(() => new Peer({ connectionTimeout: 0, reconnectTimeout: 3600 })).not.to.throw();
    expect(bad({ connectionTimeout: 3601 }).code).to.equal('BAD_OPTION');
  });
});

describe('iceServers and password', () => {
  it('a function is asked for connections, in either form, and shared by simultaneous ones', async () => {
    let calls = 0;
    const driver = ownDriver();
    const asking = newPeer({ driver, iceServers: async () => { calls++; return { iceServers: [] }; } });
    const others = [newPeer({ driver }), newPeer({ driver })];
    await asking.join({ room: 'r' });
    await Promise.all(others.map((peer) => peer.join({ room: 'r' })));
    await meet(asking, ...others);
    expect(calls).to.be.within(1, 2);
  });

  it('a list reaches the connection', async () => {
    const [a] = await pair({ iceServers: [{ urls: 'stun:127.0.0.1:9' }] });
    const [remote] = a.remotes.values();
    expect(remote?.connection.getConfiguration().iceServers?.[0]?.urls).to.deep.equal(['stun:127.0.0.1:9']);
  });

  it('members with the same password meet; others neither meet them nor hear their topics', async () => {
    const driver = new MemoryDriver('passwords');
    const inside = [newPeer({ driver, password: 'a' }), newPeer({ driver, password: 'a' })];
    const outside = [newPeer({ driver, password: 'b' }), newPeer({ driver })];
    await Promise.all([...inside, ...outside].map((peer) => peer.join({ room: 'r' })));
    await meet(...inside);
    expect(outside.map(({ remotes, counters }) => [remotes.size, (counters['received'] ?? 0) - (counters['dropped:self'] ?? 0)])).to.deep.equal([[0, 0], [0, 0]]);
    expect(inside.map(({ remotes }) => remotes.size)).to.deep.equal([1, 1]);
  });
});
