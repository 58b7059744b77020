import fc from 'fast-check';
import { toBase64url } from '../../../src/signaling/bytes.js';
import { runs } from '../../support/runs.js';
import { until } from '../support.js';
import { fromHex, vectors } from '../signaling/members.js';
import { Besieged } from './besieged.js';
import { collect } from './heap.js';
import { junk, mostly, spoiled, textOf } from './json.js';
import { channelId, channelLabel, channelSpec, frame, messages } from './messages.js';
import { parameters, TEST_MS } from './parameters.js';
import { Traitor } from './traitor.js';

const PER_RUN = 40;
const NOBODY = { id: 'AAAAAAAAAAAAAAAAAAAAAA', pub: `BP${'A'.repeat(85)}` };
const SOMEBODY = [vectors.alice, vectors.bob].map(({ id, pub }) => ({ id, pub: toBase64url(fromHex(pub)) }));

const typed = <T extends object>(t: string, fields: fc.Arbitrary<T>): fc.Arbitrary<object> => fields.map((rest) => ({ t, ...rest }));
const listed = mostly(fc.constantFrom(NOBODY, ...SOMEBODY));
const roster = fc.record({ list: fc.oneof(
  { weight: 3, arbitrary: fc.array(listed, { maxLength: 3 }) },
  fc.constantFrom(64, 65).map((length) => Array.from({ length }, (_, i) => ({ ...NOBODY, id: btoa(`id of ${i}`.padEnd(16)).slice(0, 22) }))),
) });
const acks = fc.oneof(
  junk, fc.array(fc.constantFrom(0, 1, 2, -1, 0.5, 2 ** 31, 2 ** 53), { maxLength: 4 }),
  fc.constantFrom(4096, 4097).map((length) => Array<number>(length).fill(1)),
);
const side = fc.oneof(fc.constantFrom(0, 1, 720, 16_384, 16_385, -1, 0.5, undefined), junk);
const wanted = fc.oneof(fc.array(fc.record({ label: channelLabel, width: side, height: side }), { maxLength: 4 }), junk);
const transferId = fc.oneof(fc.integer({ min: 1, max: 3 }), junk), offsets = fc.oneof(fc.constantFrom(0, 1, 65_536, 2 ** 21, 2 ** 53 - 1, 2 ** 60, -1), junk);
const metadata = fc.oneof(junk, fc.constantFrom(8190, 8191).map((length) => 'x'.repeat(length)));

/** What a link says of itself; each right, mostly. */
const spoken = fc.oneof(
  { weight: 4, arbitrary: typed('frame', fc.record({ e: fc.constantFrom(1, 2, 3), ae: fc.constantFrom(1, 2, 3), s: fc.nat(6), a: fc.nat(3), m: messages() })) },
  typed('frame', frame().map((json) => ({ ...(json as object) }))),
  { weight: 2, arbitrary: typed('open', channelSpec) },
  { weight: 2, arbitrary: typed('opened', fc.record({ label: channelLabel, id: channelId })) },
  { weight: 2, arbitrary: typed('close', fc.record({ label: channelLabel, id: channelId, wasOpen: fc.boolean() })) },
  typed('ack', fc.record({ id: fc.oneof(fc.constantFrom(10, 11), channelId), list: acks })),
  typed('meta', fc.record({ meta: metadata })),
  typed('mute', fc.record({ label: channelLabel, kind: fc.constantFrom('audio', 'video', 'x'), muted: fc.boolean() })),
  typed('speaking', fc.record({ label: channelLabel, speaking: fc.oneof(fc.boolean(), junk) })),
  typed('want', fc.record({ list: wanted })),
  { weight: 2, arbitrary: typed('roster', roster) },
  typed('credit', fc.record({ x: transferId, at: offsets, upTo: offsets })),
  typed('end', fc.record({ x: transferId, dir: fc.constantFrom('in', 'out', 'x'), outcome: fc.constantFrom('delivered', 'rejected', 'cancelled', 'x'), why: junk })),
  typed('ended', fc.record({ x: transferId, dir: fc.constantFrom('in', 'out', 'x') })),
  fc.constantFrom('ask', 'go').map((t) => ({ t })),
  fc.constantFrom('desc', 'cand', 'resume', 'xfer', 'end', 'abort', 'credit', 'want', 'ping', 'pong', '', '__proto__', 'toString').chain((t) => spoiled({ t, id: 1 })),
);

const saying: fc.Arbitrary<string | Uint8Array<ArrayBuffer>> = fc.oneof(
  { weight: 120, arbitrary: textOf(mostly(spoken)) },
  { weight: 10, arbitrary: textOf(junk) },
  { weight: 5, arbitrary: fc.string({ unit: 'binary-ascii', maxLength: 40 }) },
  { weight: 5, arbitrary: fc.uint8Array({ maxLength: 100 }).map((bytes) => new Uint8Array(bytes)) },
  { weight: 2, arbitrary: fc.constantFrom(1000, 200_000).map((length) => 'x'.repeat(length)) },
  fc.constant('{"t":"leave"}'), // everything after it is in vain
);

it('whatever a connected member says on control, nothing escapes, and others do not notice', async function () {
  this.timeout(TEST_MS);
  const besieged = await Besieged.start(1), { peer, friend, escapes } = besieged;
  let traitor = await connect(besieged), count = 0;
  besieged.events.length = 0;

  const property = fc.asyncProperty(fc.array(saying, { minLength: 1, maxLength: PER_RUN, size: 'max' }), async (list) => {
    for (const said of list) traitor.say(said);
    await traitor.heard();
    await peer.send('still here?', { to: friend.id ?? '' });
    escapes.check();
    besieged.checkCall();
    for (const event of besieged.events.splice(0)) {
      if ('remote' in event && event.remote?.id === friend.id) throw new Error(`${event.name} of the friend`);
    }
    if (!traitor.isConnected) {
      await traitor.peer.leave();
      traitor = await connect(besieged);
      if (besieged.open > 10) throw new Error(`${besieged.open} connections are open`);
      if (++count % 10 === 0) await collect();
    }
  });

  try {
    await fc.assert(property, parameters(runs(150)));
    await traitor.peer.leave();
    await besieged.checkNewcomer();
    escapes.check();
  } finally {
    await besieged.end();
  }
});

/** With a channel between them, which it can lie about. */
async function connect(besieged: Besieged): Promise<Traitor> {
  const traitor = await Traitor.connect(besieged);
  traitor.peer.open({ label: 'chat' });
  await until('its channel is open', () => traitor.hasOpen('chat'));
  return traitor;
}
