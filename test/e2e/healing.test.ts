import { expect } from '@open-wc/testing';
import { NatsDriver, Peer, PeerixError, type Bytes, type DriverHandler, type DriverLike, type PeerEvent } from '../../src/index.js';
import { record, until } from '../engine/support.js';
import { NatsServer } from '../support/nats.js';
import { Page } from '../support/pages.js';
import { eventually } from './eventually.js';
import { complaints } from './sight.js';

/** From the server's return until who waited is in the call. */
const JOINABLE_MS = 3000;
const PULSE_MS = 50;
const LONGEST_SILENCE_MS = 1000;
const OUTAGE_MS = 1200;

const wait = (ms: number): Promise<void> => new Promise((resolve) => { setTimeout(resolve, ms); });
const present = new Set<Peer>();
const vigils = new Set<Vigil>();
afterEach(async () => {
  for (const vigil of vigils) vigil.end();
  vigils.clear();
  await Promise.all([...present].map((peer) => peer.leave()));
  present.clear();
});

function newcomer(servers: string | readonly string[], driver: DriverLike = new NatsDriver({ servers: [servers].flat() })): Peer {
  const peer = new Peer({ driver });
  present.add(peer);
  return peer;
}

const isMet = (...peers: Peer[]): boolean => peers.every((one) => peers.every((other) => one === other || one.remotes.get(other.id ?? '')?.state === 'connected'));
const met = (...peers: Peer[]): Promise<void> => until('they have met', () => isMet(...peers));
const errorsIn = (events: readonly PeerEvent[]): string[] => events.flatMap((event) => (event.name === 'error' ? [event.error.code] : []));
const offlineSays = (events: readonly PeerEvent[]): boolean[] => events.flatMap((event) => (event.name === 'signaling' ? [event.online] : []));

/** Resolves when these have met each other; how long after `back` resolved. */
async function timed(what: string, back: Promise<void>, ...peers: Peer[]): Promise<void> {
  await back;
  const began = performance.now();
  await met(...peers);
  const took = performance.now() - began;
  console.warn(`${what}: in the call ${took.toFixed()} ms after the server's return`);
  expect(took).to.be.below(JOINABLE_MS);
}

/** A living call, with a message each way every 50 ms, that nothing may disturb. */
class Vigil {
  readonly a: Peer;
  readonly b: Peer;
  readonly #events: PeerEvent[][];
  readonly #connections: RTCPeerConnection[];
  readonly #timer: ReturnType<typeof setInterval>;
  #sent = 0;
  readonly #heard: number[] = [];
  #lastAt = performance.now();
  #longest = 0;

  static async between(servers: string | readonly string[]): Promise<Vigil> {
    const a = newcomer(servers), b = newcomer(servers);
    a.open({ label: 'pulse' });
    await Promise.all([a.join({ room: 'room' }), b.join({ room: 'room' })]);
    await met(a, b);
    expect((await a.send('hello', { label: 'pulse' })).ok).to.equal(true);
    return new Vigil(a, b);
  }

  private constructor(a: Peer, b: Peer) {
    this.a = a;
    this.b = b;
    this.#events = [record(a), record(b)];
    this.#connections = this.#now;
    b.on('channel:message', ({ data }) => {
      this.#heard.push(data as number);
      this.#longest = Math.max(this.#longest, performance.now() - this.#lastAt);
      this.#lastAt = performance.now();
    });
    this.#timer = setInterval(() => { a.send(this.#sent++, { label: 'pulse', to: b.id ?? '' }).catch(() => { /* seen by what is missing */ }); }, PULSE_MS);
    vigils.add(this);
  }

  /** What the two were told of signaling. */
  get signaling(): boolean[][] { return this.#events.map(offlineSays); }

  /** Only messages passed, in order, without a pause, over the same connection; `news` is what may have happened besides. */
  async isUntouched(...news: string[]): Promise<void> {
    this.end();
    await until('all was heard', () => this.#heard.length === this.#sent);
    expect(this.#heard).to.deep.equal(Array.from({ length: this.#sent }, (_, i) => i));
    expect(this.#longest, 'ms of silence').to.be.below(LONGEST_SILENCE_MS);
    expect(this.#now).to.deep.equal(this.#connections);
    for (const events of this.#events) {
      const names = new Set(events.map(({ name }) => name as string));
      for (const name of ['channel:message', 'signaling', ...news]) names.delete(name);
      expect([...names]).to.deep.equal([]);
    }
  }

  end(): void { clearInterval(this.#timer); }

  get #now(): RTCPeerConnection[] { return [this.a.remotes.get(this.b.id ?? '')!.connection, this.b.remotes.get(this.a.id ?? '')!.connection]; }
}

/** What a third one who comes makes two notice. */
const ARRIVAL = ['connection:new', 'connection:connecting', 'connection:connected', 'channel:new', 'channel:open'];

/** A line to a server on which nothing passes any more from a certain packet on. */
class Line {
  #countdown: number;
  readonly #onCut: () => void;
  constructor(packets: number, onCut: () => void) {
    this.#countdown = packets;
    this.#onCut = onCut;
  }

  get isCut(): boolean { return this.#countdown < 0; }
  mend(): void { this.#countdown = Infinity; }

  /** The last packet that counts is still heard by the server, and by nobody else. */
  driver(url: string): DriverLike {
    const inner = new NatsDriver({ servers: url }), passing = new Map<DriverHandler, DriverHandler>();
    return {
      get online() { return inner.online; },
      get reason() { return inner.reason; },
      subscribe: (topic, handler) => {
        const pass = (bytes: Uint8Array) => { if (!this.isCut) handler(bytes); };
        passing.set(handler, pass);
        return inner.subscribe(topic, pass);
      },
      unsubscribe: (topic, handler) => inner.unsubscribe(topic, passing.get(handler) ?? handler),
      publish: (topic: string, bytes: Bytes) => {
        this.#count(topic);
        return this.isCut ? undefined : inner.publish(topic, bytes);
      },
      addEventListener: (type, listener) => inner.addEventListener(type, listener),
      removeEventListener: (type, listener) => inner.removeEventListener(type, listener),
    } as DriverLike;
  }

  #count(topic: string): void {
    if (this.isCut || topic.endsWith('.all') || --this.#countdown >= 0) return;
    this.#onCut();
  }
}

describe('when the signaling server', function () {
  this.timeout(60_000);

  let server: NatsServer;
  beforeEach(async () => { server = await NatsServer.start(); });
  afterEach(() => server.stop());

  it('is absent, join waits, signaling says why, and everybody is in soon after it comes', async () => {
    await server.kill();
    const a = newcomer(server.url), b = newcomer(server.url), events = [record(a), record(b)];
    const joins = [a.join({ room: 'room' }), b.join({ room: 'room' })];
    await until('both are told', () => events.every((list) => offlineSays(list).length > 0));
    for (const list of events) {
      const [told] = list.filter((event) => event.name === 'signaling');
      const { reason } = told as { reason?: PeerixError };
      expect(reason).to.be.instanceOf(PeerixError);
      expect([reason!.code, reason!.message]).to.deep.equal(['SIGNALING_FAILED', `Cannot reach the NATS server ${server.url}.`]);
    }
    await wait(OUTAGE_MS);
    expect([a.state, b.state]).to.deep.equal(['joining', 'joining']);
    await timed('absent at first', server.restart(), a, b);
    await Promise.all(joins);
    for (const list of events) expect([offlineSays(list), errorsIn(list)]).to.deep.equal([[false, true], []]);
  });

  for (const packets of [0, 1, 2, 3]) {
    it(`dies after ${packets} words between two who are meeting, they meet once it is back`, async () => {
      let killed: Promise<void> | undefined;
      const line = new Line(packets, () => { killed = server.kill(); });
      const a = newcomer('', line.driver(server.url)), b = newcomer('', line.driver(server.url)), events = [record(a), record(b)];
      await Promise.all([a.join({ room: 'room' }), b.join({ room: 'room' })]);
      await until('it dies', () => killed !== undefined);
      await killed;
      line.mend();
      await wait(OUTAGE_MS);
      await timed(`dead after ${packets} words`, server.restart(), a, b);
      expect(events.map(errorsIn)).to.deep.equal([[], []]);
      for (const list of events) expect(list.filter(({ name }) => name === 'connection:new')).to.have.lengthOf(1);
      expect((await a.send('x')).ok).to.equal(true);
    });
  }

  for (const [how, goAway] of [['is killed', () => server.kill()], ['is shut down', () => server.stop()]] as const) {
    it(`${how} and started again, a call goes on, and who waits is in soon`, async () => {
      const call = await Vigil.between(server.url);
      await goAway();
      const late = newcomer(server.url), joining = late.join({ room: 'room' });
      await wait(OUTAGE_MS);
      expect([late.state, ...call.signaling]).to.deep.equal(['joining', [false], [false]]);
      await timed(`the server ${how}`, server.restart(), call.a, call.b, late);
      await joining;
      await until('all know', () => call.signaling.every((said) => said.join() === 'false,true'));
      await call.isUntouched(...ARRIVAL);
    });
  }

  it('restarts three times, nobody in the call notices, and people still come', async () => {
    const call = await Vigil.between(server.url);
    for (let time = 0; time < 3; time++) await server.restart();
    const late = newcomer(server.url);
    await late.join({ room: 'room' });
    await met(call.a, call.b, late);
    await call.isUntouched(...ARRIVAL);
  });

  it('hangs, a call goes on, and who waits is in soon after it answers again', async () => {
    const call = await Vigil.between(server.url);
    await server.freeze();
    const late = newcomer(server.url), joining = late.join({ room: 'room' });
    await until('they notice', () => call.signaling.every((said) => said.join() === 'false'));
    expect(late.state).to.equal('joining');
    await timed('hung', server.thaw(), call.a, call.b, late);
    await joining;
    await call.isUntouched(...ARRIVAL);
  });

  it('hangs so shortly that nobody notices, who waits is in soon', async () => {
    const call = await Vigil.between(server.url);
    await server.freeze();
    const late = newcomer(server.url), joining = late.join({ room: 'room' });
    await wait(OUTAGE_MS);
    await timed('hung shortly', server.thaw(), call.a, call.b, late);
    await joining;
    expect(call.signaling).to.deep.equal([[], []]);
    await call.isUntouched(...ARRIVAL);
  });

  it('is away, who joins and leaves meanwhile is nowhere, and nobody ever saw it', async () => {
    const call = await Vigil.between(server.url);
    await server.kill();
    const fickle = newcomer(server.url);
    fickle.join({ room: 'room' }).catch(() => { /* overtaken */ });
    await wait(100);
    await fickle.leave();
    await server.restart();
    const late = newcomer(server.url);
    await late.join({ room: 'room' });
    await met(call.a, call.b, late);
    expect([fickle.state, call.a.remotes.size]).to.deep.equal(['idle', 2]);
    await call.isUntouched(...ARRIVAL);
  });

  it('is away, the elements say so quietly, and are in once it is back', async () => {
    await server.kill();
    const attributes = { room: 'room', driver: 'nats', servers: server.url, name: 'Ann' };
    const page = await Page.open(`/test/e2e/pages/call.html?${new URLSearchParams(attributes)}`);
    const isOffline = () => page.eval(() => document.querySelector('peerix-room')!.matches(':state(joining):state(offline)'));
    const title = () => page.eval(() => document.querySelector('peerix-remote-streams')!.shadowRoot!.querySelector('[role=status] .title')?.textContent ?? '');
    await eventually(isOffline, true);
    await eventually(title, 'Nobody can be reached yet.');
    await server.restart();
    const bob = newcomer(server.url);
    await bob.join({ room: 'room' });
    await until('they have met', () => [...bob.remotes.values()].some(({ state }) => state === 'connected'));
    await eventually(() => page.eval(() => document.querySelector('peerix-room')!.matches(':state(joined):not(:state(offline))')), true);
    expect((await complaints(page)).filter((line) => !line.includes('WebSocket connection to'))).to.deep.equal([]);
    await page.close();
  });
});

describe('a cluster of three servers', function () {
  this.timeout(60_000);

  it('fails over: a call goes on, and newcomers on any server meet it', async () => {
    const cluster = await NatsServer.startCluster(3), urls = cluster.map(({ url }) => url);
    const call = await Vigil.between(urls);
    const elsewhere = await Promise.all(urls.map(async (url) => {
      const peer = newcomer(url);
      await peer.join({ room: 'room' });
      return peer;
    }));
    await met(call.a, call.b, ...elsewhere);
    await Promise.all(elsewhere.map((peer) => peer.leave()));
    for (const [i, dying] of cluster.entries()) {
      await dying.kill();
      const late = newcomer(urls), began = performance.now();
      await late.join({ room: 'room' });
      await met(call.a, call.b, late);
      const took = performance.now() - began;
      console.warn(`server ${i + 1} of the cluster is dead: in the call after ${took.toFixed()} ms`);
      expect(took).to.be.below(JOINABLE_MS);
      await late.leave();
      await dying.restart();
    }
    await call.isUntouched(...ARRIVAL, 'channel:close', 'connection:closed');
  });
});
