import { expect } from '@open-wc/testing';
import { PeerixError, type Peer, type Sendable } from '../../../src/index.js';
import { crowd, failure, latecomer, meet, named, next, pair, record, seenBy, strangers, turn, until } from '../support.js';
import { outcomes, slow } from './answers.js';

const KIB = 1024;
const bytes = (length: number) => Uint8Array.from({ length }, (_, i) => (i * 31 + 7) % 251);
describe('to one', () => {
  it('brings the answer, by id, by Remote, and by its own method', async () => {
    const { a, b, toB } = await pair();
    b.respond('add', ({ x, y }) => x + y);
    expect(await a.request('add', { x: 1, y: 2 }, { to: toB })).to.equal(3);
    expect(await a.request('add', { x: 2, y: 2 }, { to: b.id! })).to.equal(4);
    expect(await toB.request('add', { x: 3, y: 2 })).to.equal(5);
  });

  it('tells the responder who asks, and waits for a promise', async () => {
    const { b, toB, toA } = await pair();
    let asker: unknown;
    b.respond('who', async (_, { remote }) => {
      await turn();
      asker = remote;
      return remote.id;
    });
    expect(await toB.request('who', null)).to.equal(toA.id);
    expect(asker).to.equal(toA);
  });

  it('both ways at once, one within the other', async () => {
    const { a, b, toA, toB } = await pair();
    b.respond('outer', async (n, { remote }) => `${await remote.request('inner', n)}!`);
    a.respond('inner', (n) => n * 2);
    a.respond('outer', () => 'a');
    expect(await Promise.all([toB.request('outer', 21), toA.request('outer', 1)])).to.deep.equal(['42!', 'a']);
  });

  it('the first request in both directions at once', async () => {
    for (let i = 0; i < 5; i++) {
      const { a, b, toA, toB } = await pair();
      a.respond('x', () => 'a');
      b.respond('x', () => 'b');
      expect(await Promise.all([toB.request('x', 1), toA.request('x', 1)])).to.deep.equal(['b', 'a']);
    }
  });

  it('shows no channel and no event of its own', async () => {
    const { a, b, toA, toB } = await pair();
    const events = [record(a), record(b)];
    b.respond('x', () => 1);
    await toB.request('x', 1);
    expect(events).to.deep.equal([[], []]);
    for (const { channels } of [toA, toB]) {
      expect([channels.size, [...channels], [...channels.keys()], [...channels.values()], channels.has('peerix:requests')]).to.deep.equal([0, [], [], [], false]);
    }
    await a.send('x');
    expect([...toB.channels].map(([label, channel]) => [label, channel === toB.channels.get(label)])).to.deep.equal([['default', true]]);
    expect(toB.channels.size).to.equal(1);
  });

  it('gets its requests in order, and answers as they are ready', async () => {
    const { b, toB } = await pair();
    const calls = slow(b, 'x'), answers: unknown[] = [];
    const all = [1, 2, 3].map((n) => toB.request('x', n).then((answer) => answers.push(answer)));
    await until('all are asked', () => calls.length === 3);
    expect(calls.map(({ data }) => data)).to.deep.equal([1, 2, 3]);
    for (const i of [2, 0, 1]) calls[i]!.answer(calls[i]!.data);
    await Promise.all(all);
    expect(answers).to.deep.equal([3, 1, 2]);
  });

  it('keeps 2,000 requests at once apart, though only 256 are answered at a time', async () => {
    const { b, toB } = await pair();
    let running = 0, most = 0;
    b.respond('square', async (n) => {
      most = Math.max(most, ++running);
      await turn();
      running--;
      return n * n;
    });
    const wanted = Array.from({ length: 2000 }, (_, i) => i);
    expect(await Promise.all(wanted.map((n) => toB.request('square', n)))).to.deep.equal(wanted.map((n) => n * n));
    expect(most).to.be.within(2, 256);
  }).timeout(20_000);

  it('an id that was never here: UNKNOWN_PEER; one that has left: CHANNEL_CLOSED', async () => {
    const { a, b, toB } = await pair();
    const id = b.id!, closed = next(a, 'connection:closed');
    expect((await failure(() => a.request('x', 1, { to: 'nobody' }))).code).to.equal('UNKNOWN_PEER');
    await b.leave();
    await closed;
    for (const ask of [() => a.request('x', 1, { to: id }), () => toB.request('x', 1)]) {
      const error = await failure(ask);
      expect([error.code, error.message]).to.deep.equal(['CHANNEL_CLOSED', `The remote "${id}" left before it answered.`]);
    }
  });

  it('waits for a remote that is still connecting', async () => {
    const [a, b] = strangers(2) as [Peer, Peer];
    b.respond('x', () => 'here');
    const answer = new Promise((resolve) => { a.on('connection:new', ({ remote }) => resolve(remote.request('x', 1))); });
    await meet([a, b]);
    expect(await answer).to.equal('here');
  });
});

describe('to several', () => {
  it('brings all outcomes by id, of everybody or of whom it names, each asked once', async () => {
    const [a, b, c, d] = await crowd(4);
    const asked: string[] = [];
    for (const peer of [b, c, d]) peer.respond('x', (n) => { asked.push(peer.id!); return n + 1; });
    expect(outcomes(await a.request('x', 1))).to.deep.equal({ [b.id!]: 2, [c.id!]: 2, [d.id!]: 2 });
    expect(outcomes(await a.request('x', 2, { to: [b.id!, seenBy(a, d), b.id!] }))).to.deep.equal({ [b.id!]: 3, [d.id!]: 3 });
    expect(outcomes(await a.request('x', 3, { to: [] }))).to.deep.equal({});
    expect(asked).to.have.lengthOf(5);
  });

  it('rejects for none of them: no responder, a failing one, one that left, one that nobody knows, one too slow', async () => {
    const [a, b, c, d] = await crowd(4);
    const id = d.id!, closed = next(a, 'connection:closed');
    await d.leave();
    await closed;
    const e = await latecomer(a, b, c);
    c.respond('x', () => { throw new Error('no'); });
    slow(e, 'x');
    const all = await a.request('x', 1, { to: [b.id!, c.id!, id, 'nobody', e.id!], timeout: 2 });
    expect(outcomes(all)).to.deep.equal({
      [b.id!]: 'NO_RESPONDER', [c.id!]: 'RESPONDER_FAILED', [id]: 'CHANNEL_CLOSED', nobody: 'UNKNOWN_PEER', [e.id!]: 'TIMEOUT',
    });
  });

  it('nobody is an empty map', async () => {
    const [a] = strangers(1) as [Peer];
    await a.join({ room: 'alone' });
    expect((await a.request('x', 1)).size).to.equal(0);
  });

  it('reaches a late joiner', async () => {
    const { a, b } = await pair();
    b.respond('x', () => 'b');
    await a.request('x', 1);
    const c = await latecomer(a, b);
    c.respond('x', () => 'c');
    expect(outcomes(await a.request('x', 1))).to.deep.equal({ [b.id!]: 'b', [c.id!]: 'c' });
    expect(outcomes(await c.request('x', 1))).to.deep.equal({ [a.id!]: 'NO_RESPONDER', [b.id!]: 'b' });
  });
});

describe('a responder', () => {
  it('that nobody registered is NO_RESPONDER at once', async () => {
    const { toB } = await pair();
    const error = await failure(() => toB.request('x', 1, { timeout: 0 }));
    expect(error).to.be.instanceOf(PeerixError);
    expect([error.code, error.message, /respond\('x'/.test(error.hint ?? '')]).to.deep.equal(['NO_RESPONDER', 'Nobody there responds to "x".', true]);
  });

  it('that throws: RESPONDER_FAILED with the message only, and no event on either side', async () => {
    const { a, b, toB } = await pair();
    const events = [record(a), record(b)];
    b.respond('x', () => { throw Object.assign(new TypeError('mine'), { secret: 1 }); });
    b.respond('any', async (what) => { throw what; });
    b.respond('long', () => { throw new Error('é'.repeat(5000)); });
    const error = await failure(() => toB.request('x', 1));
    expect([error.code, error.message, 'secret' in error, 'cause' in error]).to.deep.equal(['RESPONDER_FAILED', 'mine', false, false]);
    expect((await failure(() => toB.request('any', 'words'))).message).to.equal('words');
    expect((await failure(() => toB.request('any', undefined))).message).to.equal('The responder of "any" failed.');
    expect((await failure(() => toB.request('long', 1))).message).to.equal('é'.repeat(1000));
    b.respond('odd', () => { throw Object.assign(new Error(), { message: { code: 1 } }); });
    expect((await failure(() => toB.request('odd', 1, { timeout: 5 }))).message).to.equal('The responder of "odd" failed.');
    b.respond('sly', () => { throw Object.defineProperty(new Error(), 'message', { get: () => { throw new Error('mine'); } }); });
    b.respond('slyer', () => { throw new Proxy({}, { getPrototypeOf: () => { throw new Error('mine'); } }); });
    for (const name of ['sly', 'slyer']) expect((await failure(() => toB.request(name, 1, { timeout: 5 }))).message).to.equal(`The responder of "${name}" failed.`);
    expect(events).to.deep.equal([[], []]);
  });

  it('whose answer cannot travel: RESPONDER_FAILED there, an error event here', async () => {
    const { b, toA, toB } = await pair();
    const errors = record(b), cycle: { self?: object } = {};
    cycle.self = cycle;
    for (const [bad, code] of [[() => 1, 'BAD_DATA'], [cycle, 'BAD_DATA'], [bytes(KIB * KIB + 1), 'TOO_LARGE'], [new Map(), 'BAD_DATA']] as const) {
      const stop = b.respond('x', () => bad);
      expect((await failure(() => toB.request('x', 1))).code).to.equal('RESPONDER_FAILED');
      const [event, ...others] = named(errors.splice(0), 'error');
      expect([event?.error.code, event?.remote, others.length]).to.deep.equal([code, toA, 0]);
      expect(event?.error.message).to.contain('answer to "x"');
      stop();
    }
  });

  it('is one a name: a second throws, until the first is taken back', async () => {
    const { b, toB } = await pair();
    const first = () => 1, stop = b.respond('x', first);
    const error = await failure(() => b.respond('x', () => 2));
    expect([error.code, typeof error.hint]).to.deep.equal(['BAD_OPTION', 'string']);
    expect(await toB.request('x', 1)).to.equal(1);
    stop();
    expect((await failure(() => toB.request('x', 1))).code).to.equal('NO_RESPONDER');
    b.respond('x', first);
    stop();
    expect(await toB.request('x', 1)).to.equal(1);
  });

  it('outlasts leave()', async () => {
    const [a, b] = strangers(2) as [Peer, Peer];
    b.respond('x', () => 'still');
    await meet([a, b], 'one');
    expect(await seenBy(a, b).request('x', 1)).to.equal('still');
    await Promise.all([a.leave(), b.leave()]);
    await meet([a, b], 'two');
    expect(await seenBy(a, b).request('x', 1)).to.equal('still');
  });
});

describe('data', () => {
  const VALUES: [string, unknown][] = [
    ['a string', 'grüße 👋🏽'], ['an empty string', ''], ['null', null], ['zero', 0], ['false', false], ['JSON', { a: [{ b: null }], '': 0 }],
    ['an object that looks like a promise', { then: 1 }], ['an ArrayBuffer', bytes(10).buffer], ['an empty buffer', new ArrayBuffer(0)],
    ['a Uint8Array', bytes(10)], ['a Float64Array', Float64Array.of(0.5, -0)], ['a BigInt64Array', BigInt64Array.of(-1n)], ['a DataView', new DataView(bytes(3).buffer)],
    ['undefined', undefined],
  ];
  it('keeps its type, as question and as answer', async () => {
    const { b, toB } = await pair();
    let asked: unknown;
    b.respond('echo', (data) => { asked = data; return data; });
    for (const [name, value] of VALUES) {
      const answer = await toB.request('echo', value);
      for (const received of [asked, answer]) {
        expect(received, name).to.deep.equal(value);
        expect(Object.prototype.toString.call(received), name).to.equal(Object.prototype.toString.call(value));
      }
    }
  });

  it('a handler that returns nothing answers undefined', async () => {
    const { b, toB } = await pair();
    b.respond('x', () => {});
    expect(await toB.request('x', 1)).to.equal(undefined);
  });

  it('carries every size to 1 MiB both ways, side by side', async () => {
    const { b, toB } = await pair();
    b.respond('echo', (data) => data);
    const sizes = [0, 1, 64 * KIB - 1, 64 * KIB, 64 * KIB + 1, KIB * KIB, KIB * KIB];
    const answers = await Promise.all(sizes.map((size) => toB.request('echo', bytes(size)))) as Uint8Array[];
    expect(answers.map(({ length }) => length)).to.deep.equal(sizes);
    for (const answer of answers) expect(answer.every((byte, i) => byte === (i * 31 + 7) % 251)).to.equal(true);
  }).timeout(20_000);

  it('is what it was when it was asked', async () => {
    const { b, toB } = await pair();
    b.respond('first', (data) => data[0]);
    const list = [1], answer = toB.request('first', list);
    list[0] = 2;
    expect(await answer).to.equal(1);
  });

  it('that cannot travel rejects at the caller, with no event and nobody asked', async () => {
    const { a, b, toB } = await pair();
    const events = record(a), calls = slow(b, 'x');
    for (const [bad, code] of [[() => {}, 'BAD_DATA'], [1n, 'BAD_DATA'], [{ a: undefined }, 'BAD_DATA'], ['x'.repeat(KIB * KIB + 1), 'TOO_LARGE']] as const) {
      expect((await failure(() => toB.request('x', bad))).code).to.equal(code);
      expect((await failure(() => a.request('x', bad as Sendable))).code).to.equal(code);
    }
    b.respond('later', () => 'later');
    expect(await toB.request('later', 1)).to.equal('later');
    expect([events, calls]).to.deep.equal([[], []]);
  });

  it('bad options reject', async () => {
    const { a, toB } = await pair();
    const calls: (() => unknown)[] = [
      () => toB.request('', 1), () => toB.request('x'.repeat(201), 1), () => toB.request(7 as never, 1),
      () => toB.request('x', 1, { timeout: -1 }), () => toB.request('x', 1, { timeout: 10_000 }), () => toB.request('x', 1, { signal: {} as never }),
      () => a.request('x', 1, { to: 7 as never }), () => a.request('x', 1, { to: null as never }), () => a.request('x', 1, { to: [7] as never }),
      () => a.send('x', { label: 'peerix:requests' }),
    ];
    for (const call of calls) {
      const error = await failure(call);
      expect([error.code, typeof error.hint]).to.deep.equal(['BAD_OPTION', 'string']);
    }
  });
});
