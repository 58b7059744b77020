import { expect } from '@open-wc/testing';
import { collect, expectFlat, heap } from '../fuzz/heap.js';
import { next, until } from '../support.js';
import { LAST, Liar } from './liar.js';
import { bytesOf, KIB, MIB } from './support.js';

const CHUNK = 64 * KIB, SIZE = 100 * KIB;
const GOOD = { x: 1, id: 'id', kind: 128, size: 5 };
const BAD_FIELDS = [
  ...[-1, 0.5, 1e300, 2 ** 53, null, '5', [5], {}, true].map((size) => ({ ...GOOD, size })),
  { x: 1, id: 'id', kind: 128 }, { ...GOOD, kind: 130 },
  ...[0, -1, 1.5, 2 ** 32, '1', null, {}].map((x) => ({ ...GOOD, x })),
  ...['', 'x'.repeat(33), 'a b', '<img>', 5, null].map((id) => ({ ...GOOD, id })),
  ...[99, -1, 254, '128', null, 0.5].map((kind) => ({ ...GOOD, kind })),
  ...['x'.repeat(1025), 'x'.repeat(900_000), 5, null, {}].map((name) => ({ ...GOOD, kind: 129, name })),
  ...['x'.repeat(256), 5, null].map((type) => ({ ...GOOD, type })),
  ...[1.5, '1', null, 1e300].map((modified) => ({ ...GOOD, kind: 129, modified })),
  null, 5, 'text', [], [GOOD], {},
];

describe('a member that means no good', function () {
  this.timeout(60_000);

  const lies = (what: string, test: (liar: Liar) => Promise<void>, receive: 'accept' | 'ask' | number = 'accept') => it(what, async () => {
    const liar = await Liar.connect(receive);
    try {
      await test(liar);
      await liar.checkOthers();
      expect(liar.traitor.isConnected).to.equal(true);
    } finally {
      await liar.end();
    }
  });

  lies('announces what cannot be: each is a violation, and nobody hears of it', async (liar) => {
    const before = liar.violations;
    for (const body of BAD_FIELDS) liar.announce(body);
    for (const text of ['', '{', '\0', '{"x":1e999}']) liar.announceText(text);
    liar.announce(GOOD, '{');
    await liar.heardOut();
    expect(liar.violations - before).to.equal(BAD_FIELDS.length + 5);
    expect([liar.of('transfer').length, liar.of('channel:message').length]).to.deep.equal([0, 0]);
  });

  lies('announces one twice: the first goes on', async (liar) => {
    await liar.laneOpens();
    const before = liar.violations;
    liar.offer(1, 100 * KIB);
    liar.offer(1, 5);
    await liar.heardOut();
    for (const [offset, length] of [[0, 64 * KIB], [64 * KIB, 36 * KIB]] as const) liar.bring({ x: 1, offset, bytes: new Uint8Array(length), flags: offset ? LAST : 0 });
    await until('it came', () => liar.of('channel:message').length === 1);
    expect([liar.violations - before, (liar.of('channel:message')[0]!.data as Blob).size]).to.deep.equal([1, 100 * KIB]);
  });

  lies('announces thousands: few are heard of, and little is kept', async (liar) => {
    for (let x = 1; x <= 600; x++) liar.offer(x, MIB);
    await liar.heardOut();
    expect(liar.of('transfer')).to.have.length(512);
    liar.besieged.events.length = 0;
    await collect();
    const before = await heap();
    for (let x = 601; x <= 20_000; x++) {
      liar.offer(x, MIB);
      if (x % 500 === 0) await liar.heardOut();
    }
    await liar.heardOut();
    expect(liar.of('transfer')).to.have.length(0);
    await collect();
    expectFlat(before, await heap(), 3);
  }, 'ask');

  const breaches: readonly [string, readonly (readonly [offset: number, length: number, flags?: number])[], number?][] = [
    ['more than its size', [[0, CHUNK], [CHUNK, CHUNK, LAST]]],
    ['less than it said', [[0, CHUNK, LAST]]],
    ['all of it, and no end', [[0, CHUNK], [CHUNK, SIZE - CHUNK]]],
    ['what comes later', [[1, CHUNK]]],
    ['what comes much later', [[2 ** 53, CHUNK]]],
    ['a piece twice', [[0, 500], [0, 500]]],
    ['nothing, as if it were something', [[0, 0]]],
    ['an empty end too early', [[0, 0, LAST]]],
    ['more than was granted', Array.from({ length: 33 }, (_, i) => [i * CHUNK, CHUNK] as const), 100 * MIB],
  ];
  for (const [name, chunks, size = SIZE] of breaches) {
    lies(`brings ${name}: that transfer ends, the next is all right`, async (liar) => {
      await liar.laneOpens();
      const before = liar.violations;
      liar.offer(1, size);
      await until('it is offered', () => liar.of('transfer').length === 1);
      liar.of('transfer')[0]!.transfer.pause();
      await liar.heardOut();
      for (const [offset, length, flags] of chunks) liar.bring({ x: 1, offset, bytes: bytesOf(length), flags });
      await until('it has ended', () => liar.errors.length === 1);
      expect([liar.violations - before, liar.errors]).to.deep.equal([1, ['CHANNEL_FAILED']]);
      liar.bring({ x: 1, bytes: bytesOf(10) });
      liar.offer(2, 1000);
      await liar.heardOut();
      liar.bring({ x: 2, bytes: bytesOf(1000), flags: LAST });
      await until('the next came', () => liar.of('channel:message').length === 1);
    });
  }

  lies('brings what nobody asked for: unknown, not accepted, ended', async (liar) => {
    liar.offer(1, MIB);
    await until('it is offered', () => liar.of('transfer').length === 1);
    const opened = next(liar.besieged.peer, 'transfer', ({ transfer }) => transfer.id === 'id9');
    liar.offer(9, MIB);
    (await opened).transfer.accept(); // the lane
    await liar.heardOut();
    const before = liar.violations;
    for (const x of [0, 7, 2 ** 32 - 1]) liar.bring({ x, bytes: bytesOf(64 * KIB) });
    await liar.heardOut();
    expect([liar.errors, liar.violations - before]).to.deep.equal([[], 1]); // the others may have been and gone
    liar.bring({ x: 1, bytes: bytesOf(64 * KIB) });
    await until('what was not accepted ends', () => liar.errors.length === 1);
    liar.of('transfer')[1]!.transfer.cancel();
    for (let i = 0; i < 100; i++) liar.bring({ x: 9, offset: i * 64 * KIB, bytes: bytesOf(64 * KIB) });
    await liar.heardOut();
    expect(liar.errors).to.have.length(1);
    expect(liar.of('channel:message')).to.have.length(0);
  }, 'ask');

  lies('a value of many tiny pieces, and a stream of them, are taken with little memory', async (liar) => {
    await liar.laneOpens();
    const size = 100_000, before = await heap();
    liar.offer(1, size, 3); // a Uint8Array
    liar.offerStream(2);
    await until('both are offered', () => liar.of('transfer').length === 2);
    await liar.heardOut();
    for (let offset = 0; offset < size; offset++) {
      for (const x of [1, 2]) liar.bring({ x, offset, bytes: Uint8Array.of(offset), flags: x === 1 && offset === size - 1 ? LAST : 0 });
      if (offset % 5000 === 0) await liar.heardOut();
    }
    await until('the value came', () => liar.of('channel:message').length === 2);
    await liar.heardOut();
    await collect();
    expectFlat(before, await heap(), 4);
    expect((liar.of('channel:message').find(({ data }) => data instanceof Uint8Array)!.data as Uint8Array)[70_000]).to.equal(70_000 & 255);
  });

  lies('a value that is not what it says: counted, told, and no message', async (liar) => {
    await liar.laneOpens();
    const before = liar.violations;
    liar.offer(1, 100 * KIB, 1); // JSON
    await until('it is offered', () => liar.of('transfer').length === 1);
    await liar.heardOut();
    liar.bring({ x: 1, bytes: bytesOf(64 * KIB) });
    liar.bring({ x: 1, offset: 64 * KIB, bytes: bytesOf(36 * KIB), flags: LAST });
    await until('it has ended', () => liar.errors.length === 1);
    expect([liar.errors, liar.violations - before, liar.of('channel:message').length]).to.deep.equal([['CHANNEL_FAILED'], 1, 0]);
  });

  lies('speaks rubbish on the lane: each is counted', async (liar) => {
    await liar.laneOpens();
    const before = liar.violations;
    const rubbish = ['', 'text', '{"t":"end"}', new Uint8Array(), new Uint8Array(12), new Uint8Array(13 + 64 * KIB + 1), new Uint8Array(256 * KIB)];
    for (const said of rubbish) liar.bringRaw(said);
    await until('each is counted', () => liar.violations - before === rubbish.length);
  });

  lies('grants what cannot be: each is a violation, and the sending goes on', async (liar) => {
    const { peer } = liar.besieged, sending = peer.send(new Blob([bytesOf(3 * MIB)]), { to: liar.traitor.id, label: 'lies' });
    await liar.heardOut();
    const before = liar.violations;
    const credits: readonly object[] = [
      {}, { at: 0 }, { upTo: 5 }, { at: -1, upTo: 5 }, { at: 5, upTo: 4 }, { at: 1, upTo: 100 }, { at: 2 ** 60, upTo: 2 ** 61 }, { at: '0', upTo: '5' },
      { at: null, upTo: null }, { at: 0.5, upTo: 1 }, { at: 0, upTo: 2 ** 53 }, { at: [], upTo: {} },
    ];
    for (const credit of credits) liar.say({ t: 'credit', x: 1, ...credit });
    for (const x of [-1, 0.5, 2 ** 32, '1', null]) liar.say({ t: 'credit', x, at: 0, upTo: MIB });
    await liar.heardOut();
    expect(liar.violations - before).to.equal(credits.length + 5);
    liar.say({ t: 'credit', x: 1, at: 0, upTo: MIB });
    await until('it begins', () => liar.heard.length === 16);
    liar.say({ t: 'credit', x: 1, at: 0, upTo: MIB - 1 });
    liar.say({ t: 'credit', x: 1, at: MIB, upTo: 2 * MIB });
    liar.say({ t: 'credit', x: 1, at: MIB - 1, upTo: 3 * MIB });
    await until('it goes on', () => liar.heard.length === 32);
    liar.say({ t: 'credit', x: 1, at: 2 * MIB, upTo: 3 * MIB });
    await until('all came', () => liar.heard.length === 48);
    liar.say({ t: 'end', x: 1, dir: 'in', outcome: 'delivered' });
    expect((await sending).ok).to.equal(true);
    expect(liar.violations - before).to.equal(credits.length + 7);
  });

  lies('grants everything: no more is under way than it said that it has, and a bit', async (liar) => {
    let read = 0;
    const endless = new ReadableStream({ pull: (controller) => { read += MIB; controller.enqueue(new Uint8Array(MIB)); } });
    const sending = liar.besieged.peer.send(endless, { to: liar.traitor.id, label: 'lies' });
    await liar.heardOut();
    liar.say({ t: 'credit', x: 1, at: 0, upTo: Number.MAX_SAFE_INTEGER });
    await until('a lot came', () => liar.heard.length > 60);
    for (let same = 0, last = 0; same < 5; same = last === read ? same + 1 : 0, last = read) await liar.heardOut();
    expect(read).to.be.at.most(20 * MIB);
    sending.cancel();
    await sending.catch(() => { /* asked for */ });
  });

  lies('ends what never was, from either side, many times: nothing happens, and little is kept', async (liar) => {
    const sending = liar.besieged.peer.send(new Blob([bytesOf(3 * MIB)]), { to: liar.traitor.id, label: 'lies' });
    await liar.heardOut();
    const before = liar.violations;
    const bad = [{ x: 1, dir: 'x' }, { x: 1 }, { x: '1', dir: 'in' }, { dir: 'out' }, { x: 1, dir: 'in', outcome: 'sent' }, { x: 1, dir: 'in', outcome: null }, { x: 1, dir: 'in', outcome: 'delivered' }];
    for (const body of bad) liar.say({ t: 'end', ...body });
    for (const body of [{ x: 5, dir: 'in', outcome: 'delivered' }, { x: 5, dir: 'out' }, { x: 1, dir: 'out' }]) liar.say({ t: 'end', ...body });
    const badEnded: object[] = [{}, { x: {}, dir: [] }, { x: { toString: '' }, dir: 'in' }, { x: 1, dir: { toString: 1 } }];
    for (const body of [...badEnded, { x: 1, dir: 'in' }, { x: 1, dir: 'out' }]) liar.say({ t: 'ended', ...body });
    await liar.heardOut();
    expect(liar.violations - before).to.equal(bad.length + badEnded.length);
    const least = await heap();
    for (let x = 10; x < 20_000; x++) {
      liar.say({ t: 'end', x, dir: 'out' });
      liar.say({ t: 'ended', x, dir: 'in' });
      liar.say({ t: 'credit', x, at: 0, upTo: MIB });
      if (x % 500 === 0) await liar.heardOut();
    }
    await liar.heardOut();
    expectFlat(least, await heap(), 2);
    liar.say({ t: 'end', x: 1, dir: 'in', outcome: 'rejected', why: 'x'.repeat(100_000) });
    expect([...(await sending).values()]).to.deep.equal(['rejected']);
  });

  lies('closes the lane under both, and opens it again: only its own transfers suffer', async (liar) => {
    await liar.laneOpens();
    const { peer } = liar.besieged;
    const sending = peer.send(new Blob([bytesOf(3 * MIB)]), { to: liar.traitor.id, label: 'lies' });
    for (let i = 0; i < 5; i++) {
      liar.offer(10 + i, MIB);
      await until('it is offered', () => liar.of('transfer').length === i + 1);
      await liar.heardOut();
      liar.bring({ x: 10 + i, bytes: bytesOf(64 * KIB) });
      const closed = liar.closeLane();
      liar.say({ t: 'credit', x: 1, at: 0, upTo: MIB + i });
      await closed;
      liar.say({ t: 'credit', x: 1, at: 0, upTo: MIB + 5 + i });
      liar.openLane();
      await liar.heardOut();
    }
    sending.cancel();
    await sending.catch(() => { /* asked for */ });
  });
});
