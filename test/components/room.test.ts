import { expect, fixture, html } from '@open-wc/testing';
import '../../components/peerix-room/define.js';
import type { PeerixRoom } from '../../components/elements.js';
import { BroadcastChannelDriver, MemoryDriver, Peer, PeerixError } from '../../src/index.js';
import { friend, idle, joined, meets, newRoomName, record, stub, until } from './support.js';

const errorsOf = (room: PeerixRoom): PeerixError[] => {
  const errors: PeerixError[] = [];
  room.addEventListener('error', ({ detail }) => errors.push(detail.error));
  return errors;
};
/** Set before it is connected, so that nothing is missed. */
const unconnected = (attributes: Record<string, string>): PeerixRoom => {
  const room = document.createElement('peerix-room');
  for (const [name, value] of Object.entries({ driver: 'memory', ...attributes })) room.setAttribute(name, value);
  return room;
};
const placed: Element[] = [];
const place = <E extends Element>(element: E): E => {
  placed.push(element);
  document.body.append(element);
  return element;
};
afterEach(() => placed.splice(0).forEach((element) => element.remove()));

describe('peerix-room joins', () => {
  it('by itself, and meets the others under its name', async () => {
    const name = newRoomName();
    const ann = await friend(name);
    const room = await fixture<PeerixRoom>(html`<peerix-room driver="memory" room=${name} name="Nina" metadata='{"role":"host","name":"no"}'></peerix-room>`);
    await meets(room, 1);
    expect(room.matches(':state(joined)')).to.equal(true);
    expect([...ann.remotes.values()][0]!.metadata).to.deep.equal({ role: 'host', name: 'Nina' });
  });

  it('is accessible and shows what it holds', async () => {
    const room = await fixture<PeerixRoom>(html`<peerix-room driver="memory"><p>Held</p></peerix-room>`);
    await expect(room).to.be.accessible();
    expect(room.querySelector('p')!.getBoundingClientRect().height).to.be.above(0);
  });

  it('not without a room, and once it has one', async () => {
    const room = await fixture<PeerixRoom>(html`<peerix-room driver="memory"></peerix-room>`);
    await room.updateComplete;
    expect(room.state).to.equal('idle');
    room.room = newRoomName();
    await joined(room);
  });

  it('not when manual, then by join() and out by leave()', async () => {
    const name = newRoomName();
    const room = await fixture<PeerixRoom>(html`<peerix-room driver="memory" room=${name} manual></peerix-room>`);
    expect(room.state).to.equal('idle');
    await room.join();
    expect(room.peer.room).to.equal(name);
    await room.leave();
    expect(room.state).to.equal('idle');
  });

  it('with manual="false", and when manual is taken away', async () => {
    const first = await fixture<PeerixRoom>(html`<peerix-room driver="memory" room=${newRoomName()} manual="false"></peerix-room>`);
    await joined(first);
    const second = await fixture<PeerixRoom>(html`<peerix-room driver="memory" room=${newRoomName()} manual></peerix-room>`);
    second.manual = false;
    await joined(second);
  });

  it('another room by join({ room }), until the attribute changes', async () => {
    const room = await fixture<PeerixRoom>(html`<peerix-room driver="memory" room=${newRoomName()} manual></peerix-room>`);
    const other = newRoomName();
    await room.join({ room: other });
    room.name = 'Nina';
    await room.updateComplete;
    expect(room.peer.room).to.equal(other);
    const third = room.room = newRoomName();
    await until(() => room.peer.room === third && room.state === 'joined', 'in the third');
  });

  it('with the same promise again, and rejects ALREADY_JOINED for another', async () => {
    const room = await fixture<PeerixRoom>(html`<peerix-room driver="memory" room=${newRoomName()} manual></peerix-room>`);
    expect(room.join()).to.equal(room.join());
    await room.join();
    const error = await room.join({ room: 'elsewhere' }).catch((cause: PeerixError) => cause);
    expect(error).to.include({ code: 'ALREADY_JOINED' });
    await room.updateComplete;
    expect(room.state).to.equal('joined');
  });
});

describe('peerix-room, changed', () => {
  it('goes to another room, once for all changes of a task', async () => {
    const [one, two] = [newRoomName(), newRoomName()];
    const room = await fixture<PeerixRoom>(html`<peerix-room driver="memory" room=${one}></peerix-room>`);
    await joined(room);
    const states = record(room, 'state');
    const ann = new Peer({ driver: new MemoryDriver('other'), password: 'secret' });
    await ann.join({ room: two });
    room.room = newRoomName();
    room.driver = new MemoryDriver('other');
    room.password = 'secret';
    room.room = two;
    await meets(room, 1);
    expect(states.map(({ detail }) => detail.state).filter((state) => state === 'joining')).to.have.length(1);
    await ann.leave();
  });

  it('tells a new name and new metadata at once, staying in', async () => {
    const name = newRoomName();
    const ann = await friend(name);
    const room = await fixture<PeerixRoom>(html`<peerix-room driver="memory" room=${name} name="Nina"></peerix-room>`);
    await meets(room, 1);
    const id = room.peer.id;
    room.metadata = { mood: 'fine' };
    const told = () => JSON.stringify([...ann.remotes.values()][0]?.metadata);
    await until(() => told() === '{"mood":"fine","name":"Nina"}', 'both');
    room.name = 'Nina Berg';
    await until(() => told() === '{"mood":"fine","name":"Nina Berg"}', 'new name');
    await room.setMetadata({ mood: 'better' });
    await until(() => told() === '{"mood":"better","name":"Nina Berg"}', 'by method');
    expect(room.peer.id).to.equal(id);
  });

  it('leaves when its room is taken away', async () => {
    const room = await fixture<PeerixRoom>(html`<peerix-room driver="memory" room=${newRoomName()}></peerix-room>`);
    await joined(room);
    room.removeAttribute('room');
    await idle(room);
  });

  it('reads back the driver that was set, and the default after null', async () => {
    const room = await fixture<PeerixRoom>(html`<peerix-room></peerix-room>`);
    expect(room.driver).to.equal('broadcast-channel');
    const own = new BroadcastChannelDriver('mine');
    room.driver = own;
    expect(room.driver).to.equal(own);
    room.driver = null;
    expect(room.driver).to.equal('broadcast-channel');
  });

  it('gives defaults back when attributes go', async () => {
    const room = await fixture<PeerixRoom>(html`<peerix-room manual connection-timeout="5" reconnect-timeout="6" max-peers="7"
      ice-transport-policy="relay" ice-servers="stun:a stun:b" topic-prefix="x" servers="wss://a" @error=${() => { /* maxPeers is for a later version. */ }}></peerix-room>`);
    expect(room).to.include({ connectionTimeout: 5, reconnectTimeout: 6, maxPeers: 7, iceTransportPolicy: 'relay', topicPrefix: 'x', servers: 'wss://a' });
    expect(room.iceServers).to.deep.equal([{ urls: 'stun:a' }, { urls: 'stun:b' }]);
    for (const name of room.getAttributeNames()) room.removeAttribute(name);
    expect(room).to.include({ connectionTimeout: 15, reconnectTimeout: 30, maxPeers: Infinity, iceTransportPolicy: 'all', manual: false, topicPrefix: '' });
    expect(room.iceServers).to.equal(undefined);
  });
});

describe('peerix-room refuses', () => {
  const cases: Record<string, { attributes: Record<string, string>; says: RegExp }> = {
    'an unknown driver': { attributes: { driver: 'carrier-pigeon' }, says: /driver.*carrier-pigeon/ },
    'NATS without servers': { attributes: { driver: 'nats' }, says: /needs servers/ },
    'metadata that is no JSON': { attributes: { metadata: '{role:host}' }, says: /metadata/ },
    'metadata that is no object': { attributes: { metadata: '5' }, says: /metadata/ },
    'ice-servers that are no STUN URLs': { attributes: { 'ice-servers': 'stun:ok.example nonsense' }, says: /ice-servers.*nonsense/ },
    'seconds that are no number': { attributes: { 'connection-timeout': 'soon' }, says: /connectionTimeout/ },
    'milliseconds': { attributes: { 'reconnect-timeout': '30000' }, says: /seconds, not milliseconds/ },
    'a password attribute': { attributes: { password: 'x' }, says: /password/ },
  };
  for (const [what, { attributes, says }] of Object.entries(cases)) {
    it(`${what}, by a typed error that names the attribute, and does not join`, async () => {
      const room = unconnected({ room: newRoomName(), ...attributes });
      const errors = errorsOf(room);
      place(room);
      await until(() => errors.length, 'an error');
      expect(errors[0]).to.include({ code: 'BAD_OPTION' });
      expect(errors[0]!.message).to.match(says);
      expect(errors[0]!.hint).to.be.a('string').and.not.empty;
      expect(room.state).to.equal('idle');
      expect(room.matches(':state(failed)')).to.equal(true);
      await room.updateComplete;
      expect(errors).to.have.length(1);
    });

    it(`${what}, by rejecting join()`, async () => {
      const room = place(unconnected({ room: newRoomName(), manual: '', ...attributes }));
      room.addEventListener('error', () => { /* Known. */ });
      const error = await room.join().catch((cause: PeerixError) => cause);
      expect(error).to.include({ code: 'BAD_OPTION' });
      expect(room.state).to.equal('idle');
    });
  }

  it('and joins once it is mended', async () => {
    const room = unconnected({ room: newRoomName(), driver: 'bogus', password: 'x' });
    const errors = errorsOf(room);
    place(room);
    await until(() => errors.length, 'an error');
    room.removeAttribute('password');
    room.setAttribute('driver', 'memory');
    await joined(room);
    expect(room.matches(':state(failed)')).to.equal(false);
  });

  it('a password attribute even when it comes late: it leaves the unlocked room', async () => {
    const room = place(unconnected({ room: newRoomName() }));
    const errors = errorsOf(room);
    await joined(room);
    room.setAttribute('password', 'x');
    await idle(room);
    expect(errors[0]).to.include({ code: 'BAD_OPTION' });
  });

  it('on the console when nobody listens', async () => {
    const lines: unknown[][] = [];
    stub(console, 'error', (...args: unknown[]) => void lines.push(args));
    place(unconnected({ room: newRoomName(), driver: 'bogus' }));
    await until(() => lines.length, 'a line');
    expect(lines[0]!.some((part) => part instanceof PeerixError)).to.equal(true);
    const heard = unconnected({ room: newRoomName(), driver: 'bogus' });
    const errors = errorsOf(heard);
    place(heard);
    await until(() => errors.length, 'an error');
    expect(lines).to.have.length(1);
  });
});

describe('peerix-room while its driver is offline', () => {
  /** A memory bus whose server can be away. */
  class Flaky extends MemoryDriver {
    away(isAway: boolean): void { this.report(!isAway, isAway ? 'test' : undefined); }
  }

  it('shows it, and that it is back', async () => {
    const driver = new Flaky();
    const room = await fixture<PeerixRoom>(html`<peerix-room room=${newRoomName()} .driver=${driver}></peerix-room>`);
    await joined(room);
    const events = record(room, 'signaling');
    driver.away(true);
    await until(() => room.matches(':state(offline)'), 'offline');
    expect(room.matches(':state(joined)')).to.equal(true);
    driver.away(false);
    await until(() => !room.matches(':state(offline)'), 'online');
    expect(events.map(({ detail }) => detail.online)).to.deep.equal([false, true]);
  });
});

describe('peerix-room and who listens to errors', () => {
  let lines: unknown[][];
  beforeEach(() => {
    lines = [];
    stub(console, 'error', (...args: unknown[]) => void lines.push(args));
  });
  /** An element whose every change of driver is an error. */
  async function failing(): Promise<{ fail(): Promise<void> }> {
    const room = place(unconnected({ room: newRoomName(), driver: 'bogus-0' }));
    await until(() => lines.length === 1, 'the first');
    let count = 0;
    listeners = room;
    return { fail: async () => { room.setAttribute('driver', `bogus-${++count}`); await room.updateComplete; } };
  }
  let listeners: PeerixRoom;

  it('counts DOM listeners, and those that are gone no more', async () => {
    const { fail } = await failing();
    const heard: Event[] = [];
    const listener = (event: Event) => { heard.push(event); };
    listeners.addEventListener('error', listener);
    await fail();
    expect([heard.length, lines.length]).to.deep.equal([1, 1]);
    listeners.removeEventListener('error', listener);
    await fail();
    expect([heard.length, lines.length]).to.deep.equal([1, 2]);
    listeners.addEventListener('error', listener, { once: true });
    await fail();
    expect([heard.length, lines.length]).to.deep.equal([2, 2]);
    await fail();
    expect([heard.length, lines.length]).to.deep.equal([2, 3]);
    const controller = new AbortController();
    listeners.addEventListener('error', listener, { signal: controller.signal });
    await fail();
    controller.abort();
    await fail();
    expect([heard.length, lines.length]).to.deep.equal([3, 4]);
  });
});

it('peerix-room asks and answers as the engine does', async () => {
  const name = newRoomName(), ann = await friend(name);
  const room = await fixture<PeerixRoom>(html`<peerix-room driver="memory" room=${name}></peerix-room>`);
  await meets(room, 1);
  const stop = room.respond('double', (n) => n * 2);
  ann.respond('half', (n) => n / 2);
  const [toAnn] = room.remotes.values(), [toRoom] = ann.remotes.values();
  expect(await room.request('half', 4, { to: toAnn! })).to.equal(2);
  expect([...(await room.request('half', 8)).values()]).to.deep.equal([{ status: 'fulfilled', value: 4 }]);
  expect(await toRoom!.request('double', 4)).to.equal(8);
  stop();
  expect(await toRoom!.request('double', 4).catch(({ code }) => code)).to.equal('NO_RESPONDER');
});
