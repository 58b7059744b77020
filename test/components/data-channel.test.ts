import { expect, fixture, html } from '@open-wc/testing';
import '../../components/peerix-room/define.js';
import '../../components/peerix-data-channel/define.js';
import { PeerixDataChannel, type PeerixRoom } from '../../components/elements.js';
import { defineElement } from '../../components/define-element.js';
import type { Channel, Peer } from '../../src/index.js';
import { friend, joined, meets, newRoomName, record, until } from './support.js';

const channelOf = (peer: Peer, label: string): Channel | undefined => [...peer.remotes.values()][0]?.channels.get(label);
const isOpen = (peer: Peer, label: string): boolean => channelOf(peer, label)?.state === 'open';
const opens = (peer: Peer, label: string): Promise<void> => until(() => isOpen(peer, label), `${label} opens`);
const closes = (peer: Peer, label: string): Promise<void> => until(() => !channelOf(peer, label), `${label} closes`);
const code = (promise: PromiseLike<unknown>): Promise<string> => Promise.resolve(promise).then(() => 'none', (error) => error.code);

describe('peerix-data-channel', () => {
  let room: PeerixRoom;
  let element: PeerixDataChannel;
  let ann: Peer;
  beforeEach(async () => {
    room = await fixture<PeerixRoom>(html`<peerix-room driver="memory" room=${newRoomName()}>
      <peerix-data-channel label="cursor"></peerix-data-channel></peerix-room>`);
    element = room.querySelector('peerix-data-channel')!;
    await joined(room);
    ann = await friend(room.room);
    await Promise.all([meets(room, 1), meets(ann, 1)]);
  });

  it('opens its channel, and says so', async () => {
    await opens(ann, 'cursor');
    await until(() => element.state === 'open', 'open here');
    expect(element.matches(':state(open)')).to.equal(true);
    const { ordered, maxRetransmits, maxPacketLifeTime, protocol } = channelOf(ann, 'cursor')!;
    expect({ ordered, maxRetransmits, maxPacketLifeTime, protocol }).to.deep.equal({ ordered: true, maxRetransmits: null, maxPacketLifeTime: null, protocol: '' });
    await expect(room).to.be.accessible();
  });

  it('opens it with the options that its attributes mean', async () => {
    room.innerHTML = '<peerix-data-channel label="game" ordered="false" max-retransmits="0" protocol="moves"></peerix-data-channel>';
    await opens(ann, 'game');
    const { ordered, maxRetransmits, protocol } = channelOf(ann, 'game')!;
    expect({ ordered, maxRetransmits, protocol }).to.deep.equal({ ordered: false, maxRetransmits: 0, protocol: 'moves' });
  });

  it('opens it anew when an option changes', async () => {
    await opens(ann, 'cursor');
    element.maxPacketLifeTime = 100;
    await until(() => channelOf(ann, 'cursor')?.maxPacketLifeTime === 100, 'another');
    element.setAttribute('ordered', 'false');
    await until(() => channelOf(ann, 'cursor')?.ordered === false, 'unordered');
    element.removeAttribute('ordered');
    await until(() => channelOf(ann, 'cursor')?.ordered === true, 'ordered');
  });

  it('sends on it, to everybody or to some, with a report', async () => {
    const heard: unknown[] = [];
    ann.on('channel:message', ({ label, data, info }) => heard.push([label, data, info]));
    const report = await element.send({ x: 1 }, { info: { n: 1 } });
    expect([...report]).to.deep.equal([[ann.id, 'delivered']]);
    await element.send('only you', { to: ann.id! });
    expect(heard).to.deep.equal([['cursor', { x: 1 }, { n: 1 }], ['cursor', 'only you', undefined]]);
  });

  it('sends at once under a label that was set just now', async () => {
    element.label = 'fresh';
    expect((await element.send('hi')).ok).to.equal(true);
  });

  it('repeats the events of its label only, with the group, and bubbles none', async () => {
    const names = ['channel', 'channel:message', 'channel:new', 'channel:open', 'channel:close'];
    const events = names.flatMap((name) => [[name, record(element, name)] as const]);
    const outside = record(document.body, 'channel:message');
    const seen = (name: string) => events.find(([known]) => known === name)![1];
    await opens(ann, 'cursor');
    ann.open({ label: 'other' });
    await ann.send('not this', { label: 'other' });
    await ann.send('this', { label: 'cursor' });
    expect(seen('channel:message').map(({ detail }) => [detail.name, detail.data, detail.remote.id])).to.deep.equal([['channel:message', 'this', ann.id]]);
    expect(seen('channel:message')[0]!.bubbles).to.equal(false);
    expect(outside).to.have.length(0);
    ann.close({ label: 'cursor' });
    await until(() => seen('channel:close').length === 1, 'closed by Ann');
    expect(seen('channel').map(({ detail }) => detail.name).slice(-2)).to.deep.equal(['channel:message', 'channel:close']);
    expect(element.matches(':state(open)')).to.equal(false);
  });

  it('closes when it is removed, by itself or with its label, never from the callback', async () => {
    await opens(ann, 'cursor');
    await until(() => element.state === 'open', 'open here');
    const closed = record(element, 'channel:close');
    element.remove();
    expect(closed, 'from the callback').to.have.length(0);
    await closes(ann, 'cursor');
    expect(closed).to.have.length(1);
    expect(element.state).to.equal('closed');
    room.append(element);
    await opens(ann, 'cursor');
    element.label = 'pointer';
    await opens(ann, 'pointer');
    await closes(ann, 'cursor');
  });

  it('stays open through a move by append, and by moveBefore', async () => {
    await opens(ann, 'cursor');
    const changes = [...['channel:close', 'channel:open', 'channel:new'].map((name) => record(room, name))];
    const before = changes.map(({ length }) => length);
    const shelter = document.createElement('section');
    room.append(shelter);
    shelter.append(element);
    await element.updateComplete;
    if ('moveBefore' in room) (room as unknown as { moveBefore(node: Node, child: null): void }).moveBefore(element, null);
    await element.updateComplete;
    expect((await element.send('still here')).ok).to.equal(true);
    expect(changes.map(({ length }) => length)).to.deep.equal(before);
  });

  it('is shared by elements of one label: the last to go closes it', async () => {
    const second = Object.assign(document.createElement('peerix-data-channel'), { label: 'cursor' });
    room.append(second);
    await opens(ann, 'cursor');
    const closed = record(room, 'channel:close');
    element.remove();
    await second.updateComplete;
    expect((await second.send('still open')).ok).to.equal(true);
    expect(closed).to.have.length(0);
    second.remove();
    await closes(ann, 'cursor');
  });

  it('tells a bad option, or options that clash with another element, as an error of its room', async () => {
    const errors = record(room, 'error');
    element.setAttribute('max-retransmits', 'many');
    await until(() => errors.length === 1, 'bad option');
    expect(errors[0]!.detail.error.code).to.equal('BAD_OPTION');
    expect(element.state).to.equal('closed');
    element.removeAttribute('max-retransmits');
    await until(() => element.state === 'open', 'mended');
    room.append(Object.assign(document.createElement('peerix-data-channel'), { label: 'cursor', ordered: false }));
    await until(() => errors.length === 2, 'clash');
    expect(errors[1]!.detail.error.code).to.equal('CHANNEL_MISMATCH');
    expect((await element.send('the first holds')).ok).to.equal(true);
  });

  it('changes its options together with others of its label, without a clash', async () => {
    const twin = Object.assign(document.createElement('peerix-data-channel'), { label: 'cursor' });
    room.append(twin);
    await opens(ann, 'cursor');
    const errors = record(room, 'error');
    element.ordered = false;
    twin.ordered = false;
    await until(() => channelOf(ann, 'cursor')?.ordered === false && isOpen(ann, 'cursor'), 'unordered');
    expect((await element.send('one')).ok && (await twin.send('two')).ok).to.equal(true);
    element.remove();
    await twin.updateComplete;
    expect((await twin.send('it holds the channel too')).ok).to.equal(true);
    expect(errors).to.have.length(0);
  });

  it('that clashed opens its channel when the other element goes', async () => {
    const errors = record(room, 'error');
    await opens(ann, 'cursor');
    const twin = Object.assign(document.createElement('peerix-data-channel'), { label: 'cursor', ordered: false });
    room.append(twin);
    await until(() => errors.length === 1, 'clash');
    element.remove();
    await until(() => channelOf(ann, 'cursor')?.ordered === false && twin.state === 'open', 'its own');
    expect(errors).to.have.length(1);
    twin.remove();
    await closes(ann, 'cursor');
  });

  it('that clashed and went opens nothing any more', async () => {
    const errors = record(room, 'error');
    await opens(ann, 'cursor');
    const twin = Object.assign(document.createElement('peerix-data-channel'), { label: 'cursor', ordered: false });
    room.append(twin);
    await until(() => errors.length === 1, 'clash');
    twin.remove();
    await twin.updateComplete;
    element.remove();
    await closes(ann, 'cursor');
    expect([twin.state, channelOf(room.peer, 'cursor')]).to.deep.equal(['closed', undefined]);
  });

  it('finds a room by for and by forElement, of two on the page its own', async () => {
    const other = await fixture<PeerixRoom>(html`<peerix-room id="other-room" driver="memory" room=${newRoomName()}></peerix-room>`);
    await joined(other);
    const ben = await friend(other.room, 'Ben');
    await Promise.all([meets(other, 1), meets(ben, 1)]);
    element.htmlFor = 'other-room';
    await opens(ben, 'cursor');
    await closes(ann, 'cursor');
    element.htmlFor = '';
    element.forElement = other;
    await element.updateComplete;
    expect([...(await element.send('hi')).keys()]).to.deep.equal([ben.id]);
  });

  it('rejects what is sent outside a room', async () => {
    element.remove();
    await element.updateComplete;
    expect(await code(element.send('hi'))).to.equal('NOT_JOINED');
    await room.leave();
    room.append(element);
    await element.updateComplete;
    expect(await code(element.send('hi'))).to.equal('NOT_JOINED');
    expect(element.state).to.equal('closed');
  });

  it('takes properties that were set before its definition', async () => {
    const early = document.createElement('x-late-channel') as PeerixDataChannel;
    Object.assign(early, { label: 'early', ordered: false, maxRetransmits: 2 });
    room.append(early);
    defineElement('x-late-channel', class extends PeerixDataChannel {});
    await opens(ann, 'early');
    const { ordered, maxRetransmits } = channelOf(ann, 'early')!;
    expect({ ordered, maxRetransmits }).to.deep.equal({ ordered: false, maxRetransmits: 2 });
  });

  it('shows what is inside as it is', async () => {
    element.append(Object.assign(document.createElement('button'), { textContent: 'Send' }));
    expect(element.querySelector('button')!.offsetWidth).to.be.above(0);
  });

  it('follows a peer that is injected later', async () => {
    const other = await friend(room.room, 'Nina');
    await meets(ann, 2);
    room.peer = other;
    await until(() => [...ann.remotes.values()].some(({ id, channels }) => id === other.id && channels.get('cursor')?.state === 'open'), 'open from the new one');
  });
});
