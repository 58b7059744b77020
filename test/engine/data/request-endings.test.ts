import { expect } from '@open-wc/testing';
import { PeerixError } from '../../../src/index.js';
import { crowd, failure, named, next, pair, record, turn, until } from '../support.js';
import { outcomes, slow } from './answers.js';

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
