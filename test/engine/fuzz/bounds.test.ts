import { until } from '../support.js';
import { Besieged } from './besieged.js';
import { expectFlat, heap } from './heap.js';
import { partOf } from './parts.js';
import { Traitor } from './traitor.js';

/** After so long a repeated message is acknowledged (protocol §5). */
const ACK_MS = 250;
const MIB = 1024 * 1024;
/** What one member may leave unacknowledged, and make others hold (protocol §7), and what varies. */
const HELD_MIB = 4 + 1;

describe('one connected member', () => {
  let besieged: Besieged, traitor: Traitor;

  beforeEach(async () => {
    besieged = await Besieged.start();
    traitor = await Traitor.connect(besieged);
  });
  afterEach(async () => {
    await traitor.peer.leave();
    await besieged.end();
  });

  it('that has everything answered and acknowledges nothing makes nothing escape', async () => {
    const pen = traitor.takePen(), stale = { t: 'offer', n: 9999, d: 2, sdp: 'x', slots: [], channels: [] };
    for (let frames = 0; frames < 300 && traitor.isConnected; frames++) {
      pen.write(Array<object>(32).fill(stale));
      await traitor.heard();
    }
    const { duplicate = 0 } = besieged.peer.counters;
    pen.repeat();
    await until('a repeated message is known as such', () => !traitor.isConnected || (besieged.peer.counters['duplicate'] ?? 0) > duplicate);
    await new Promise((resolve) => { besieged.environment.setTimeout(() => resolve(undefined), ACK_MS * 3); });
    besieged.escapes.check();
    besieged.checkCall();
  });

  it('that announces large messages and never sends them makes nobody keep room for all of them', async () => {
    const labels = Array.from({ length: 8 }, (_, i) => `large ${i}`);
    for (const label of labels) traitor.peer.open({ label, ordered: false });
    await until('its channels are open', () => traitor.hasOpen(...labels));
    const before = await heap();
    for (const label of labels) {
      for (let m = 1; m <= 64; m++) {
        const empty = new Uint8Array();
        traitor.sayOn(label, partOf({ flags: 5, m, type: 2, info: empty, infoLength: 0, total: MIB, offset: 0, ack: 0, chunk: empty }));
      }
    }
    await traitor.heard();
    await Promise.all(labels.map((label) => traitor.peer.send('', { label: `after ${label}` }).catch(() => undefined)));
    besieged.escapes.check();
    besieged.checkCall();
    expectFlat(before, await heap(), HELD_MIB);
  });
});
