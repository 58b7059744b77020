import fc from 'fast-check';
import { runs } from '../../support/runs.js';
import { until } from '../support.js';
import { Besieged } from './besieged.js';
import { parameters, TEST_MS } from './parameters.js';
import { part } from './parts.js';
import { Traitor } from './traitor.js';

const KINDS = { ordered: {}, unordered: { ordered: false }, lossy: { ordered: false, maxRetransmits: 0 } };
type Kind = keyof typeof KINDS;

const PER_RUN = 60;
const kind = fc.constantFrom<Kind>('ordered', 'unordered', 'lossy');
const saying = fc.tuple(kind, fc.oneof({ weight: 20, arbitrary: part as fc.Arbitrary<string | Uint8Array<ArrayBuffer>> }, fc.constantFrom('', 'text')));

it('whatever a connected member says on its channels, nothing escapes, and others do not notice', async function () {
  this.timeout(TEST_MS);
  const besieged = await Besieged.start(1), { peer, friend, escapes } = besieged, traitor = await Traitor.connect(besieged);
  let run = 0;
  besieged.events.length = 0;

  const property = fc.asyncProperty(fc.array(saying, { minLength: 1, maxLength: PER_RUN, size: 'max' }), async (list) => {
    const labelOf = (name: Kind) => `${name} ${run}`;
    run++;
    for (const [name, options] of Object.entries(KINDS)) traitor.peer.open({ ...options, label: labelOf(name as Kind) });
    await until('its channels are open', () => traitor.hasOpen(...Object.keys(KINDS).map((name) => labelOf(name as Kind))));
    for (const [name, said] of list) traitor.sayOn(labelOf(name), said);
    await traitor.heard();
    await Promise.all([traitor.peer.send('ahead', { to: peer.id ?? '' }), peer.send('still here?', { to: friend.id ?? '' })]);
    for (const name of Object.keys(KINDS)) traitor.peer.close({ label: labelOf(name as Kind) });
    check(besieged, list.length);
  });

  try {
    await fc.assert(property, parameters(runs(150)));
    if (!traitor.isConnected) throw new Error('what it said on channels ended its connection');
    await traitor.peer.leave();
    await besieged.checkNewcomer();
    escapes.check();
  } finally {
    await besieged.end();
  }
});

function check(besieged: Besieged, said: number): void {
  besieged.escapes.check();
  besieged.checkCall();
  const events = besieged.events.splice(0);
  const ofFriend = events.find((event) => 'remote' in event && event.remote?.id === besieged.friend.id);
  if (ofFriend && !(ofFriend.name.startsWith('channel'))) throw new Error(`${ofFriend.name} of the friend`);
  const messages = events.filter(({ name }) => name === 'channel:message').length;
  if (messages > said + 2) throw new Error(`${said} parts were said, ${messages} messages heard`);
}
