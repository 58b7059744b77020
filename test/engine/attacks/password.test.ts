import { expect } from '@open-wc/testing';
import { until } from '../support.js';
import { Intruder } from './intruder.js';
import { Member, together } from './members.js';
import { KIND, Relay, type Published } from './relay.js';

const tagOf = (topic: string): string => topic.slice(0, topic.indexOf('.'));

/** What is said in one room is heard in all, on the topic of the same name. */
function joinTheRooms(relay: Relay): void {
  relay.pass = (packet) => {
    const tags = new Set([...relay.topics, packet.topic].map(tagOf)), place = packet.topic.slice(tagOf(packet.topic).length);
    return [...tags].map((tag) => ({ ...packet, topic: tag + place }));
  };
}

const isSilent = (member: Member): boolean => member.eventNames.every((name) => name === 'state') && member.peer.remotes.size === 0;

const PAIRS: [string, string | undefined, string | undefined][] = [
  ['another password', 'sesame', 'Sesame'], ['a password, and one who has none', 'sesame', undefined],
];

describe('people with the same room name', function () {
  this.timeout(30_000);

  for (const [what, one, other] of PAIRS) {
    it(`and ${what} share no topic`, async () => {
      const relay = new Relay();
      const entries = [one, one, other, other].map((password) => (password ? { password } : {}));
      const [a, b, c, d] = await Promise.all(entries.map((entry) => Member.enter(relay, entry))) as [Member, Member, Member, Member];
      await Promise.all([together(a, b), together(c, d)]);
      const tags = [a, b, c, d].map(({ driver }) => new Set(relay.publishedBy(driver).map(({ topic }) => tagOf(topic))));
      expect(tags.map(({ size }) => size)).to.deep.equal([1, 1, 1, 1]);
      expect(new Set(tags.flatMap((set) => [...set])).size).to.equal(2);
      expect([a, b, c, d].map(({ peer }) => peer.remotes.size)).to.deep.equal([1, 1, 1, 1]);
      expect([a, b, c, d].map((member) => member.dropped() - member.dropped('self'))).to.deep.equal([0, 0, 0, 0]);
    });

    it(`and ${what}, whom the server puts together, count what they hear and answer nothing`, async () => {
      const relay = new Relay();
      joinTheRooms(relay);
      const members = await Promise.all([one, other].map((password) => Member.enter(relay, password ? { password } : {})));
      await until('each has heard the other three times', () => members.every((member) => member.dropped('seal') >= 3));
      for (const member of members) {
        expect(isSilent(member)).to.equal(true);
        expect(member.made).to.equal(0);
        const kinds = relay.publishedBy(member.driver).map(({ bytes }: Published) => bytes[1]);
        expect(new Set(kinds)).to.deep.equal(new Set([KIND.join]));
      }
    });
  }

  it('who guess at a password by hand are not answered, whatever they send', async () => {
    const relay = new Relay(), member = await Member.enter(relay, { password: 'sesame', metadata: { name: 'Ann' } });
    for (const password of ['Sesame', undefined]) {
      const guesser = await Intruder.at(relay, 'room', password), inbox = relay.topics.find((topic) => topic.endsWith(member.id))!;
      const before = member.dropped('mac');
      const packets = [
        await guesser.buildFirst(member.id, { e: 0, ae: 0, s: 1, a: 0, m: [] }),
        await guesser.buildFirst(member.id, guesser.frame(member.id, { t: 'hello', meta: {}, h: guesser.leaveHash })),
      ];
      relay.inject(...packets.map((packet) => ({ ...packet, topic: inbox })), { ...await guesser.buildJoin(), topic: relay.published[0]!.topic });
      await until('all are dropped', () => member.dropped('mac') === before + 2 && member.dropped('seal') > 0);
      expect(await guesser.texts()).to.deep.equal([]);
    }
    expect(isSilent(member)).to.equal(true);
    expect(member.made).to.equal(0);
    expect(new Set(relay.publishedBy(member.driver).map(({ bytes }) => bytes[1]))).to.deep.equal(new Set([KIND.join]));
  });
});
