import { expect } from '@open-wc/testing';
import { toBase64url } from '../../../src/signaling/bytes.js';
import { createIdentity } from '../../../src/signaling/identity.js';
import { Besieged } from '../fuzz/besieged.js';
import { Traitor } from '../fuzz/traitor.js';

const ROSTERS = 16;
const IN_EACH = 64;
/** Unheard of till now, and one more of them so many a second. */
const STRANGERS = 64;
const STRANGERS_A_SECOND = 8;
/** Each is told hello so many times, as long as it proves nothing. */
const TIMES = 12;
const WATCH_MS = 1500;

const wait = (ms: number) => new Promise((resolve) => { setTimeout(resolve, ms); });

describe('rosters of people whom a member made up', function () {
  this.timeout(30_000);

  it('cause a bounded number of packets', async () => {
    const besieged = await Besieged.start(), traitor = await Traitor.connect(besieged), { peer, environment } = besieged;
    const people = await Promise.all(Array.from({ length: ROSTERS * IN_EACH }, () => createIdentity(crypto)));
    const sent = () => peer.counters['sent'] ?? 0, before = sent(), begin = environment.now();
    for (let i = 0; i < people.length; i += IN_EACH) {
      traitor.say(JSON.stringify({ t: 'roster', list: people.slice(i, i + IN_EACH).map(({ id, pub }) => ({ id, pub: toBase64url(pub) })) }));
    }
    await traitor.heard();
    const seconds = (environment.now() - begin) / 1000;
    await wait(WATCH_MS); // ten times as long for it
    expect(sent() - before).to.be.above(STRANGERS / 2).and.below(TIMES * (STRANGERS + STRANGERS_A_SECOND * (seconds + 1)));
    expect(peer.counters['dropped:gossip'] ?? 0).to.be.within(1, ROSTERS);
    besieged.checkCall();
    await besieged.checkNewcomer();
    await traitor.peer.leave();
    await besieged.end();
  });
});
