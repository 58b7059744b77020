import { expect } from '@open-wc/testing';
import { MemoryDriver } from '../../../src/index.js';
import { Chaos, randomOf, type ChaosDriver, type ChaosOptions, type Sighting } from '../../support/chaos-driver.js';
import { until } from './rooms.js';

const TOPIC = 't.all';
const packet = (i: number) => Uint8Array.of(i >> 8, i & 255);
const numberOf = (bytes: Uint8Array) => bytes[0]! * 256 + bytes[1]!;

/** A clock that stands until all is due, in the order of the times. */
class ManualClock {
  readonly #waiting: { readonly callback: () => void; readonly ms: number }[] = [];
  setTimeout(callback: () => void, ms: number): void { this.#waiting.push({ callback, ms }); }
  get waits(): number[] { return this.#waiting.map(({ ms }) => ms); }
  run(): void { for (const { callback } of this.#waiting.splice(0).sort((a, b) => a.ms - b.ms)) callback(); }
}

interface Net { readonly chaos: Chaos; readonly clock: ManualClock; readonly driver: (name: string) => ChaosDriver }

function net(options: Partial<ChaosOptions> = {}): Net {
  const bus = crypto.randomUUID(), clock = new ManualClock(), chaos = new Chaos({ seed: 1, clock, ...options });
  return { chaos, clock, driver: (name) => chaos.over(new MemoryDriver(bus), name) };
}

async function listen(driver: ChaosDriver): Promise<number[]> {
  const heard: number[] = [];
  await driver.subscribe(TOPIC, (bytes) => heard.push(numberOf(bytes)));
  return heard;
}

/** Publishes numbered packets and lets them arrive. */
async function send(driver: ChaosDriver, count: number, clock: ManualClock, from = 0): Promise<void> {
  for (let i = from; i < from + count; i++) await driver.publish(TOPIC, packet(i));
  await Promise.resolve(); // MemoryDriver hands on in the next microtask
  clock.run();
}

const timesOf = (heard: readonly number[]) => heard.reduce((times, i) => times.set(i, (times.get(i) ?? 0) + 1), new Map<number, number>());
const share = (part: number, whole: number) => Math.round(100 * part / whole);
const ALL = Array.from({ length: 20 }, (_, i) => i);

describe('the chaos driver', () => {
  it('without options hands everything on, once, in order, unchanged', async () => {
    const { driver, clock } = net(), heard = await listen(driver('b'));
    await send(driver('a'), 20, clock);
    expect(heard).to.deep.equal(ALL);
    expect(clock.waits).to.deep.equal([]);
  });

  it('loses and repeats as often as it says, for each receiver on its own', async () => {
    const { driver, clock } = net({ drop: 0.3, duplicate: 0.3 }), count = 5000;
    const [one, other] = [await listen(driver('b')), await listen(driver('c'))];
    await send(driver('a'), count, clock);
    for (const heard of [one, other]) {
      const times = timesOf(heard), twice = [...times.values()].filter((n) => n === 2).length;
      expect(share(times.size, count), 'arrived, %').to.be.within(68, 72);
      expect(share(twice, times.size), 'twice, %').to.be.within(28, 32);
      expect([...times.values()].every((n) => n <= 2)).to.equal(true);
    }
    const lost = (heard: readonly number[]) => new Set(Array.from({ length: count }, (_, i) => i).filter((i) => !heard.includes(i)));
    const both = [...lost(one)].filter((i) => lost(other).has(i)).length;
    expect(share(both, count), 'lost for both, %').to.be.within(7, 11);
  });

  it('delays each copy by up to so much, so that packets overtake each other', async () => {
    const { chaos, driver, clock } = net({ delayMs: 300 }), heard = await listen(driver('b')), a = driver('a');
    for (const i of ALL) await a.publish(TOPIC, packet(i));
    await Promise.resolve();
    expect([heard.length, chaos.onTheWay]).to.deep.equal([0, ALL.length]);
    expect(Math.max(...clock.waits)).to.be.within(200, 300);
    expect(Math.min(...clock.waits)).to.be.within(0, 100);
    clock.run();
    expect(chaos.onTheWay).to.equal(0);
    expect(heard).not.to.deep.equal(ALL);
    expect(heard.toSorted((a, b) => a - b)).to.deep.equal(ALL);
  });

  it('does the same again for the same seed, another thing for another', async () => {
    const run = async (seed: number) => {
      const { driver, clock } = net({ seed, drop: 0.3, duplicate: 0.3, delayMs: 300 }), heard = await listen(driver('b'));
      await send(driver('a'), 100, clock);
      return heard;
    };
    expect(await run(7)).to.deep.equal(await run(7));
    expect(await run(7)).not.to.deep.equal(await run(8));
  });

  it('draws evenly for any seed', () => {
    for (let seed = 1; seed <= 50; seed++) {
      const random = randomOf(`${seed}/a`), draws = Array.from({ length: 1000 }, random);
      expect(draws.reduce((sum, x) => sum + x, 0) / draws.length, `seed ${seed}`).to.be.within(0.45, 0.55);
      expect(draws.every((x) => x >= 0 && x < 1)).to.equal(true);
    }
  });

  it('parts groups, both ways, until it is healed; the others hear everybody', async () => {
    const { chaos, driver, clock } = net(), [a, b, c, d] = ['a', 'b', 'c', 'd'].map(driver);
    const [byA, byB, byC, byD] = await Promise.all([a!, b!, c!, d!].map(listen));
    const heal = chaos.partition(['a', 'b'], ['c']);
    await send(a!, 1, clock, 1);
    await send(c!, 1, clock, 2);
    await send(d!, 1, clock, 3);
    expect([byA, byB, byC, byD]).to.deep.equal([[1, 3], [1, 3], [2, 3], [1, 2, 3]]);
    heal();
    await send(c!, 1, clock, 4);
    expect([byA!.at(-1), byB!.at(-1)]).to.deep.equal([4, 4]);
  });

  it('loses by rule, which shifts no other packet\'s fate', async () => {
    const run = async (isRuled: boolean) => {
      const { chaos, driver, clock } = net({ drop: 0.3 }), heard = await listen(driver('b'));
      if (isRuled) chaos.lose(({ bytes }) => numberOf(bytes) % 2 === 0);
      await send(driver('a'), 100, clock);
      return heard;
    };
    expect(await run(true)).to.deep.equal((await run(false)).filter((i) => i % 2 === 1));
  });

  it('in a blackout says so, publishes nothing, hears nothing, and subscribes afterwards', async () => {
    const { driver, clock } = net({ delayMs: 100 }), [a, b] = [driver('a'), driver('b')], told: string[] = [];
    for (const change of ['online', 'offline']) b.addEventListener(change, () => told.push(change));
    const heard = await listen(b);
    await a.publish(TOPIC, packet(1));
    await Promise.resolve();
    b.isDark = true;
    clock.run();
    await send(a, 1, clock, 2);
    expect([heard, b.online]).to.deep.equal([[], false]);
    const refusal = await b.publish(TOPIC, packet(3)).catch((error: Error) => error.message);
    expect(refusal).to.equal('blackout');
    let isSubscribed = false;
    const late = listen(b).then((inbox) => {
      isSubscribed = true;
      return inbox;
    });
    await send(a, 1, clock, 4);
    expect(isSubscribed).to.equal(false);
    b.isDark = false;
    const lateInbox = await late;
    await send(a, 1, clock, 5);
    expect([heard, lateInbox, b.online, told]).to.deep.equal([[5], [5], true, ['offline', 'online']]);
  });

  it('keeps to subscriptions: taken back, even in a blackout or with a packet on its way, is taken back', async () => {
    const { driver, clock } = net({ delayMs: 100 }), [a, b] = [driver('a'), driver('b')], heard: number[] = [];
    const handler = (bytes: Uint8Array) => { heard.push(numberOf(bytes)); };
    await b.subscribe(TOPIC, handler);
    await a.publish(TOPIC, packet(1));
    await Promise.resolve();
    await b.unsubscribe(TOPIC, handler);
    clock.run();
    b.isDark = true;
    const waiting = b.subscribe(TOPIC, handler);
    await b.unsubscribe(TOPIC, handler);
    b.isDark = false;
    await waiting;
    await send(a, 1, clock, 2);
    expect(heard).to.deep.equal([]);
  });

  it('shows what happens, and who sent it', async () => {
    const { chaos, driver, clock } = net(), seen: Sighting[] = [], [a, b] = [driver('a'), driver('b')];
    await listen(b);
    chaos.watch((sighting) => seen.push(sighting));
    await send(a, 1, clock);
    const heal = chaos.partition(['a'], ['b']);
    await send(a, 1, clock, 1);
    heal();
    a.isDark = true;
    await a.publish(TOPIC, packet(2)).catch((error: Error) => expect(error.message).to.equal('blackout'));
    expect(seen.map(({ what, from, to }) => [what, from, to])).to.deep.equal([
      ['sent', 'a', undefined], ['delivered', 'a', 'b'], ['sent', 'a', undefined], ['lost', 'a', 'b'], ['refused', 'a', undefined],
    ]);
  });

  it('passes on what the driver beneath says of itself', async () => {
    class Beneath extends MemoryDriver { say(online: boolean): void { this.report(online); } }
    const beneath = new Beneath(crypto.randomUUID()), driver = new Chaos({ seed: 1 }).over(beneath, 'a');
    beneath.say(false);
    driver.isDark = true;
    driver.isDark = false;
    expect(driver.online).to.equal(false);
    beneath.say(true);
    await until('it is online', () => driver.online);
  });
});
