import { expect } from '@open-wc/testing';
import { fromBase64url } from '../../../src/signaling/bytes.js';
import { createIdentity } from '../../../src/signaling/identity.js';
import type { Message } from '../../../src/signaling/message.js';
import { deriveRoomKey } from '../../../src/signaling/room-key.js';
import { turn, until } from '../support.js';
import { anOffer } from './an-offer.js';
import { Intruder } from './intruder.js';
import { Call, Member } from './members.js';
import { Relay } from './relay.js';

const ALLOWED = ['state', 'connection:new', 'connection:connecting', 'connection:failed', 'connection:closed', 'error'];

/** One member with a foot in each of two servers, who is one and the same to both sides. */
async function between(here: Relay, there: Relay): Promise<[Intruder, Intruder]> {
  const [room, me] = await Promise.all([deriveRoomKey(crypto, 'room'), createIdentity(crypto)]);
  return [new Intruder(here, room, me), new Intruder(there, room, me)];
}

/** Says to `to` what `from` says to the intruder, once each, until stopped. */
function passOn(ear: Intruder, from: string, mouth: Intruder, to: string): () => Promise<void> {
  const stop = new AbortController(), said = new Set<string>();
  const next = async (): Promise<void> => {
    for (const message of await ear.messages(from)) {
      const text = JSON.stringify(message);
      if (said.has(text) || !isDescriptive(message)) continue;
      said.add(text);
      await mouth.say(to, asOwn(message, mouth));
    }
    await turn();
    if (!stop.signal.aborted) await next();
  };
  const passing = next();
  return () => {
    stop.abort();
    return passing;
  };
}

const isDescriptive = ({ t }: Message): boolean => t === 'offer' || t === 'answer' || t === 'cand';

/** The connection is another's, the leave hash must be its own. */
function asOwn(message: Message, { leaveHash }: Intruder): Message {
  return message.t === 'offer' || message.t === 'answer' ? { ...message, meta: { name: 'Mallory' }, h: leaveHash } : message;
}

describe("a member who passes one person's description on as its own", function () {
  this.timeout(30_000);

  it('connects neither with the other, though the two browsers find each other', async () => {
    const [here, there] = [new Relay(), new Relay()];
    const [a, b] = await Promise.all([Member.enter(here), Member.enter(there)]);
    const [toA, toB] = await between(here, there);
    const stops = [passOn(toA, a.id, toB, b.id), passOn(toB, b.id, toA, a.id)];
    await toA.hello(a.id, { name: 'Mallory' });
    await until('both have found the proof wanting', () => [a, b].every((one) => one.count('violation:the proof does not fit this connection') > 0));
    for (const stop of stops) await stop();
    for (const one of [a, b]) {
      expect(one.eventNames.filter((name) => !ALLOWED.includes(name))).to.deep.equal([]);
      expect([...one.peer.remotes.keys()].filter((id) => id !== toA.id)).to.deep.equal([]);
      for (const { safetyNumber } of one.peer.remotes.values()) expect(safetyNumber).to.equal(undefined);
    }
  });

  it('does not touch the call of those two', async () => {
    const relay = new Relay(), call = await Call.between(relay), { a, b } = call;
    const events = [a, b].map(({ events: { length } }) => length);
    const mallory = await Intruder.at(relay);
    const stops = [passOn(mallory, a.id, mallory, b.id), passOn(mallory, b.id, mallory, a.id)];
    await mallory.hello(a.id, { name: 'Mallory' });
    await until('both have found the proof wanting', () => [a, b].every((one) => one.count('violation:the proof does not fit this connection') > 0));
    for (const stop of stops) await stop();
    for (const [i, one] of [a, b].entries()) {
      const ofOthers = one.events.slice(events[i]).filter((event) => !('remote' in event && event.remote?.id === mallory.id));
      expect(ofOthers).to.deep.equal([]);
      expect(one.company).to.deep.equal([one === a ? b.id : a.id]);
      expect(one.eventNames.slice(events[i]).filter((name) => !ALLOWED.includes(name))).to.deep.equal([]);
    }
    expect((await a.peer.send('still', { label: 'talk' })).get(b.id)).to.equal('delivered');
  });

  it('cannot speak in the name of the one whose description it holds', async () => {
    const relay = new Relay(), call = await Call.between(relay), { a, b } = call;
    const mallory = await Intruder.at(relay), made = b.made;
    await mallory.hello(a.id, {});
    const { sdp } = await mallory.hear(a.id, 'offer');
    const offer: Message = { t: 'offer', n: 2, d: 1, sdp, slots: [], channels: [] };
    const frame = { e: 9, ae: 1, s: 1, a: 9, m: [offer] };
    const [first, mail] = await Promise.all([mallory.buildFirst(b.id, frame), mallory.buildMail(b.id, frame)]);
    mail.bytes.set(fromBase64url(a.id)!, 2);
    first.bytes.set(relay.publishedBy(a.driver)[0]!.bytes.subarray(2, 67), 2); // the key that A's join shows
    relay.inject(first, mail);
    await until('both have been dropped', () => b.dropped('seal') === 1 && b.dropped('mac') === 1);
    expect(b.made).to.equal(made);
    expect(b.company).to.deep.equal([a.id]);
    expect((await b.peer.send('still', { label: 'talk' })).get(a.id)).to.equal('delivered');
  });

  it('cannot use one name for two certificates', async () => {
    const relay = new Relay(), a = await Member.enter(relay), mallory = await Intruder.at(relay);
    const offer = async (n: number): Promise<Message> => ({ t: 'offer', n, d: 1, sdp: await anOffer(), meta: {}, h: mallory.leaveHash, slots: [], channels: [] });
    await mallory.say(a.id, await offer(1));
    await mallory.hear(a.id, 'answer');
    await mallory.say(a.id, await offer(2));
    await until('it is refused', () => a.dropped('fingerprint') === 1);
    expect((await mallory.messages(a.id)).filter(({ t }) => t === 'answer')).to.have.length(1);
    expect(a.made).to.equal(1);
  });
});
