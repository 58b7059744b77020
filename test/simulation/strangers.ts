import type { Bytes } from '../../src/drivers/driver.js';
import { toBase64url } from '../../src/signaling/bytes.js';
import { createIdentity, idOf, type Identity } from '../../src/signaling/identity.js';
import type { Frame } from '../../src/signaling/message.js';
import { buildFirst, buildJoin, openFrame, parsePacket } from '../../src/signaling/packet.js';
import { deriveRoomKey, inboxTopic, type RoomKey } from '../../src/signaling/room-key.js';
import { derivePairKeys, type PairKeys } from '../../src/signaling/seal.js';
import { SimDriver, type Publication } from './bus.js';
import { pick } from './random.js';
import { Tab } from './tab.js';
import type { World } from './world.js';

interface Target { readonly id: string; readonly idBytes: Bytes; readonly keys: PairKeys }

const FORGING_MS = 20_000;
const REMEMBERED = 200;
const QUERY: Frame = { e: 0, ae: 0, s: 1, a: 0, m: [] };
const ACTS = ['query', 'query', 'replay', 'hello', 'join'] as const;

/**
 * Somebody who holds the room's key without being one of its people: announces members that do not exist, replays joins,
 * asks everybody for its metadata, and never connects.
 */
export class Strangers {
  readonly #world: World;
  readonly #joins: Uint8Array[] = [];
  readonly #targets = new Map<string, Promise<Target>>();
  #tab: Tab | undefined;
  #driver: SimDriver | undefined;
  #room: Promise<RoomKey> | undefined;
  #me: Promise<Identity> | undefined;
  #e = 0;

  constructor(world: World) { this.#world = world; }

  plan(): void {
    const { burst, forge, intrude, faultEnd, spread } = this.#world.scenario, { random } = this.#world;
    if (!burst && !forge && !intrude) return;
    this.#begin();
    this.#world.clock.after(forge ? FORGING_MS : 0, () => this.#world.rest.stir(this.#world.clock.now));
    for (let i = 0; i < burst; i++) this.#at(random() * spread, () => this.#forge());
    for (let i = 0; i < forge; i++) this.#at(random() * FORGING_MS, () => this.#forge());
    for (let i = 0; i < intrude; i++) this.#at(random() * faultEnd, () => this.#act(pick(random, ACTS)!));
  }

  /** Everything on the bus, as its operator sees it. */
  overhear({ from, bytes }: Publication): void {
    if (!this.#tab || from === this.#driver) return;
    const packet = parsePacket(bytes, bytes[1] === 1 || bytes[1] === 4 ? 'all' : 'inbox');
    if (typeof packet === 'string') return;
    if (packet.kind === 'join' && this.#joins.push(bytes) > REMEMBERED) this.#joins.shift();
    if (packet.kind === 'join' || packet.kind === 'first') this.#acquaint(packet.pub);
  }

  #begin(): void {
    const tab = this.#tab = new Tab(this.#world.people.length, this.#world), { crypto } = tab.environment;
    this.#driver = new SimDriver(tab, this.#world.bus);
    this.#room = deriveRoomKey(crypto, 'room');
    this.#me = createIdentity(crypto);
    this.#run(this.#listen(this.#driver));
  }

  async #listen(driver: SimDriver): Promise<void> {
    const room = await this.#room!, me = await this.#me!;
    await driver.subscribe(inboxTopic(room, me.id), (bytes) => this.#run(this.#onPacket(bytes)));
  }

  async #forge(): Promise<void> {
    const { crypto } = this.#tab!.environment, room = await this.#room!, nobody = await createIdentity(crypto);
    this.#driver!.publish(room.allTopic, await buildJoin(crypto, room, nobody, { h: nobody.leaveHash }));
  }

  async #act(act: typeof ACTS[number]): Promise<void> {
    const target = await pick(this.#world.random, [...this.#targets.values()]), room = await this.#room!, me = await this.#me!;
    const { crypto } = this.#tab!.environment;
    this.#world.trace('INTRUDER', act, target?.id);
    switch (act) {
      case 'join': return this.#driver!.publish(room.allTopic, await buildJoin(crypto, room, me, { h: me.leaveHash }));
      case 'replay': return this.#replay(room);
      case 'query': return target && this.#send(target, QUERY);
      case 'hello': return target && this.#send(target, {
        e: ++this.#e, ae: 0, s: 1, a: 0, m: [{ t: 'hello', meta: { name: 'a stranger', kind: 'bad' }, h: toBase64url(me.leaveHash) }],
      });
    }
  }

  #replay(room: RoomKey): void {
    for (const join of this.#joins) if (this.#world.random() < 0.3) this.#driver!.publish(room.allTopic, join.slice());
  }

  async #send({ id, idBytes, keys }: Target, frame: Frame): Promise<void> {
    const room = await this.#room!, me = await this.#me!;
    this.#driver!.publish(inboxTopic(room, id), await buildFirst(this.#tab!.environment.crypto, room, me, keys, idBytes, frame));
  }

  // Opening it is what counts: the wiretap sees the rest.
  async #onPacket(bytes: Uint8Array): Promise<void> {
    const packet = parsePacket(bytes, 'inbox');
    if (typeof packet === 'string' || (packet.kind !== 'first' && packet.kind !== 'mail')) return;
    const from = packet.kind === 'mail' ? packet.from : toBase64url(await idOf(this.#tab!.environment.crypto, packet.pub));
    const target = await this.#targets.get(from);
    if (target) await openFrame(this.#tab!.environment.crypto, target.keys, packet);
  }

  #acquaint(pub: Bytes): void { this.#run(this.#remember(pub)); }

  async #remember(pub: Bytes): Promise<void> {
    const { crypto } = this.#tab!.environment, idBytes = await idOf(crypto, pub), id = toBase64url(idBytes);
    if (this.#targets.has(id)) return;
    const keys = Promise.all([this.#room!, this.#me!]).then(([room, me]) => derivePairKeys(crypto, room, me, pub));
    this.#targets.set(id, keys.then((derived) => ({ id, idBytes, keys: derived })));
  }

  #at(ms: number, act: () => Promise<void>): void { this.#world.clock.after(ms, () => this.#run(act())); }
  #run(work: Promise<void>): void { work.catch((error: unknown) => this.#world.illegal(`a stranger failed: ${error}`)); }
}
