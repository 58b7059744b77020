import type { Clock } from '../clock.js';
import type { Random } from '../random.js';
import type { Tab } from '../tab.js';
import type { SimConnection } from './connection.js';
import type { Wire } from './wire.js';

/** Between browsers: who reaches whom, and which connection an ICE user name fragment belongs to. */
export class Network {
  readonly clock: Clock;
  readonly random: Random;
  readonly #cut = new Set<string>();
  readonly #byUfrag = new Map<string, SimConnection>();
  readonly #wires = new Set<Wire>();
  #serial = 0;
  /** How many RTCPeerConnections were ever made. */
  connections = 0;
  /** Chance that a packet between two browsers gets lost. */
  loss = 0;
  onConnection: (tab: Tab) => void = () => {};
  trace: (tab: Tab, ...what: unknown[]) => void = () => {};

  constructor(clock: Clock, random: Random) {
    this.clock = clock;
    this.random = random;
  }

  connectionMade(tab: Tab): void {
    this.connections++;
    this.onConnection(tab);
  }

  nextSerial(): number { return ++this.#serial; }
  announce(ufrag: string, connection: SimConnection): void { this.#byUfrag.set(ufrag, connection); }
  find(ufrag: string | undefined): SimConnection | undefined { return ufrag === undefined ? undefined : this.#byUfrag.get(ufrag); }

  add(wire: Wire): void { this.#wires.add(wire); }
  remove(wire: Wire): void { this.#wires.delete(wire); }

  /** What the first sends arrives at the second. */
  reaches(from: number, to: number): boolean { return !this.#cut.has(key(from, to)); }
  cut(a: number, b: number): void {
    this.#cut.add(key(a, b)).add(key(b, a));
    this.changed();
  }
  cutOneWay(from: number, to: number): void {
    this.#cut.add(key(from, to));
    this.changed();
  }
  mend(a: number, b: number): void {
    for (const way of [key(a, b), key(b, a)]) this.#cut.delete(way);
    this.changed();
  }
  mendAll(): void {
    this.#cut.clear();
    this.changed();
  }

  /** A path came or went, or somebody crashed. */
  changed(): void { for (const wire of [...this.#wires]) wire.check(); }

  /** The association between two breaks, as after too many retransmissions: its channels close, the path stays. */
  abort(a: number, b: number): void {
    for (const wire of [...this.#wires]) if (wire.isBetween(a, b)) wire.abort();
  }
}

function key(from: number, to: number): string { return `${from}-${to}`; }
