import { expect } from '@open-wc/testing';
import type { BulkLane } from '../../../src/data/bulk/bulk-lane.js';
import { Inbound } from '../../../src/data/bulk/inbound.js';
import type { LabelChannel } from '../../../src/data/channel.js';
import { DEFAULT_RECEIVE } from '../../../src/data/opening.js';
import { ANNOUNCEMENT } from '../../../src/data/value.js';
import { utf8 } from '../../../src/signaling/bytes.js';
import { expectFlat, heap } from '../fuzz/heap.js';
import { turn } from '../support.js';
import { KIB, MIB } from './support.js';

const CHUNK = 64 * KIB, BLOB = 128, STREAM = 130, UINT8 = 3;

/** One member who brings all that it is granted, as fast as it can; nobody reads anything. */
class Glutton {
  readonly credit = new Map<number, number>();
  readonly rejected: (string | undefined)[] = [];
  readonly violations: string[] = [];
  readonly #brought = new Map<number, number>();
  readonly #inbound = new Inbound({
    lane: {} as BulkLane, isTalking: false, openLane: () => {}, receives: () => DEFAULT_RECEIVE, emit: () => {},
    sayCredit: (x, _, upTo) => { this.credit.set(x, upTo); },
    sayEnded: (_, ending, why) => { if (ending === 'rejected') this.rejected.push(why); },
    onViolation: (what) => { this.violations.push(what); },
  });

  async announce(x: number, kind: number, size?: number): Promise<void> {
    this.#inbound.onAnnouncement({ label: 'x', state: 'open' } as LabelChannel, {
      type: ANNOUNCEMENT, info: utf8(''), bytes: utf8(JSON.stringify({ x, id: `id${x}`, kind, size })),
    });
    await turn();
  }

  bring(x: number, most: number): void {
    for (let at = this.#brought.get(x) ?? 0; at < Math.min(most, this.credit.get(x) ?? 0); at = this.#brought.get(x)!) {
      const bytes = new Uint8Array(Math.min(CHUNK, this.credit.get(x)! - at));
      this.#brought.set(x, at + bytes.length);
      this.#inbound.onChunk({ x, offset: at, isLast: false, bytes });
    }
  }
}

it('one member that brings all that it may leaves the page its memory, under the default policy', async () => {
  const glutton = new Glutton(), before = await heap(), BROUGHT = 3 * MIB; // below the largest part of a Blob
  for (let x = 1; x <= 255; x++) {
    const kind = [STREAM, UINT8, BLOB][x % 3]!;
    await glutton.announce(x, kind, kind === STREAM ? undefined : 60 * MIB);
    glutton.bring(x, BROUGHT);
  }
  const after = await heap();
  console.warn(`heap ${before?.toFixed()} to ${after?.toFixed()} MiB`);
  expectFlat(before, after, 90); // 32, 128 KiB for each, and of four values what came
  expect(glutton.violations).to.deep.equal([]);
  expect(glutton.rejected).to.deep.equal(Array.from({ length: 81 }, () => 'too many values at once'));
  for (let x = 1; x <= 255; x++) glutton.bring(x, BROUGHT + CHUNK); // it still holds what was measured
}).timeout(15_000);

it('each may go on, however many there are', async () => {
  const glutton = new Glutton(), much = MIB / 2;
  for (let x = 1; x <= 256; x++) await glutton.announce(x, BLOB, 60 * MIB);
  for (let x = 1; x <= 256; x++) glutton.bring(x, much);
  expect([...glutton.credit.values()].every((upTo) => upTo > much)).to.equal(true);
  expect([glutton.credit.size, glutton.violations]).to.deep.equal([256, []]);
});
