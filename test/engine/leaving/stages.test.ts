import { expect } from '@open-wc/testing';
import { MemoryDriver, type DriverLike, type Peer, type PeerEventName, type PeerOptions } from '../../../src/index.js';
import { record, settled, until } from '../support.js';
import { Census } from './census.js';

/** A way to be told when joining has come to a certain point. */
type Stage = (then: () => void, bus: MemoryDriver) => { options?: Omit<PeerOptions, 'driver'>; driver?: DriverLike; prepare?(peer: Peer): void; metadata?: () => object };

const inDriver = (method: 'subscribe' | 'publish', time: number): Stage => (then, bus) => {
  let calls = 0;
  const called = (name: string) => { if (name === method && ++calls === time) then(); };
  return {
    driver: {
      subscribe: (topic, handler) => { bus.subscribe(topic, handler); called('subscribe'); },
      unsubscribe: (topic, handler) => bus.unsubscribe(topic, handler),
      publish: (topic, bytes) => { bus.publish(topic, bytes); called('publish'); },
    },
  };
};
const inListener = (name: PeerEventName): Stage => (then) => ({ prepare: (peer) => void peer.once(name, then) });

/** As soon as a description is handed to, or comes from, the browser. */
const inConnection = (method: 'setLocalDescription' | 'setRemoteDescription' | 'addIceCandidate', when: 'before' | 'after'): Stage => (then) => ({
  options: {
    RTCPeerConnection: class extends RTCPeerConnection {
      constructor(configuration?: RTCConfiguration) {
        super(configuration);
        const work = this[method].bind(this) as (...args: unknown[]) => Promise<void>;
        Object.assign(this, {
          [method]: (...args: unknown[]) => {
            if (when === 'before') queueMicrotask(then);
            const done = work(...args);
            if (when === 'after') done.then(then, then);
            return done;
          },
        });
      }
    },
  },
});

const STAGES: Record<string, Stage> = {
  'in its own metadata function': (then) => ({ metadata: () => { then(); return {}; } }),
  'while the first topic is subscribed': inDriver('subscribe', 1),
  'while the second topic is subscribed': inDriver('subscribe', 2),
  'while it announces itself': inDriver('publish', 1),
  'while it says the first word to somebody': inDriver('publish', 2),
  'while it says the second': inDriver('publish', 3),
  'when it hears that the server is away': (then, bus) => ({
    prepare: (peer) => void peer.once('signaling', then),
    driver: {
      online: false, addEventListener() {}, removeEventListener() {},
      subscribe: (topic, handler) => bus.subscribe(topic, handler),
      unsubscribe: (topic, handler) => bus.unsubscribe(topic, handler),
      publish: (topic, bytes) => bus.publish(topic, bytes),
    },
  }),
  'in a listener of state': inListener('state'),
  'when the ICE servers are asked for': (then) => ({ options: { iceServers: () => { then(); return []; } } }),
  'when it is asked whether to admit somebody': (then) => ({ options: { verify: () => { then(); return true; } } }),
  'while a description of its own is made': inConnection('setLocalDescription', 'before'),
  'when a description of its own was made': inConnection('setLocalDescription', 'after'),
  'while the description of another is set': inConnection('setRemoteDescription', 'before'),
  'when the description of another was set': inConnection('setRemoteDescription', 'after'),
  'while a candidate is added': inConnection('addIceCandidate', 'before'),
  'when a candidate was added': inConnection('addIceCandidate', 'after'),
  'in a listener of connection:new': inListener('connection:new'),
  'in a listener of connection:connecting': inListener('connection:connecting'),
  'in a listener of connection:connected': inListener('connection:connected'),
  'in a listener of stream:add': inListener('stream:add'),
};

const present = new Set<Peer>();
afterEach(async () => {
  await Promise.all([...present].map((peer) => peer.leave()));
  present.clear();
});

describe('leaving while joining', function () {
  this.timeout(20_000);

  for (const [when, stage] of Object.entries(STAGES)) {
    for (const after of ['stays out', 'joins again at once'] as const) {
      it(`${when}, then ${after}: nothing is left of the first stay, there or here`, async () => {
        const bus = new MemoryDriver(crypto.randomUUID()), census = new Census();
        const canvas = document.createElement('canvas');
        canvas.getContext('2d');
        const friend = census.peer(bus);
        present.add(friend);
        friend.publish(canvas.captureStream());
        friend.open({ label: 'settled' });
        let left: Promise<void> | undefined, isThrough = false;
        const { options, driver = bus, prepare, metadata } = stage(() => {
          if (isThrough) return;
          isThrough = true;
          left = leaver.leave();
          if (after === 'joins again at once') void leaver.join({ room: 'room' });
        }, bus);
        const leaver = census.peer(census.driver(driver), options);
        present.add(leaver);
        const events = [record(friend), record(leaver)];
        prepare?.(leaver);
        await friend.join({ room: 'room' });
        leaver.join({ room: 'room', ...(metadata && { metadata }) }).catch(() => { /* overtaken */ });
        await until('it comes to that', () => isThrough);
        await left;
        if (after === 'joins again at once') {
          await until('they meet', () => friend.remotes.get(leaver.id ?? '')?.state === 'connected' && leaver.remotes.size === 1);
          await settled(friend, leaver);
          await until('only the second is seen', () => friend.remotes.size === 1);
          await leaver.leave();
        }
        await until('nobody is seen', () => friend.remotes.size === 0);
        expect(leaver.state).to.equal('idle');
        await until('no connection is left', () => census.remains.connections === 0);
        await friend.leave();
        await census.isOver();
        expect(events.flat().filter(({ name }) => name === 'error')).to.deep.equal([]);
        for (const log of events) {
          const names = log.map(({ name }) => name as string);
          const count = (name: string) => names.filter((other) => other === name).length;
          expect(count('connection:closed'), names.join()).to.equal(count('connection:new'));
        }
      });
    }
  }
});
