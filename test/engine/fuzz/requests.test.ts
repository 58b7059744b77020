import fc from 'fast-check';
import { runs } from '../../support/runs.js';
import { seenBy, until } from '../support.js';
import { Besieged } from './besieged.js';
import { junk, mostly, textOf } from './json.js';
import { parameters, TEST_MS } from './parameters.js';
import { Questioner } from './questioner.js';

const PER_RUN = 60;
const id = fc.oneof({ weight: 4, arbitrary: fc.integer({ min: 1, max: 40 }) }, fc.constantFrom(0, -1, 0.5, 2 ** 53 - 1, 2 ** 53));
const name = fc.constantFrom('fast', 'late', 'throws', 'nobody', '__proto__', 'constructor', '', 'x'.repeat(200), 'x'.repeat(201));
const code = fc.constantFrom('NO_RESPONDER', 'RESPONDER_FAILED', 'ABORTED', '');
const isVoid = fc.constantFrom(true, false, undefined, 1);
const envelope = fc.oneof(
  { weight: 3, arbitrary: fc.record({ t: fc.constant('ask'), id, name, isVoid }) },
  fc.record({ t: fc.constant('answer'), id, isVoid }),
  fc.record({ t: fc.constant('fail'), id, code }),
  fc.record({ t: fc.constantFrom('cancel', 'later', '__proto__', 'toString'), id }),
);
const info = textOf(fc.oneof({ weight: 6, arbitrary: mostly(envelope) }, junk));
const data = fc.oneof(junk, fc.uint8Array({ maxLength: 8 }), fc.constant(undefined));

it('whatever a connected member says as requests and answers, nothing escapes, and others do not notice', async function () {
  this.timeout(TEST_MS);
  const besieged = await Besieged.start(1), { peer, friend, escapes } = besieged, traitor = await Questioner.connect(besieged);
  const marks = new Set<unknown>();
  peer.respond('mark', (mark) => marks.add(mark) && mark);
  peer.respond('fast', (given) => given);
  peer.respond('late', (given) => new Promise((resolve) => { setTimeout(() => resolve(given), 1); }));
  peer.respond('throws', (given) => { throw given; });
  friend.respond('double', (n) => n * 2);
  traitor.traitor.peer.respond('asked', () => new Promise(() => {}));
  besieged.events.length = 0;
  let run = 0;

  const property = fc.asyncProperty(fc.array(fc.tuple(info, data), { minLength: 1, maxLength: PER_RUN, size: 'max' }), async (list) => {
    const mark = `mark ${++run}`;
    const asked = traitor.victimsView.request('asked', run, { timeout: 0.05 }).then(String, String); // some may be answered with rubbish
    for (const [said, about] of list) traitor.sayRaw(said, about);
    traitor.say({ t: 'ask', id: 1000 + run, name: 'mark' }, mark);
    await until('all of it was heard', () => marks.has(mark));
    await asked;
    if (await seenBy(peer, friend).request('double', run) !== 2 * run) throw new Error('the friend is not understood');
    escapes.check();
    besieged.checkCall();
    const [event] = besieged.events.splice(0);
    if (event) throw new Error(`${event.name} was raised`);
  });

  try {
    await fc.assert(property, parameters(runs(150)));
    if (!traitor.traitor.isConnected) throw new Error('what it said ended its connection');
    await traitor.traitor.peer.leave();
    await besieged.checkNewcomer();
    escapes.check();
  } finally {
    await besieged.end();
  }
});
