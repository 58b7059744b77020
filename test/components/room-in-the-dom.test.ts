import { expect, fixture, html } from '@open-wc/testing';
import '../../components/peerix-room/define.js';
import { PeerixRoom } from '../../components/elements.js';
import { defineElement } from '../../components/define-element.js';
import { MemoryDriver, Peer } from '../../src/index.js';
import { friend, idle, joined, meets, newRoomName, record, until } from './support.js';

describe('peerix-room in a living DOM', () => {
  let room: PeerixRoom;
  let name: string;
  beforeEach(async () => {
    name = newRoomName();
    room = await fixture<PeerixRoom>(html`<peerix-room driver="memory" room=${name}></peerix-room>`);
    await joined(room);
  });
  afterEach(() => room.remove());

  it('stays through a move by append, and by moveBefore', async () => {
    const ann = await friend(name);
    await meets(room, 1);
    const [id, connection] = [room.peer.id, [...room.remotes.values()][0]!.connection];
    const states = record(room, 'state');
    const shelter = document.createElement('section');
    document.body.append(shelter);
    shelter.append(room);
    await room.updateComplete;
    if ('moveBefore' in document.body) (document.body as unknown as { moveBefore(node: Node, child: null): void }).moveBefore(room, null);
    await room.updateComplete;
    await ann.send('still here');
    expect(room.peer.id).to.equal(id);
    expect([...room.remotes.values()][0]!.connection).to.equal(connection);
    expect(states).to.have.length(0);
    shelter.remove();
  });

  it('leaves in the same task when removed, and not from the callback', async () => {
    const states = record(room, 'state');
    room.remove();
    expect(states, 'from the callback').to.have.length(0);
    await Promise.resolve();
    expect(room.state).to.equal('leaving');
    await idle(room);
  });

  it('joins again when put back', async () => {
    const id = room.peer.id;
    room.remove();
    await idle(room);
    document.body.append(room);
    await joined(room);
    expect(room.peer.id).not.to.equal(id);
  });

  it('bears connect, disconnect, connect', async () => {
    const errors = record(room, 'error');
    room.remove();
    document.body.append(room);
    room.remove();
    await Promise.resolve();
    document.body.append(room);
    await joined(room);
    const ann = await friend(name);
    await meets(ann, 1);
    expect(errors).to.have.length(0);
  });

  it('keeps listeners and desired state across a stay', async () => {
    const seen: string[] = [];
    room.on('connection', ({ name: event }) => seen.push(event));
    room.open({ label: 'chat' });
    room.remove();
    await idle(room);
    document.body.append(room);
    await joined(room);
    const ann = await friend(name);
    await until(() => seen.includes('connection:connected'), 'connected');
    await until(() => [...ann.remotes.values()][0]?.channels.get('chat')?.state === 'open', 'chat opened');
  });
});

describe('peerix-room before its definition', () => {
  it('takes properties and attributes that were set', async () => {
    const name = newRoomName();
    const early = document.createElement('x-late-room') as PeerixRoom;
    const driver = new MemoryDriver('late');
    Object.assign(early, { driver, name: 'Nina', password: 'secret', metadata: { role: 'host' } });
    early.setAttribute('room', name);
    document.body.append(early);
    defineElement('x-late-room', class extends PeerixRoom {});
    await joined(early);
    expect(early.driver).to.equal(driver);
    const ann = new Peer({ driver: new MemoryDriver('late'), password: 'secret' });
    await ann.join({ room: name });
    await meets(ann, 1);
    expect([...ann.remotes.values()][0]!.metadata).to.deep.equal({ role: 'host', name: 'Nina' });
    await ann.leave();
    early.remove();
  });

  it('takes an injected peer that was set', async () => {
    const early = document.createElement('x-late-injected') as PeerixRoom;
    const peer = new Peer({ driver: new MemoryDriver() });
    early.peer = peer;
    document.body.append(early);
    defineElement('x-late-injected', class extends PeerixRoom {});
    await early.updateComplete;
    expect(early.peer).to.equal(peer);
    early.remove();
  });
});

describe('peerix-room with an injected peer', () => {
  it('neither joins nor leaves it, and shows and repeats what it does', async () => {
    const name = newRoomName();
    const peer = new Peer({ driver: new MemoryDriver() });
    const room = await fixture<PeerixRoom>(html`<peerix-room driver="memory" room=${name} .peer=${peer}></peerix-room>`);
    await room.updateComplete;
    expect(peer.state).to.equal('idle');
    const events = record(room, 'connection');
    await peer.join({ room: name });
    expect(room.matches(':state(joined)')).to.equal(true);
    await friend(name);
    await meets(room, 1);
    expect(events.map(({ detail }) => detail.name)).to.deep.equal(['connection:new', 'connection:connecting', 'connection:connected']);
    room.remove();
    await Promise.resolve();
    expect(peer.state).to.equal('joined');
    const count = events.length;
    await peer.leave();
    expect(events.length, 'a removed element holds on to nothing').to.equal(count);
  });

  it('leaves its own room when one is injected, and joins again when it is taken back', async () => {
    const room = await fixture<PeerixRoom>(html`<peerix-room driver="memory" room=${newRoomName()}></peerix-room>`);
    await joined(room);
    const own = room.peer;
    room.peer = new Peer({ driver: new MemoryDriver() });
    await until(() => own.state === 'idle', 'own left');
    (room as { peer: Peer | null }).peer = null;
    expect(room.peer).to.equal(own);
    await joined(room);
  });
});
