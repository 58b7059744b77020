import { expect } from '@open-wc/testing';
import { Clock } from './clock.js';
import { fakes } from './flood.js';
import { forge } from './forgery.js';
import { Intruder } from './intruder.js';
import { Call, Member } from './members.js';
import { isOf, Relay } from './relay.js';
import { below, seeded } from './seed.js';

const PAIRS = 40;

const joins = (relay: Relay, { driver }: Member): number => relay.publishedBy(driver).filter(isOf('join')).length;

/** Before the first join that somebody publishes arrives, one in its name does, and before and after that the leave to it. */
async function lyingInWait(relay: Relay): Promise<void> {
  const intruder = await Intruder.at(relay), heard = new Set<string>();
  relay.pass = (packet) => {
    const pub = String(packet.bytes.slice(2, 67));
    if (!isOf('join')(packet) || heard.has(pub)) return [packet];
    heard.add(pub);
    void forge(intruder, packet).then(({ join, leave }) => relay.inject(leave, join, leave, packet));
    return [];
  };
}

describe('a join and its leave, both made up', function () {
  this.timeout(30_000);

  for (const options of [{}, { verify: () => true }]) it(`lock nobody out${'verify' in options ? ' of a room with verify' : ''}`, async () => {
    const relay = new Relay();
    await lyingInWait(relay);
    const a = await Member.enter(relay, options), call = await Call.of(a, await Member.enter(relay, options));
    await call.isUntouched();
    expect(call.members.map(({ errors }) => errors)).to.deep.equal([[], []]);
  });

  it('stir nobody who is alone to announce itself', seeded(async (random) => {
    const relay = new Relay(), clock = new Clock(), a = await Member.enter(relay, { environment: clock.environment });
    await clock.pass(15_000);
    const crowd = await fakes(relay, PAIRS), before = joins(relay, a), begin = clock.environment.now();
    for (const fake of crowd) {
      await fake.join();
      await clock.pass(below(50, random));
      fake.leave();
      await clock.pass(50);
    }
    const seconds = (clock.environment.now() - begin) / 1000;
    expect(joins(relay, a) - before).to.be.at.most(1 + Math.ceil(seconds / 1.6));
    expect(a.eventNames.filter((name) => name !== 'state')).to.deep.equal([]);
  }));
});
