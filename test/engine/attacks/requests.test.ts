import { expect } from '@open-wc/testing';
import { Responders } from '../../../src/data/requests/responders.js';
import { Responses } from '../../../src/data/requests/responses.js';
import { Besieged } from '../fuzz/besieged.js';
import { Questioner } from '../fuzz/questioner.js';
import { failure, seenBy, until } from '../support.js';

describe('a member that abuses requests', () => {
  let besieged: Besieged, liar: Questioner;
  const counted = (what: string) => besieged.peer.counters[what] ?? 0;

  beforeEach(async () => {
    besieged = await Besieged.start(1);
    besieged.friend.respond('x', () => 'friend');
    besieged.peer.respond('fast', (data) => data);
    liar = await Questioner.connect(besieged);
    besieged.events.length = 0;
  });

  afterEach(async () => {
    try {
      expect(await seenBy(besieged.peer, besieged.friend).request('x', 1)).to.equal('friend');
      besieged.checkCall();
      besieged.escapes.check();
      expect(besieged.events.map(({ name }) => name)).to.deep.equal([]);
    } finally {
      await liar.traitor.peer.leave();
      await besieged.end();
    }
  });

  it('answers what nobody asked: not heard', async () => {
    const before = counted('ignored:answer'), { peer } = besieged;
    liar.traitor.peer.respond('y', () => 'y');
    for (const id of [1, 2, 77, Number.MAX_SAFE_INTEGER]) liar.say({ t: 'answer', id }, 'forged');
    liar.say({ t: 'fail', id: 3, code: 'NO_RESPONDER' }, '');
    await until('all are counted', () => counted('ignored:answer') === before + 5);
    expect(peer.remotes.get(liar.traitor.id)?.state).to.equal('connected');
  });

  it('answers twice: the first counts', async () => {
    let isAsked = false;
    liar.traitor.peer.respond('y', () => { isAsked = true; return new Promise(() => {}); });
    const before = counted('ignored:answer'), asking = liar.victimsView.request('y', 1);
    await until('it is asked', () => isAsked);
    liar.say({ t: 'answer', id: 1 }, 'one');
    liar.say({ t: 'answer', id: 1 }, 'two');
    expect(await asking).to.equal('one');
    await until('the other is counted', () => counted('ignored:answer') === before + 1);
  });

  it('says how it failed in words of any kind: a bounded message', async () => {
    let asked = 0;
    liar.traitor.peer.respond('y', () => { asked++; return new Promise(() => {}); });
    for (const [i, data] of ['x'.repeat(60_000), { toString: 1 }, undefined, '\u0000'].entries()) {
      const asking = failure(() => liar.victimsView.request('y', 1));
      await until('it is asked', () => asked === i + 1);
      liar.say({ t: 'fail', id: i + 1, code: 'RESPONDER_FAILED' }, data ?? null);
      const error = await asking;
      expect([error.code, error.message.length > 0 && error.message.length <= 1000]).to.deep.equal(['RESPONDER_FAILED', true]);
    }
  });

  it('floods: 256 run, the others are refused, others are served meanwhile', async () => {
    let running = 0;
    besieged.peer.respond('slow', () => new Promise(() => { running++; }));
    for (let id = 100; id < 500; id++) liar.say({ t: 'ask', id, name: 'slow' }, id);
    await until('the others are refused', () => liar.answers === 144);
    expect(running).to.equal(256);
    besieged.peer.respond('served', () => 'served');
    expect(await seenBy(besieged.friend, besieged.peer).request('served', 1)).to.equal('served');
  });

  it('takes back what it asked, and asks again: no more run', async () => {
    let running = 0;
    besieged.peer.respond('slow', () => new Promise(() => { running++; }));
    for (let id = 100; id < 500; id++) {
      liar.say({ t: 'ask', id, name: 'slow' }, id);
      liar.say({ t: 'cancel', id }, '');
    }
    await until('the others are refused', () => liar.answers === 144);
    expect(running).to.equal(256);
  });

  it('uses a number twice: counted, and the first goes on', async () => {
    const asked: unknown[] = [], before = counted('violation:request');
    besieged.peer.respond('slow', (data) => new Promise(() => { asked.push(data); }));
    liar.say({ t: 'ask', id: 100, name: 'slow' }, 'one');
    liar.say({ t: 'ask', id: 100, name: 'slow' }, 'two');
    await until('it is counted', () => counted('violation:request') === before + 1);
    expect(asked).to.deep.equal(['one']);
  });

  it('says what is none: counted and dropped', async () => {
    const before = counted('violation:request');
    const junk = [
      null, 7, 'ask', [], {}, { t: 'later', id: 1 }, { t: '__proto__', id: 1 }, { t: 'ask', id: 0, name: 'fast' }, { t: 'ask', id: 1.5, name: 'fast' },
      { t: 'ask', id: 2 ** 53, name: 'fast' }, { t: 'ask', id: '7', name: 'fast' }, { t: 'ask', id: 7, name: '' }, { t: 'ask', id: 7, name: 'x'.repeat(201) },
      { t: 'ask', id: 7, name: { length: 3 } }, { t: 'ask', id: 7, name: 'fast', isVoid: 1 }, { t: 'fail', id: 7, code: 'ABORTED' }, { t: 'cancel' },
    ];
    for (const envelope of junk) liar.say(envelope, 'x');
    await until('all are counted', () => counted('violation:request') === before + junk.length);
  });

  it('announces a file there: nobody hears of it', async () => {
    const before = counted('violation:announcement');
    liar.announce({ x: 1, id: 'a', kind: 128, size: 10 });
    await until('it is counted', () => counted('violation:announcement') === before + 1);
  });

  it('closes the channel: what was asked of it fails, the next request opens it again', async () => {
    let isAsked = false;
    liar.traitor.peer.respond('y', () => { isAsked = true; return new Promise(() => {}); });
    liar.traitor.peer.respond('z', () => 'z');
    const asking = failure(() => liar.victimsView.request('y', 1, { timeout: 0 }));
    await until('it is asked', () => isAsked);
    liar.closeChannel();
    expect((await asking).code).to.equal('CHANNEL_CLOSED');
    expect(await liar.victimsView.request('z', 1)).to.equal('z');
  });
});

it('who acknowledges no answer is not answered for ever', () => {
  const responders = new Responders(), counts: string[] = [];
  let posted = 0;
  const responses = new Responses({
    remote: undefined as never, responders, onError: () => {}, count: (what) => counts.push(what), post: () => { posted++; },
  });
  for (let id = 1; id <= 5000; id++) responses.take({ t: 'ask', id, name: 'none' }, 1);
  expect([posted, counts.length, new Set(counts)]).to.deep.equal([1024, 3976, new Set(['dropped:request'])]);
});
