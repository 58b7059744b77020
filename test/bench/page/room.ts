import { type DriverLike, MemoryDriver, Peer } from '../../../src/index.js';
import { Countdown } from './waiting.js';

let rooms = 0;

/** Members of one new room, each with a driver of its own. */
export class Room {
  readonly peers: readonly Peer[];
  /** Everybody is connected to everybody: when. Rejects with the first error of any member. */
  readonly connected: Promise<number>;
  readonly #name = `bench-${++rooms}`;

  constructor(size: number, timeoutMs: number, wrap: (driver: DriverLike) => DriverLike = (driver) => driver) {
    const links = new Countdown(size * (size - 1), 'connections', timeoutMs);
    this.connected = links.done;
    this.peers = Array.from({ length: size }, () => new Peer({ driver: wrap(new MemoryDriver(this.#name)) }));
    for (const peer of this.peers) {
      peer.on('connection:connected', () => links.signal());
      peer.on('error', ({ error }) => links.fail(error));
    }
  }

  /** Those from `first` up to `last`, at once; without them everybody. */
  async join(first = 0, last = this.peers.length): Promise<void> {
    await Promise.all(this.peers.slice(first, last).map((peer) => peer.join({ room: this.#name })));
  }

  async leave(): Promise<void> {
    await Promise.all(this.peers.map((peer) => peer.leave()));
  }
}
