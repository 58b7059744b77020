import { expect } from '@open-wc/testing';
import { PeerixError, type Peer, type Remote, type Sendable } from '../../../src/index.js';
import { crowd, failure, latecomer, meet, named, next, pair, record, seenBy, strangers, turn, until } from '../support.js';

const KIB = 1024;
const bytes = (length: number) => Uint8Array.from({ length }, (_, i) => (i * 31 + 7) % 251);
/** A responder that answers when told to. */
function slow(peer: Peer, name: string) {
  const calls: { readonly data: any; readonly remote: Remote; readonly signal: AbortSignal; answer(value?: unknown): void }[] = [];
  peer.respond(name, (data, { remote, signal }) => new Promise((answer) => { calls.push({ data, remote, signal, answer }); }));
  return calls;
}
const outcomes = (all: ReadonlyMap<string, PromiseSettledResult<any>>) => {
  return Object.fromEntries([...all].map(([id, outcome]) => [id, outcome.status === 'fulfilled' ? outcome.value : outcome.reason.code]));
};

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

describe('time and signals', () => {
  it('TIMEOUT after so many seconds, and the responder is told', async () => {
    const { a, b, toB } = await pair();
    const calls = slow(b, 'x');
    await failure(() => toB.request('nobody', 1)); // the channel is open
    const start = performance.now(), error = await failure(() => toB.request('x', 1, { timeout: 1 }));
    expect([error.code, error.name]).to.deep.equal(['TIMEOUT', 'TimeoutError']);
    expect(performance.now() - start).to.be.within(990, 5000);
    await until('it is told', () => calls[0]?.signal.aborted === true);
    expect(calls[0]!.signal.reason).to.be.instanceOf(PeerixError).with.property('code', 'ABORTED');
    calls[0]!.answer('late');
    expect((await failure(() => toB.request('x', 2, { timeout: 0.1 }))).code).to.equal('TIMEOUT');
    expect(a.counters['ignored:answer']).to.equal(undefined); // it was not even sent
  });

  it('abort rejects with the reason and aborts what the responder does, to one or to all', async () => {
    const [a, b, c] = await crowd(3);
    const calls = [slow(b, 'x'), slow(c, 'x')], reason = new Error('mine');
    for (const to of [{ to: b.id! }, {}, { to: [b.id!, c.id!] }]) {
      for (const list of calls) list.length = 0;
      const controller = new AbortController();
      const asking = failure(() => a.request('x', 1, { ...to, signal: controller.signal }));
      const asked = 'to' in to && typeof to.to === 'string' ? calls.slice(0, 1) : calls;
      await until('all are asked', () => asked.every((list) => list.length === 1));
      expect(asked.some((list) => list[0]!.signal.aborted)).to.equal(false);
      controller.abort(reason);
      expect(await asking).to.equal(reason);
      await until('all are told', () => asked.every((list) => list[0]!.signal.aborted));
    }
  });

  it('a signal that is aborted already asks nobody', async () => {
    const { a, b, toB } = await pair();
    b.respond('later', () => 'later');
    const calls = slow(b, 'x'), reason = new Error('mine'), signal = AbortSignal.abort(reason);
    expect(await failure(() => toB.request('x', 1, { signal }))).to.equal(reason);
    expect(await failure(() => a.request('x', 1, { signal }))).to.equal(reason);
    expect(await toB.request('later', 1)).to.equal('later');
    expect(calls).to.have.lengthOf(0);
  });

  it('an abort after the answer changes nothing, and no listener stays on the signal', async () => {
    const { b, toB } = await pair();
    const controller = new AbortController(), { signal } = controller, listeners = new Set<unknown>();
    const signals: AbortSignal[] = [];
    signal.addEventListener = (type: string, listener: never) => { listeners.add(listener); AbortSignal.prototype.addEventListener.call(signal, type, listener); };
    signal.removeEventListener = (type: string, listener: never) => { listeners.delete(listener); AbortSignal.prototype.removeEventListener.call(signal, type, listener); };
    b.respond('x', (_, context) => { signals.push(context.signal); return 1; });
    const answer = toB.request('x', 1, { signal });
    expect(listeners.size).to.equal(1);
    expect(await answer).to.equal(1);
    expect(listeners.size).to.equal(0);
    controller.abort();
    expect(await toB.request('x', 1)).to.equal(1);
    expect(signals.map(({ aborted }) => aborted)).to.deep.equal([false, false]);
  });

  it('what is aborted before it could be sent is never asked', async () => {
    const { b, toB } = await pair();
    const calls = slow(b, 'x'), controller = new AbortController();
    const first = Array.from({ length: 256 }, (_, i) => toB.request('x', i)), over = failure(() => toB.request('x', 'over', { signal: controller.signal }));
    controller.abort();
    await over;
    await until('the first are asked', () => calls.length === 256);
    for (const call of calls) call.answer(call.data);
    await Promise.all(first);
    const last = toB.request('x', 'last');
    await until('the last is asked', () => calls.length === 257);
    expect(calls.at(-1)!.data).to.equal('last');
    calls.at(-1)!.answer('done');
    expect(await last).to.equal('done');
  });

  it('handlers that go on though nobody waits count: beyond 256 the asker is told at once', async () => {
    const { b, toB } = await pair();
    const calls = slow(b, 'x');
    const controller = new AbortController(), { signal } = controller;
    const asking = Array.from({ length: 256 }, () => failure(() => toB.request('x', 1, { signal })));
    await until('all are asked', () => calls.length === 256);
    controller.abort();
    await Promise.all(asking);
    const error = await failure(() => toB.request('x', 1, { timeout: 0 }));
    expect(error.code).to.equal('RESPONDER_FAILED');
    expect(error.message).to.contain('256');
    for (const call of calls) call.answer();
    const again = toB.request('x', 2);
    await until('there is room again', () => calls.length === 257);
    calls[256]!.answer('ok');
    expect(await again).to.equal('ok');
  });
});

describe('somebody goes', () => {
  it('the responder leaves: the asker is told that', async () => {
    const { b, toB } = await pair();
    const calls = slow(b, 'x'), id = toB.id, asking = failure(() => toB.request('x', 1, { timeout: 0 }));
    await until('it is asked', () => calls.length === 1);
    await b.leave();
    const error = await asking;
    expect([error.code, error.message]).to.deep.equal(['CHANNEL_CLOSED', `The remote "${id}" left before it answered.`]);
    expect(calls[0]!.signal.aborted).to.equal(true);
  });

  it('the asker leaves: its own request is ABORTED, the responder is told, and what it answers disturbs nobody', async () => {
    const { a, b, toB } = await pair();
    const calls = slow(b, 'x'), asking = failure(() => toB.request('x', 1, { timeout: 0 }));
    await until('it is asked', () => calls.length === 1);
    const events = record(b), closed = next(b, 'connection:closed');
    await a.leave();
    expect((await asking).code).to.equal('ABORTED');
    await closed;
    expect(calls[0]!.signal.aborted).to.equal(true);
    calls[0]!.answer('late');
    await turn();
    expect(named(events, 'error')).to.deep.equal([]);
    expect((await failure(() => toB.request('x', 1))).code).to.equal('NOT_JOINED');
  });

  it('one of several leaves: only its outcome is a failure', async () => {
    const [a, b, c] = await crowd(3);
    const atB = slow(b, 'x'), atC = slow(c, 'x'), [idB, idC] = [b.id!, c.id!], asking = a.request('x', 1);
    await until('both are asked', () => atB.length + atC.length === 2);
    await b.leave();
    atC[0]!.answer('c');
    expect(outcomes(await asking)).to.deep.equal({ [idB]: 'CHANNEL_CLOSED', [idC]: 'c' });
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
