import { Driver, type Bytes, type DriverHandler } from '../../src/drivers/driver.js';
import { REDIAL, type AbleDriver } from '../../src/drivers/abilities.js';
import { Handlers } from '../../src/drivers/handlers.js';
import type { Clock } from './clock.js';
import type { Random } from './random.js';
import type { Tab } from './tab.js';

export interface Weather {
  /** Chances. */
  readonly drop: number;
  readonly dup: number;
  /** A copy takes up to so many ms more than the least, and so overtakes others. */
  readonly delay: number;
}

/** What left a member for the signaling server. */
export interface Publication { readonly from: SimDriver; readonly topic: string; readonly bytes: Uint8Array; readonly at: number }

const LEAST_DELAY_MS = 3;
const RESUBSCRIBED_MS = 20;

/** A signaling server that loses, repeats, delays and reorders, and cannot reach everybody all the time. */
export class Bus {
  weather: Weather;
  /** Whether packets of one host reach another. */
  hears: (from: number, to: number) => boolean = () => true;
  onPublished: (publication: Publication) => void = () => {};
  readonly clock: Clock;
  readonly #random: Random;
  readonly #drivers = new Set<SimDriver>();

  constructor(clock: Clock, random: Random, weather: Weather) {
    this.clock = clock;
    this.#random = random;
    this.weather = weather;
  }

  connect(driver: SimDriver): void { this.#drivers.add(driver); }
  disconnect(driver: SimDriver): void { this.#drivers.delete(driver); }

  publish(from: SimDriver, topic: string, bytes: Uint8Array): void {
    this.onPublished({ from, topic, bytes, at: this.clock.now });
    for (const to of this.#drivers) {
      if (to === from || !to.listensTo(topic) || !this.hears(from.tab.host, to.tab.host)) continue;
      for (let copies = this.#copies(); copies > 0; copies--) this.#carry(to, topic, bytes.slice());
    }
  }

  #copies(): number {
    if (this.#random() < this.weather.drop) return 0;
    return this.#random() < this.weather.dup ? 2 : 1;
  }

  #carry(to: SimDriver, topic: string, bytes: Uint8Array): void {
    to.tab.after(LEAST_DELAY_MS + this.#random() * this.weather.delay, () => to.receive(topic, bytes));
  }
}

/** One tab's way to the bus. */
export class SimDriver extends Driver implements Pick<AbleDriver, typeof REDIAL> {
  readonly tab: Tab;
  readonly #bus: Bus;
  readonly #handlers = new Handlers();
  readonly #listeners = new Set<unknown>();
  /** The server came back at that time, as far as this driver says. */
  returnedAt = -Infinity;
  /** How often it was told to dial at once. */
  redials = 0;
  #waiting: (() => void)[] = [];

  constructor(tab: Tab, bus: Bus) {
    super();
    this.tab = tab;
    this.#bus = bus;
  }

  /** What the engine has not given back. */
  get handlers(): number { return this.#handlers.topics.length + this.#listeners.size; }
  listensTo(topic: string): boolean { return this.#handlers.hasTopic(topic); }

  subscribe(topic: string, handler: DriverHandler): Promise<void> {
    this.#handlers.add(topic, handler);
    this.#bus.connect(this);
    return this.online ? Promise.resolve() : new Promise((resolve) => { this.#waiting.push(resolve); });
  }

  unsubscribe(topic: string, handler: DriverHandler): void {
    this.#handlers.delete(topic, handler);
    if (this.#handlers.isEmpty) this.#bus.disconnect(this);
  }

  publish(topic: string, bytes: Bytes): void { if (this.online && !this.tab.isDead) this.#bus.publish(this, topic, bytes); }
  receive(topic: string, bytes: Uint8Array): void { if (this.online) this.#handlers.post(topic, bytes); }

  override addEventListener(type: string, listener: EventListenerOrEventListenerObject | null): void {
    this.#listeners.add(listener);
    super.addEventListener(type, listener);
  }

  override removeEventListener(type: string, listener: EventListenerOrEventListenerObject | null): void {
    this.#listeners.delete(listener);
    super.removeEventListener(type, listener);
  }

  override dispatchEvent(event: Event): boolean {
    if (event.type === 'online') this.returnedAt = this.#bus.clock.now;
    return super.dispatchEvent(event);
  }

  [REDIAL](): void {
    this.redials++;
    this.tab.network.trace(this.tab, 'REDIALS');
  }

  goOffline(): void { this.report(false, new Error('the server is away')); }

  /** One return of a server shows as several (facts.md). */
  comeBack(): void {
    if (this.online) return;
    this.tab.after(RESUBSCRIBED_MS, () => {
      this.report(true);
      for (const resolve of this.#waiting.splice(0)) resolve();
      for (const ms of [1, 5]) this.tab.after(ms, () => { if (this.online) this.dispatchEvent(new Event('online')); });
    });
  }
}
