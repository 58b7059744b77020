import { expect } from '@open-wc/testing';
import { MemoryDriver, NatsDriver } from '../../../src/index.js';
import { platform, type Environment } from '../../../src/environment.js';
import { Chaos } from '../../support/chaos-driver.js';
import { NatsServer } from '../../support/nats.js';
import { expectMetOnce, isJoin, joinAll, member, sentFromNow, until, untilMet, untilQuiet, type Member } from './rooms.js';

/** Reconnects of one recovery come in flurries; what they stir up is done once, within this. */
const COALESCED_MS = 250;
/** Timers and seals on a busy machine. */
const SLACK_MS = 600;
/** Draws every wait between resends as long as it may be: from the second on 1 s or more. */
const SLOWLY: Environment = Object.create(platform, { random: { value: () => 0.99 } });

describe('the signaling server comes back', function () {
  this.timeout(60_000);

  const two = (chaos: Chaos, environment = platform): [Member, Member] => {
    const bus = crypto.randomUUID();
    return [member(chaos, 'ann', new MemoryDriver(bus), {}, environment), member(chaos, 'bob', new MemoryDriver(bus))];
  };

  it('and a member in a call says one join, however often its driver says that it is back', async () => {
    const chaos = new Chaos({ seed: 1 }), members = two(chaos), [ann] = members;
    await joinAll(members);
    await untilMet(members);
    await untilQuiet(chaos);
    const sent = sentFromNow(chaos);
    for (let i = 0; i < 20; i++) {
      ann.driver.isDark = true;
      await Promise.resolve();
      ann.driver.isDark = false;
    }
    await until('it says a join', () => sent.length > 0, COALESCED_MS + SLACK_MS);
    await untilQuiet(chaos);
    expect(sent.map((packet) => [packet.from, isJoin(packet)])).to.deep.equal([['ann', true]]);
    expectMetOnce(members);
  });

  it('and what got lost meanwhile is sent again at once, not when its turn would come', async () => {
    const chaos = new Chaos({ seed: 2 }), members = two(chaos, SLOWLY), [ann, bob] = members;
    await ann.peer.join({ room: 'room' });
    // Ann hears Bob's join, and from then on nobody hears her, nor she Bob, whose repeats would make her answer.
    let heal: (() => void) | undefined;
    chaos.watch(({ what, from, to, bytes }) => {
      if (what !== 'delivered' || from !== 'bob' || to !== 'ann' || !isJoin({ bytes }) || heal) return;
      ann.driver.isDark = true;
      heal = chaos.lose((packet) => packet.from === 'bob');
    });
    await bob.peer.join({ room: 'room' });
    // The next resend would be due in a second.
    await until('Ann tries in vain', () => (ann.peer.counters['resent'] ?? 0) >= 3);
    const sent = sentFromNow(chaos);
    ann.driver.isDark = false;
    await until('it is sent again', () => sent.some((packet) => packet.from === 'ann' && !isJoin(packet)), COALESCED_MS + SLACK_MS);
    heal?.();
    await untilMet(members);
  });

  it('and who joined while it was away is there then', async () => {
    const chaos = new Chaos({ seed: 3 }), members = two(chaos), [ann, bob] = members;
    await bob.peer.join({ room: 'room' });
    ann.driver.isDark = true;
    const joining = ann.peer.join({ room: 'room' });
    await until('it is joining', () => ann.peer.state === 'joining');
    ann.driver.isDark = false;
    await joining;
    await untilMet(members);
    await untilQuiet(chaos);
    expectMetOnce(members);
  });

  it('after a crash of a real nats-server: calls went on, each says one join, and newcomers are heard again', async () => {
    const server = await NatsServer.start(), chaos = new Chaos({ seed: 4 });
    const [ann, bob, cat, dan] = ['ann', 'bob', 'cat', 'dan'].map((name) => member(chaos, name, new NatsDriver({ servers: server.url }))) as [Member, Member, Member, Member];
    await joinAll([ann, bob]);
    await untilMet([ann, bob]);
    await untilQuiet(chaos);
    const crash = async () => {
      await server.kill();
      await until('it is noticed', () => !ann.driver.online && !bob.driver.online);
    };
    await crash();
    expect((await ann.peer.send('still here')).ok).to.equal(true);
    const sent = sentFromNow(chaos);
    await server.restart();
    await until('each has said something', () => new Set(sent.map(({ from }) => from)).size === 2);
    await untilQuiet(chaos);
    expect(sent.map((packet) => [packet.from, isJoin(packet)]).toSorted()).to.deep.equal([['ann', true], ['bob', true]]);
    await cat.peer.join({ room: 'room' });
    await untilMet([ann, bob, cat]);
    await crash();
    const joining = dan.peer.join({ room: 'room' });
    await until('it is joining', () => dan.peer.state === 'joining');
    await server.restart();
    await joining;
    await untilMet([ann, bob, cat, dan]);
    await untilQuiet(chaos);
    expectMetOnce([ann, bob, cat, dan]);
  });
});
