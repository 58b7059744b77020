import { Peer, type Applicant, type PeerOptions, type Remote } from '../../src/index.js';
import { SimDriver } from './bus.js';
import { Chat } from './chat.js';
import { Handing } from './handing.js';
import type { SimConnection } from './network/connection.js';
import { pick } from './random.js';
import { Sharing } from './sharing.js';
import { Tab } from './tab.js';
import { Watch } from './watch.js';
import { Wishes } from './wishes.js';
import type { World } from './world.js';

interface Card { readonly name: string; readonly kind: 'good' | 'bad'; readonly canary: string; readonly mood: number }
interface Page {
  readonly tab: Tab;
  readonly driver: SimDriver;
  readonly peer: Peer;
  readonly watch: Watch;
  readonly sharing: Sharing;
  readonly wishes: Wishes;
  readonly chat: Chat | undefined;
  readonly handing: Handing | undefined;
}

/** Somebody with a browser: comes, leaves, comes back, sometimes after a crash. */
export class Person {
  readonly host: number;
  readonly verifies: boolean;
  readonly #world: World;
  #isGood: boolean;
  #isOffline = false;
  #mood = 0;
  /** Where it was last told to be, and how often it was told to leave. */
  #wanted: string | undefined;
  #leaves = 0;
  #page: Page | undefined;

  constructor(host: number, world: World, character: { isGood: boolean; verifies: boolean }) {
    this.host = host;
    this.#world = world;
    this.#isGood = character.isGood;
    this.verifies = character.verifies;
  }

  get isGood(): boolean { return this.#isGood; }
  get name(): string { return `h${this.host}`; }
  /** What only its metadata says. */
  get canary(): string { return `canary-of-${this.name}-`; }
  get tab(): Tab | undefined { return this.#page?.tab; }
  get driver(): SimDriver | undefined { return this.#page?.driver; }
  get watch(): Watch | undefined { return this.#page?.watch; }
  get sharing(): Sharing | undefined { return this.#page?.sharing; }
  get wishes(): Wishes | undefined { return this.#page?.wishes; }
  get chat(): Chat | undefined { return this.#page?.chat; }
  get handing(): Handing | undefined { return this.#page?.handing; }
  get peer(): Peer | undefined { return this.#page?.peer; }
  /** In the room, or on the way there. */
  get isPresent(): boolean { return this.#page !== undefined && (this.#page.peer.state === 'joined' || this.#page.peer.state === 'joining'); }
  get id(): string | undefined { return this.isPresent ? this.peer?.id : undefined; }
  get links(): number { return this.watch?.links ?? 0; }
  /** Those that the application is shown. */
  get remotes(): readonly Remote[] { return [...this.peer?.remotes.values() ?? []]; }

  /** How it sees the other. */
  sees(other: Person): Remote | undefined { return other.id === undefined ? undefined : this.peer?.remotes.get(other.id); }
  connectionTo(other: Person): SimConnection | undefined {
    const remote = this.sees(other);
    return remote?.state === 'connected' ? remote.connection as unknown as SimConnection : undefined;
  }

  accepts(other: Person): boolean { return !this.verifies || other.isGood; }

  join(): void { if (!this.isPresent) this.ask('room'); }

  /** Joins, wherever it is: what is no way to do so must fail. */
  ask(room: string): void {
    if (this.#world.isOver) return;
    const { peer } = this.#page ??= this.#openPage(), before = this.#wanted, leaves = this.#leaves;
    this.#world.trace(this.name, 'JOINS', room);
    if (before === undefined) this.#wanted = room;
    peer.join({ room, metadata: this.#card }).then(
      () => this.#onJoined(peer, room),
      ({ code }: { code?: string }) => {
        const isExpected = code === 'ABORTED' ? this.#leaves > leaves : code === 'ALREADY_JOINED' && before !== undefined && before !== room;
        if (!isExpected) this.#world.illegal(`${this.name}: join failed: ${code}`);
      },
    );
  }

  /** How it is not where it was told to be. */
  get astray(): string | undefined {
    const { room, state = 'idle' } = this.peer ?? {}, should = this.#wanted === undefined ? 'idle' : 'joined';
    return room === this.#wanted && state === should ? undefined : `${this.name} is ${state} in ${room}, and should be ${should} in ${this.#wanted}`;
  }

  get room(): string | undefined { return this.peer?.room; }

  #onJoined(peer: Peer, room: string): void {
    this.#world.trace(this.name, 'JOINED', peer.id);
    if (this.peer === peer && peer.room !== room && this.#wanted === room) this.#world.illegal(`${this.name}: joined ${peer.room}, not ${room}`);
  }

  leave(): void {
    if (!this.#page) return;
    this.#world.trace(this.name, 'LEAVES', this.id);
    if (this.id !== undefined) this.#world.gone.add(this.id);
    this.#wanted = undefined;
    this.#leaves++;
    this.#page.peer.leave().catch((error: unknown) => this.#world.illegal(`leave failed: ${error}`));
  }

  crash(): void {
    if (!this.#page) return;
    this.#world.trace(this.name, 'CRASHES', this.id);
    this.#world.buried.push(this.#page.peer);
    this.#wanted = undefined;
    this.#page.tab.crash();
    this.#page = undefined;
    this.#world.network.changed();
  }

  goOffline(): void {
    this.#isOffline = true;
    this.driver?.goOffline();
  }

  comeBack(): void {
    this.#isOffline = false;
    this.driver?.comeBack();
  }

  becomeGood(): void {
    this.#isGood = true;
    this.#sayWhoIAm();
  }

  changeMood(): void {
    this.#mood++;
    this.#sayWhoIAm();
  }

  /** What another should see of it. */
  looksLike(metadata: unknown): boolean { return JSON.stringify(metadata) === JSON.stringify(this.#card); }

  get #card(): Card { return { name: this.name, kind: this.#isGood ? 'good' : 'bad', canary: this.canary, mood: this.#mood }; }

  #sayWhoIAm(): void { this.peer?.setMetadata(this.#card).catch((error: unknown) => this.#world.illegal(`setMetadata failed: ${error}`)); }

  #openPage(): Page {
    const world = this.#world, tab = new Tab(this.host, world), driver = new SimDriver(tab, world.bus);
    if (this.#isOffline) driver.goOffline();
    const peer = new Peer(this.#options(tab, driver), tab.environment);
    const trace = (...what: unknown[]) => world.trace(this.name, ...what);
    const illegal = (what: string) => world.illegal(`${this.name}: ${what}`);
    const watch = new Watch(peer, { ...world.watching(this.host), illegal, trace, refuses: (remote) => this.#refuses(remote) });
    const chat = world.scenario.chat > 0 ? new Chat(peer, { arrived: world.arrived, random: world.random, illegal }) : undefined;
    const after = (ms: number, run: () => void) => void tab.after(ms, run);
    const handing = world.scenario.transfers > 0 ? new Handing(peer, { arrived: world.arrived, random: world.random, after, illegal }) : undefined;
    const throttleMs = pick(world.random, world.scenario.throttles) ?? 0;
    world.clock.after(world.scenario.throttledFrom, () => { tab.throttleMs = throttleMs; });
    return { tab, driver, peer, watch, sharing: new Sharing(peer, world.random), wishes: new Wishes(peer, this.name, world.random), chat, handing };
  }

  #options(tab: Tab, driver: SimDriver): PeerOptions {
    const { maxPeers, reconnectS } = this.#world.scenario, judged = new Set<string>();
    return {
      driver,
      log: (entry) => this.#world.onLog(this, entry),
      ...(reconnectS.length && { reconnectTimeout: pick(this.#world.random, reconnectS)! }),
      ...(maxPeers < Infinity && { maxPeers: maxPeers + 1 }),
      ...(this.verifies && { verify: (applicant) => this.#judge(applicant, judged, tab) }),
    };
  }

  #refuses({ metadata }: Remote): boolean { return this.verifies && !isGood(metadata); }

  #judge({ id, metadata }: Applicant, judged: Set<string>, tab: Tab): Promise<boolean> {
    const question = `${this.id} ${id} ${JSON.stringify(metadata)}`;
    if (judged.has(question)) this.#world.illegal(`${this.name}: asked twice whether it admits ${id}`);
    judged.add(question);
    return new Promise((resolve) => {
      tab.after(tab.random() * this.#world.scenario.verifyMs, () => resolve(isGood(metadata)));
    });
  }
}

function isGood(metadata: Partial<Card>): boolean { return metadata.kind === 'good'; }
