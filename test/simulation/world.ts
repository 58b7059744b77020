import type { Peer } from '../../src/index.js';
import { Bus } from './bus.js';
import { Clock } from './clock.js';
import type { Wiretap } from './crypto/subtle.js';
import { FAULTS } from './faults.js';
import { Figures } from './figures.js';
import { Leaks } from './leaks.js';
import { Network } from './network/network.js';
import { areAllMet } from './outcome.js';
import { Person } from './person.js';
import { pick, seeded, type Random } from './random.js';
import { Rest } from './rest.js';
import { isFaulty, settlesAt, type Scenario } from './scenario.js';
import { Strangers } from './strangers.js';
import type { Tab, TabPlace } from './tab.js';
import type { WatchHost } from './watch.js';

/** Unproved connections (protocol §4): so many at once, and those of people who are real but not yet introduced. */
const MAX_UNPROVED = 32;
const SLOW_CRYPTO = 0.25;
const MAX_FAULT_MS = 25_000;
/** At the end nobody says anything, so that what was said can arrive. */
const SILENT_MS = 65_000;
const ROOMS = ['room', 'room', 'other'];

/** Everything that one run consists of. */
export class World implements TabPlace {
  readonly clock = new Clock();
  readonly random: Random;
  readonly scenario: Scenario;
  /** Slow in some runs: it finds other interleavings, and costs many events. */
  readonly cryptoMs: number;
  /** Everybody leaves. */
  readonly stop: number;
  readonly network: Network;
  readonly bus: Bus;
  readonly people: readonly Person[];
  readonly rest = new Rest((driver) => this.people.find((person) => person.driver === driver)?.links ?? 0);
  readonly leaks: Leaks;
  readonly strangers: Strangers;
  /** Crashed ones: nothing happens there any more. */
  readonly buried: Peer[] = [];
  readonly illegals: string[] = [];
  readonly figures = new Figures(() => this.clock.now);
  /** Messages of everybody's chat. */
  readonly arrived = new Set<string>();
  /** Ids of those who said goodbye. */
  readonly gone = new Set<string>();
  /** Nobody joins any more. */
  isOver = false;
  overLoad = 0;
  brokenHandlers = 0;
  /** How long it took until everybody had met. */
  metAfter: number | undefined;
  /** Lines, when wanted. */
  readonly log: string[] | undefined;

  constructor(seed: number, scenario: Scenario, log?: string[]) {
    this.scenario = scenario;
    this.log = log;
    this.random = seeded(seed * 7919 + 13);
    this.cryptoMs = this.random() < SLOW_CRYPTO ? scenario.cryptoMs : 0;
    this.stop = scenario.early ? scenario.stop * this.random() : scenario.stop;
    this.network = new Network(this.clock, this.random);
    this.network.loss = scenario.loss;
    this.bus = new Bus(this.clock, this.random, scenario);
    this.people = Array.from({ length: scenario.n }, (_, host) => new Person(host, this, {
      isGood: host >= scenario.bad, verifies: this.random() < scenario.verify && host >= scenario.bad,
    }));
    this.strangers = new Strangers(this);
    this.leaks = new Leaks(this.#leaksHost());
    this.bus.onPublished = (publication) => this.#onPublished(publication);
    this.network.onConnection = (tab) => this.#onConnection(tab);
    if (log) this.network.trace = (tab, ...what) => this.trace(`h${tab.host}`, ...what);
  }

  get isFaulty(): boolean { return isFaulty(this.scenario); }
  watching(host: number): Omit<WatchHost, 'illegal' | 'trace' | 'refuses'> {
    const { clock } = this;
    return {
      maxPeers: this.scenario.maxPeers,
      isFaulty: this.isFaulty,
      heals: this.scenario.heals,
      now: () => clock.now,
      hasLeft: (id) => this.gone.has(id),
      onConnected: () => this.#onConnected(),
      onRecovered: ({ id }, since) => {
        const other = this.people.find((person) => person.id === id);
        if (other) this.trace('BACK', `h${host}`, other.name, 'after', this.figures.recovered(host, other.host, since).toFixed(0));
      },
    };
  }

  wiretap = (tab: Tab): Wiretap => {
    const person = this.people[tab.host];
    return person ? this.leaks.tap(person) : { onSealed() {}, onOpened: (key, plaintext) => this.leaks.onOverheard(key, plaintext) };
  };

  illegal(what: string): void { this.illegals.push(what); }
  trace(...what: unknown[]): void { this.log?.push(`${this.clock.now.toFixed(0).padStart(7)} ${what.join(' ')}`); }

  onLog(person: Person, entry: { readonly event: string }): void {
    this.trace(person.name, 'LOG', JSON.stringify(entry));
    if (entry.event === 'handler-failed') this.brokenHandlers++;
  }

  /** What is to happen, at its times. */
  plan(): void {
    const { spread, faults, faultEnd, kinds, publish, transfers, splitFor, deafFor, becomesGood, wishes, wander } = this.scenario;
    for (const person of this.people) this.clock.after(this.random() * spread, () => person.join());
    this.clock.after(settlesAt(this.scenario), () => {
      this.rest.stir(this.clock.now);
      this.#noteIfMet();
    });
    for (let i = 0; i < faults; i++) this.#planFault(kinds, faultEnd);
    for (let i = 0; i < publish; i++) this.clock.after(1000 + this.random() * (faultEnd - 1000), () => this.#anybody.sharing?.change());
    for (let i = 0; i < transfers; i++) this.clock.after(1000 + this.random() * (faultEnd - 1000), () => this.#give(this.#anybody));
    for (let i = 0; i < wishes; i++) this.clock.after(1000 + this.random() * (faultEnd - 1000), () => this.#wish(this.#anybody));
    for (let i = 0; i < wander; i++) this.clock.after(this.random() * faultEnd, () => this.#wander(this.#anybody));
    for (const person of this.people) this.#chat(person);
    if (splitFor) this.#apart((from, to) => from % 2 !== to % 2, splitFor);
    if (deafFor) this.#planDeafness(deafFor);
    if (becomesGood) this.clock.after(becomesGood, () => this.people.find(({ isGood }) => !isGood)?.becomeGood());
    if (faultEnd) this.clock.after(faultEnd, () => this.#clear());
    this.strangers.plan();
  }

  #give(person: Person): void { person.tab?.hear(() => person.handing?.give()); }
  #wish(person: Person): void { if (this.random() < 0.3) person.changeMood(); else person.wishes?.change(); }

  #wander(person: Person): void {
    for (let acts = 1 + Math.floor(this.random() * 3); acts > 0; acts--) {
      const dice = this.random();
      if (dice < 0.45) person.ask(pick(this.random, ROOMS)!);
      else if (dice < 0.8) person.leave();
      else person.sharing?.change();
    }
  }

  #chat(person: Person): void {
    const { chat } = this.scenario, end = this.stop - SILENT_MS;
    const say = () => {
      person.tab?.hear(() => person.chat?.say());
      const wait = this.random() * 2000 / chat;
      if (this.clock.now + wait < end) this.clock.after(wait, say);
    };
    if (chat > 0) this.clock.after(0, say);
    if (chat > 0) this.clock.after(end, () => person.tab?.hear(() => person.chat?.say('ordered')));
  }

  #planFault(kinds: Scenario['kinds'], faultEnd: number): void {
    const at = 500 + this.random() * (faultEnd - 1500), kind = pick(this.random, kinds);
    const ms = Math.min(200 + this.random() ** 2 * MAX_FAULT_MS, faultEnd - at), one = this.#anybody, other = this.#anybody;
    if (!kind) return;
    this.clock.after(at, () => {
      this.trace('FAULT', kind, one.name);
      FAULTS[kind](this, one, other, ms);
    });
  }

  #planDeafness(ms: number): void {
    const deaf = new Set<string>();
    for (const { host: a } of this.people) for (const { host: b } of this.people) if (a < b && this.random() < 0.5) deaf.add(`${a}-${b}`);
    this.#apart((from, to) => deaf.has(`${Math.min(from, to)}-${Math.max(from, to)}`), ms);
  }

  #apart(areApart: (from: number, to: number) => boolean, ms: number): void {
    this.bus.hears = (from, to) => !areApart(from, to);
    this.clock.after(ms, () => { this.bus.hears = () => true; });
  }

  /** The weather clears: everybody is there, and everything gets through. */
  #clear(): void {
    this.trace('CLEARS');
    this.network.mendAll();
    this.figures.clearedAll();
    this.bus.weather = { ...this.scenario, drop: 0, dup: 0 };
    for (const person of this.people) {
      person.tab?.thaw();
      person.comeBack();
      if (!this.scenario.wander) person.join();
    }
  }

  get #anybody(): Person { return pick(this.random, this.people)!; }

  #onPublished(publication: Parameters<Bus['onPublished']>[0]): void {
    const person = this.people[publication.from.tab.host];
    this.trace(person?.name, 'sends', ['', 'join', 'first', 'mail', 'leave'][publication.bytes[1] ?? 0], publication.topic.split('.')[1]);
    if (person?.isGood) this.rest.onPublished(publication);
    this.strangers.overhear(publication);
  }

  #onConnection(tab: Tab): void {
    const shown = this.people[tab.host]?.remotes.length ?? 0;
    if (tab.connections.size - shown > MAX_UNPROVED + this.scenario.n) this.overLoad++;
  }

  #onConnected(): void {
    this.rest.stir(this.clock.now);
    this.#noteIfMet();
  }

  #noteIfMet(): void {
    const settled = settlesAt(this.scenario);
    if (this.metAfter === undefined && this.clock.now >= settled && areAllMet(this)) this.metAfter = this.clock.now - settled;
  }

  #leaksHost(): ConstructorParameters<typeof Leaks>[0] {
    const { clock, people } = this;
    return {
      get now() { return clock.now; },
      people,
      isTracing: this.log !== undefined,
      announcedAt: ({ driver }) => (driver ? this.rest.lastAnnouncement(driver) : -Infinity),
      trace: (...what) => this.trace(...what),
    };
  }
}
