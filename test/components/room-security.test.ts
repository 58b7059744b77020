import { expect } from '@open-wc/testing';
import '../../components/peerix-room/define.js';
import { PeerixRoom } from '../../components/elements.js';
import type { Applicant, Peer, PeerEventMap, PeerixError } from '../../src/index.js';
import { friend, joined, meets, newRoomName, record, until } from './support.js';

type Failure = CustomEvent<PeerEventMap['error']>;
type Attributes = Record<string, string>;

const placed: Element[] = [];
afterEach(() => placed.splice(0).forEach((element) => element.remove()));

function place(room: PeerixRoom): PeerixRoom {
  placed.push(room);
  document.body.append(room);
  return room;
}

function unconnected(attributes: Attributes): PeerixRoom {
  const room = document.createElement('peerix-room');
  for (const [name, value] of Object.entries({ driver: 'memory', ...attributes })) room.setAttribute(name, value);
  return room;
}

/** As a parser or framework makes it before the class is defined; it is upgraded when it is placed. */
function notUpgraded(room: string): PeerixRoom {
  const template = document.createElement('template');
  template.innerHTML = `<peerix-room driver="memory" room="${room}"></peerix-room>`;
  return template.content.firstElementChild as PeerixRoom;
}

const enter = (attributes: Attributes): PeerixRoom => place(unconnected(attributes));
const codes = (events: readonly Failure[]): string[] => events.map(({ detail }) => detail.error.code);
const sentBy = ({ peer }: PeerixRoom): number => peer.counters['sent'] ?? 0;
const connectionsOf = ({ remotes }: PeerixRoom | Peer): string[] =>
  [...remotes.values()].filter(({ state }) => state === 'connected').map(({ id }) => id);

/** Two elements of one room that have met, and who else comes. */
async function fullRoom(): Promise<{ ann: PeerixRoom; bob: PeerixRoom; late: PeerixRoom; errors: Failure[] }> {
  const attributes = { room: newRoomName(), 'max-peers': '2' };
  const [ann, bob] = [enter(attributes), enter(attributes)];
  await Promise.all([meets(ann, 1), meets(bob, 1)]);
  const late = unconnected(attributes), errors = record<Failure>(late, 'error');
  place(late);
  return { ann, bob, late, errors };
}

describe('peerix-room with max-peers', function () {
  this.timeout(30_000);

  it('tells whoever comes when it is full, who stays joined and meets nobody', async () => {
    const { ann, bob, late, errors } = await fullRoom();
    const connections = record(late, 'connection');
    await until(() => errors.length, 'it is told');
    const [event] = errors;
    expect(event).to.be.instanceOf(CustomEvent);
    expect([event!.bubbles, event!.composed, event!.detail.name, event!.detail.remote]).to.deep.equal([false, false, 'error', undefined]);
    expect(event!.detail.error.hint).to.be.a('string').and.not.empty;
    expect([late.state, late.remotes.size, connections.length]).to.deep.equal(['joined', 0, 0]);
    expect([connectionsOf(ann), connectionsOf(bob)]).to.deep.equal([[bob.peer.id], [ann.peer.id]]);
    expect(codes(errors)).to.deep.equal(['ROOM_FULL']);
  });

  it('lets in by itself who waits when an element is taken out', async () => {
    const { ann, bob, late, errors } = await fullRoom();
    await until(() => errors.length, 'it is told');
    expect(late.matches(':state(failed)')).to.equal(true);
    bob.remove();
    await meets(late, 1);
    expect(connectionsOf(late)).to.deep.equal([ann.peer.id]);
    expect(late.matches(':state(failed)')).to.equal(false);
    expect(codes(errors)).to.deep.equal(['ROOM_FULL']);
  });

  it('counts a change from the next connection on', async () => {
    const room = newRoomName(), [ann, bob] = [enter({ room, 'max-peers': '2' }), enter({ room, 'max-peers': '2' })];
    await Promise.all([meets(ann, 1), meets(bob, 1)]);
    const id = ann.peer.id;
    ann.setAttribute('max-peers', '3');
    bob.maxPeers = 3;
    const third = await friend(room);
    await Promise.all([ann, bob, third].map((one) => meets(one, 2)));
    expect(ann.peer.id).to.equal(id);
  });

  it('that is lowered throws nobody out, and lets nobody else in', async () => {
    const room = newRoomName(), [ann, bob, third] = [enter({ room }), enter({ room }), enter({ room })];
    const members = [ann, bob, third];
    await Promise.all(members.map((one) => meets(one, 2)));
    const closed = members.map((one) => record(one, 'connection:closed'));
    for (const one of members) one.maxPeers = 2;
    const late = unconnected({ room }), errors = record<Failure>(late, 'error');
    place(late);
    await until(() => errors.length, 'it is told');
    expect(codes(errors)).to.deep.equal(['ROOM_FULL']);
    expect(members.map((one) => connectionsOf(one).length)).to.deep.equal([2, 2, 2]);
    expect(closed.flat()).to.deep.equal([]);
  });

  for (const value of ['two', '0', '-1', '1.5', '']) {
    it(`of "${value}" is refused by a typed error, and joins once it is mended`, async () => {
      const room = unconnected({ room: newRoomName(), 'max-peers': value }), errors = record<Failure>(room, 'error');
      place(room);
      await until(() => errors.length, 'an error');
      const { error } = errors[0]!.detail;
      expect(error).to.include({ code: 'BAD_OPTION' });
      expect(error.message).to.match(/maxPeers/);
      expect(error.hint).to.be.a('string').and.not.empty;
      expect([room.state, room.matches(':state(failed)')]).to.deep.equal(['idle', true]);
      room.setAttribute('max-peers', '2');
      await joined(room);
      expect(errors).to.have.length(1);
    });
  }
});

describe('peerix-room with verify', function () {
  this.timeout(30_000);

  const onlyAnn = ({ metadata }: Applicant): boolean => metadata.name === 'Ann';

  /** Eve does not come in, Ann does. */
  async function admitsOnlyAnn(element: PeerixRoom, room: string): Promise<void> {
    const shown = record(element, 'connection:new'), eve = await friend(room, 'Eve');
    const error = await new Promise<PeerixError>((resolve) => { eve.once('error', (event) => resolve(event.error)); });
    expect([error.code, eve.state, eve.remotes.size]).to.deep.equal(['REJECTED', 'joined', 0]);
    await eve.leave();
    const ann = await friend(room, 'Ann');
    await Promise.all([meets(element, 1), meets(ann, 1)]);
    expect(shown.map(({ detail }) => detail.remote.id)).to.deep.equal([ann.id]);
  }

  it('that was set before the upgrade', async () => {
    const room = newRoomName(), element = notUpgraded(room);
    expect(element).not.to.be.instanceOf(PeerixRoom);
    element.verify = onlyAnn;
    place(element);
    expect(element).to.be.instanceOf(PeerixRoom);
    await joined(element);
    await admitsOnlyAnn(element, room);
  });

  it('that was set after the upgrade, before it is placed', async () => {
    const room = newRoomName(), element = unconnected({ room });
    element.verify = onlyAnn;
    place(element);
    await joined(element);
    await admitsOnlyAnn(element, room);
  });

  it('that was set when it had joined: who is in stays in', async () => {
    const room = newRoomName(), element = enter({ room }), bob = await friend(room, 'Bob');
    await meets(element, 1);
    const closed = record(element, 'connection:closed'), { id } = bob;
    element.verify = onlyAnn;
    await element.updateComplete;
    expect(connectionsOf(element)).to.deep.equal([id]);
    await bob.leave();
    await meets(element, 0);
    await admitsOnlyAnn(element, room);
    expect(closed.map(({ detail }) => detail.remote.id)).to.deep.equal([id]);
  });

  it('that was taken away lets everybody in', async () => {
    const room = newRoomName(), element = unconnected({ room });
    element.verify = onlyAnn;
    place(element);
    await joined(element);
    element.verify = undefined;
    await element.updateComplete;
    await friend(room, 'Eve');
    await meets(element, 1);
  });

  it('that is no function is refused: it would protect nobody', async () => {
    const element = unconnected({ room: newRoomName() }), errors = record<Failure>(element, 'error');
    Object.assign(element, { verify: 'everybody' });
    place(element);
    await until(() => errors.length, 'an error');
    expect([codes(errors), element.state]).to.deep.equal([['BAD_OPTION'], 'idle']);
    expect(errors[0]!.detail.error.message).to.match(/verify/);
  });

  it('sees what the element says as a function of its id, under its name', async () => {
    const room = newRoomName(), element = unconnected({ room, name: 'Ann' }), ann = await friend(room, 'Other');
    await element.setMetadata(async (id) => ({ token: `signed for ${id}` }));
    place(element);
    await meets(element, 1);
    await meets(ann, 1);
    expect([...ann.remotes.values()][0]!.metadata).to.deep.equal({ token: `signed for ${element.peer.id}`, name: 'Ann' });
  });

  it('that refuses it is one error event, however often, and no reason to leave', async () => {
    const room = newRoomName(), judge = unconnected({ room }), element = unconnected({ room, name: 'Eve' }), asked: unknown[] = [];
    judge.verify = (applicant) => {
      asked.push(applicant.metadata.name);
      return onlyAnn(applicant);
    };
    place(judge);
    await joined(judge);
    const errors = record<Failure>(element, 'error');
    place(element);
    await until(() => errors.length, 'it is told');
    expect([codes(errors), element.state, element.remotes.size]).to.deep.equal([['REJECTED'], 'joined', 0]);
    element.name = 'Mallory';
    await until(() => asked.includes('Mallory'), 'it is judged again');
    const sent = sentBy(element);
    await until(() => sentBy(element) > sent + 2, 'it has announced itself again');
    element.name = 'Ann';
    await Promise.all([meets(element, 1), meets(judge, 1)]);
    expect(asked).to.deep.equal(['Eve', 'Mallory', 'Ann']);
    expect(codes(errors)).to.deep.equal(['REJECTED']);
  });
});

describe('peerix-room with a password', function () {
  this.timeout(30_000);

  function locked(room: string, password: string): PeerixRoom {
    const element = unconnected({ room });
    element.password = password;
    return element;
  }

  it('on both meets, whether it was set before the upgrade or after', async () => {
    const room = newRoomName(), early = notUpgraded(room), other = locked(room, 'sesame');
    early.password = 'sesame';
    for (const element of [early, other]) place(element);
    await Promise.all([meets(early, 1), meets(other, 1)]);
    expect(early.hasAttribute('password')).to.equal(false);
  });

  it('on one, or another one, shows nobody to anybody and is no error', async () => {
    const room = newRoomName(), elements = [locked(room, 'sesame'), locked(room, 'Sesame'), locked(room, '')];
    const events = elements.map((element) => ['error', 'connection'].map((name) => record(element, name)));
    for (const element of elements) place(element);
    await until(() => elements.every((element) => sentBy(element) >= 4), 'each has announced itself four times');
    for (const element of elements) {
      expect([element.state, element.remotes.size, element.matches(':state(failed)')]).to.deep.equal(['joined', 0, false]);
    }
    expect(events.flat(2)).to.deep.equal([]);
    const friends = elements.map(({ password }) => place(locked(room, password)));
    await Promise.all([...elements, ...friends].map((element) => meets(element, 1)));
    expect(elements.map(connectionsOf)).to.deep.equal(friends.map(({ peer }) => [peer.id]));
  });
});
