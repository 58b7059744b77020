import fc from 'fast-check';
import { runs } from '../../support/runs.js';
import { until } from '../support.js';
import { Besieged } from './besieged.js';
import { forge, forgery, hugeNoise } from './bytes.js';
import { expectFlat, heap } from './heap.js';
import { parameters, TEST_MS } from './parameters.js';

const PER_RUN = 20;
/** The heap, whatever is done. */
const VARIES_MIB = 0.3;
const isLeave = (bytes: Uint8Array) => bytes.length === 34 && bytes[0] === 1 && bytes[1] === 4;

it('bytes that no member sealed are counted and lead to nothing, and the call goes on', async function () {
  this.timeout(TEST_MS);
  const besieged = await Besieged.start(), { line, wire, escapes } = besieged;
  wire.isCut = true; // only what is made up here is counted
  const authentic = new Set(wire.sent.map(({ bytes }) => bytes.join()));
  const captured = [...wire.sent], { received, dropped } = besieged;
  let said = 0, strayLeaves = 0;

  const packet = fc.tuple(fc.oneof({ weight: 40, arbitrary: forgery }, hugeNoise), fc.nat(9).map((n) => n === 0));
  const property = fc.asyncProperty(fc.array(packet, { minLength: 1, maxLength: PER_RUN, size: 'max' }), async (packets) => {
    for (const [forged, isMisled] of packets) {
      const bytes = forge(forged, captured), isToAll = (bytes[1] === 1 || bytes[1] === 4) !== isMisled;
      if (authentic.has(bytes.join())) continue; // e.g. two packets with the same beginning, spliced there
      said++;
      if (isToAll && isLeave(bytes)) strayLeaves++; // of nobody known: kept against reordering, which is no drop
      line.say(isToAll ? line.allTopic : line.inboxTopic, bytes);
    }
    await until('every packet is counted', () => besieged.dropped - dropped >= said - strayLeaves);
    if (besieged.received - received !== said) throw new Error(`${said} were said, ${besieged.received - received} counted as received`);
    if (besieged.dropped - dropped > said) throw new Error('more were dropped than were received');
    check(besieged);
  });

  try {
    await fc.assert(property, parameters(Math.ceil(runs(400) / 3)));
    const before = await heap();
    await fc.assert(property, parameters(Math.ceil(runs(400) * 2 / 3)));
    const after = await heap();
    expectFlat(before, after, VARIES_MIB);
    await besieged.checkNewcomer();
    escapes.check();
  } finally {
    await besieged.end();
  }
});

function check(besieged: Besieged): void {
  besieged.escapes.check();
  besieged.checkCall();
  const [event] = besieged.events;
  if (event) throw new Error(`an event came: ${event.name}`);
  if (besieged.open !== 1) throw new Error(`${besieged.open} connections are open`);
  if (besieged.peer.remotes.size !== 1) throw new Error('somebody appeared');
}
