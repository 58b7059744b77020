import { expect } from '@open-wc/testing';
import { meet, newPeer, next, ownDriver, pair } from './members.js';

describe('events', () => {
  it('of a connection come as new, connecting, connected, each with its fields, the specific name first', async () => {
    const driver = ownDriver(), a = newPeer({ driver }), b = newPeer({ driver }), seen: unknown[] = [];
    a.on('connection', (event) => seen.push(['group', event.name, event.state, event.previous, event.remote.state]));
    a.on('connection:connected', (event) => seen.push(['specific', event.name, event.state, event.previous, a.remotes.get(event.remote.id) === event.remote]));
    await Promise.all([a.join({ room: 'r' }), b.join({ room: 'r' })]);
    await meet(a, b);
    expect(seen).to.deep.equal([
      ['group', 'connection:new', 'new', undefined, 'new'],
      ['group', 'connection:connecting', 'connecting', 'new', 'connecting'],
      ['specific', 'connection:connected', 'connected', 'connecting', true],
      ['group', 'connection:connected', 'connected', 'connecting', 'connected'],
    ]);
  });

  it('bring metadata along before connection:new, and a safety number that both share once connected', async () => {
    const driver = ownDriver(), a = newPeer({ driver }), b = newPeer({ driver });
    const fresh = [next(a, 'connection:new'), next(b, 'connection:new')].map((promise) => promise.then(({ remote }) => [remote.metadata.name, remote.safetyNumber]));
    await Promise.all([a.join({ room: 'r', metadata: { name: 'Ann' } }), b.join({ room: 'r', metadata: { name: 'Bob' } })]);
    expect(await Promise.all(fresh)).to.deep.equal([['Bob', undefined], ['Ann', undefined]]);
    await meet(a, b);
    const [ofB] = a.remotes.values(), [ofA] = b.remotes.values();
    expect(ofA?.safetyNumber).to.match(/^(\d{5} ){11}\d{5}$/);
    expect(ofA?.safetyNumber).to.equal(ofB?.safetyNumber);
  });

  it('raised in a listener wait for the current one, and arrive before the outermost call returns', async () => {
    const [a, b] = await pair(), seen: string[] = [];
    a.on('channel:new', ({ label }) => {
      seen.push(`new ${label}`);
      if (label === 'one') a.open({ label: 'two' });
      seen.push(`end ${label}`);
    });
    a.on('channel', ({ name, label }) => { if (name === 'channel:new') seen.push(`group ${label}`); });
    a.open({ label: 'one' });
    expect(seen).to.deep.equal(['new one', 'end one', 'group one', 'new two', 'end two', 'group two']);
    await next(b, 'channel:open', ({ label }) => label === 'two');
  });

  it('reach nobody after off, by any of its forms', async () => {
    const peer = newPeer({ driver: ownDriver() }), seen: string[] = [], control = new AbortController();
    const listener = () => seen.push('off');
    peer.on('state', listener);
    const stop = peer.on('state', () => seen.push('stop'));
    peer.on('state', () => seen.push('signal'), { signal: control.signal });
    peer.once('state', () => seen.push('once'));
    const onceOff = () => seen.push('once-off');
    peer.once('state', onceOff);
    peer.off('state', onceOff);
    peer.on('state', () => {
      peer.off('state', listener);
      stop();
      stop();
      control.abort();
      seen.push('last');
    });
    await peer.join({ room: 'r' });
    expect(seen).to.deep.equal(['off', 'stop', 'signal', 'once', 'last', 'last']);
  });

  it('leave nothing behind on the signal, however they end', async () => {
    const peer = newPeer({ driver: ownDriver() }), { signal } = new AbortController(), held = new Set<unknown>();
    const spied = Object.assign(signal, {
      addEventListener: (_: string, listener: unknown) => held.add(listener), removeEventListener: (_: string, listener: unknown) => held.delete(listener),
    });
    const listener = () => {};
    peer.on('state', listener, { signal: spied });
    peer.once('error', listener, { signal: spied });
    const stop = peer.on('state', () => {}, { signal: spied });
    peer.once('state', () => {}, { signal: spied });
    expect(held.size).to.equal(4);
    peer.off('state', listener);
    peer.off('error', listener);
    stop();
    await peer.join({ room: 'r' });
    expect(held.size).to.equal(0);
  });

  it('a listener removed by an earlier one of the same event is not called', async () => {
    const peer = newPeer({ driver: ownDriver() }), seen: string[] = [];
    const late = () => seen.push('late');
    peer.on('state', () => peer.off('state', late));
    peer.on('state', late);
    await peer.join({ room: 'r' });
    expect(seen).to.deep.equal([]);
  });

  it('a listener that throws disturbs nobody', async () => {
    const peer = newPeer({ driver: ownDriver() }), seen: string[] = [], { error } = console;
    const printed: unknown[][] = [];
    console.error = (...values: unknown[]) => printed.push(values);
    try {
      peer.on('state', () => { throw new Error('mine'); });
      peer.on('state', ({ state }) => seen.push(state));
      await peer.join({ room: 'r' });
      await peer.leave();
    } finally {
      console.error = error;
    }
    expect(seen).to.deep.equal(['joining', 'joined', 'leaving', 'idle']);
    expect(String(printed[0]?.[1])).to.contain('mine');
  });

  it('an error without any listener goes to the console, with one it does not', async () => {
    const iceServers = () => { throw new Error('no TURN today'); };
    const printed: unknown[] = [], { error } = console;
    console.error = (...values: unknown[]) => printed.push(values.at(-1));
    try {
      const driver = ownDriver(), deaf = newPeer({ driver, iceServers }), listening = newPeer({ driver, iceServers });
      const heard = next(listening, 'error');
      await Promise.all([deaf.join({ room: 'r' }), listening.join({ room: 'r' })]);
      await meet(deaf, listening);
      expect((await heard).error.code).to.equal('ICE_SERVERS_FAILED');
    } finally {
      console.error = error;
    }
    expect(printed).to.have.length(1);
    expect((printed[0] as { code: string }).code).to.equal('ICE_SERVERS_FAILED');
  });
});
