import { expect, fixture, html } from '@open-wc/testing';
import '../../components/peerix-room/define.js';
import type { PeerixRoom } from '../../components/elements.js';
import type { Peer } from '../../src/index.js';
import { canvasStream, friend, joined, meets, newRoomName, record, until } from './support.js';

describe('peerix-room repeats the events of the engine', () => {
  let room: PeerixRoom;
  let ann: Peer;
  beforeEach(async () => {
    const name = newRoomName();
    room = await fixture<PeerixRoom>(html`<peerix-room driver="memory" room=${name}></peerix-room>`);
    await joined(room);
    ann = await friend(name);
    await meets(room, 1);
  });

  it('specific first, then the group, with the same object, not bubbling', async () => {
    const seen: { type: string; detail: unknown; bubbles: boolean; composed: boolean }[] = [];
    const see = ({ type, detail, bubbles, composed }: CustomEvent) => seen.push({ type, detail, bubbles, composed });
    room.addEventListener('stream', see);
    room.addEventListener('stream:add', see);
    const engine: unknown[] = [];
    room.on('stream:add', (event) => engine.push(event));
    ann.publish({ stream: canvasStream(), label: 'camera' });
    await until(() => seen.length === 2, 'both');
    expect(seen.map(({ type }) => type)).to.deep.equal(['stream:add', 'stream']);
    expect(seen[0]!.detail).to.equal(engine[0]);
    expect(seen[1]!.detail).to.equal(engine[0]);
    expect(seen.some(({ bubbles, composed }) => bubbles || composed)).to.equal(false);
  });

  it('messages too, and answers by the methods of the engine', async () => {
    room.open({ label: 'chat' });
    ann.open({ label: 'chat' });
    const messages = record(room, 'channel:message');
    await until(() => [...ann.remotes.values()][0]?.channels.get('chat')?.state === 'open', 'open');
    await ann.send('hello', { label: 'chat' });
    await until(() => messages.length, 'a message');
    expect(messages[0]!.detail).to.include({ data: 'hello', label: 'chat' });
    const answers: unknown[] = [];
    ann.on('channel:message', ({ data }) => answers.push(data));
    expect((await room.send('hi', { label: 'chat' })).ok).to.equal(true);
    expect(answers).to.deep.equal(['hi']);
  });

  it('to once and off as the engine does', async () => {
    const seen: string[] = [];
    const off = (event: { name: string }) => seen.push(`off ${event.name}`);
    room.once('stream', ({ name }) => seen.push(`once ${name}`));
    room.on('stream', off);
    room.off('stream', off);
    ann.publish({ stream: canvasStream(), label: 'camera' });
    await until(() => seen.length, 'once');
    const removed = record(room, 'stream:remove');
    ann.unpublish({ label: 'camera' });
    await until(() => removed.length, 'removed');
    expect(seen).to.deep.equal(['once stream:add']);
  });

  it('to a listener that throws, and to the next one all the same', async () => {
    const failed: ErrorEvent[] = [];
    const catchIt = (event: ErrorEvent) => { failed.push(event); event.preventDefault(); };
    const onerror = window.onerror;
    window.onerror = () => true;
    window.addEventListener('error', catchIt);
    room.addEventListener('stream', () => { throw new Error('mine'); }, { once: true });
    const streams = record(room, 'stream');
    ann.publish({ stream: canvasStream(), label: 'camera' });
    await until(() => streams.length, 'the next');
    expect(failed).to.have.length(1);
    window.removeEventListener('error', catchIt);
    window.onerror = onerror;
  });
});
