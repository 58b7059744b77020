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

  hasPath(a: number, b: number): boolean { return !this.#cut.has(key(a, b)); }
  cut(a: number, b: number): void {
    this.#cut.add(key(a, b));
    this.changed();
  }
  mend(a: number, b: number): void {
    this.#cut.delete(key(a, b));
    this.changed();
  }
  mendAll(): void {
    this.#cut.clear();
    this.changed();
  }

  /** A path came or went, or somebody crashed. */
  changed(): void { for (const wire of [...this.#wires]) wire.check(); }
}

function key(a: number, b: number): string { return a < b ? `${a}-${b}` : `${b}-${a}`; }
