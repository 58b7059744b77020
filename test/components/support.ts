import { waitUntil } from '@open-wc/testing';
import { MemoryDriver, Peer } from '../../src/index.js';
import type { PeerixRoom } from '../../components/elements.js';

let rooms = 0;
/** A room that no other test is in. */
export const newRoomName = (): string => `components-${++rooms}-${Math.random().toString(36).slice(2)}`;

const friends = new Set<Peer>();
afterEach(async () => {
  await Promise.all([...friends].map((peer) => peer.leave()));
  friends.clear();
});

/** Somebody else who is in the room of that name, on the page's memory bus; gone after the test. */
export async function friend(room: string, name = 'Ann Okafor'): Promise<Peer> {
  const peer = new Peer({ driver: new MemoryDriver() });
  friends.add(peer);
  await peer.join({ room, metadata: { name } });
  return peer;
}

export const joined = (room: PeerixRoom): Promise<void> => waitUntil(() => room.state === 'joined', 'joined', { timeout: 10_000 });
export const idle = (room: PeerixRoom): Promise<void> => waitUntil(() => room.state === 'idle', 'idle', { timeout: 10_000 });
/** As many others are connected. */
export const meets = (room: PeerixRoom | Peer, count: number): Promise<void> => waitUntil(
  () => [...room.remotes.values()].filter(({ state }) => state === 'connected').length === count, `meets ${count}`, { timeout: 10_000 },
);
export const until = (condition: () => unknown, what: string): Promise<void> =>
  waitUntil(async () => !!(await condition()), what, { timeout: 10_000, interval: 20 });

/** A moving picture. */
export function canvasStream(): MediaStream {
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width: 160, height: 120 });
  const context = canvas.getContext('2d')!;
  let frame = 0;
  const draw = () => {
    context.fillStyle = `hsl(${frame++ * 7} 60% 50%)`;
    context.fillRect(0, 0, 160, 120);
  };
  draw();
  const stream = canvas.captureStream(15);
  const timer = setInterval(() => (stream.active ? draw() : clearInterval(timer)), 66);
  return stream;
}

/** A sound track that is silent. */
export const soundTrack = (): MediaStreamTrack => new AudioContext().createMediaStreamDestination().stream.getAudioTracks()[0]!;

/** What is in the element's shadow tree, or in that of a tile in it. */
export const shadowAll = <E extends Element = HTMLElement>(host: Element, selector: string): E[] => {
  const own = [...host.shadowRoot!.querySelectorAll<E>(selector)];
  return own.length ? own : [...host.shadowRoot!.querySelectorAll('peerix-tile')].flatMap((tile) => [...tile.shadowRoot!.querySelectorAll<E>(selector)]);
};
export const shadow = <E extends Element = HTMLElement>(host: Element, selector: string): E | null => shadowAll<E>(host, selector)[0] ?? null;

/** Every event of that type from now on. */
export function record<E extends Event = CustomEvent>(target: EventTarget, type: string): E[] {
  const events: E[] = [];
  target.addEventListener(type, (event) => events.push(event as E));
  return events;
}

const stubs: (() => void)[] = [];
afterEach(() => stubs.splice(0).reverse().forEach((restore) => restore()));
/** Replaces a method until the test is over. */
export function stub<T extends object, K extends keyof T>(target: T, name: K, replacement: T[K]): void {
  const own = Object.getOwnPropertyDescriptor(target, name);
  Object.defineProperty(target, name, { configurable: true, writable: true, value: replacement });
  stubs.push(() => {
    if (own) Object.defineProperty(target, name, own);
    else delete target[name];
  });
}
