import { expect, fixture, html } from '@open-wc/testing';
import '../../components/peerix-room/define.js';
import '../../components/peerix-remote-streams/define.js';
import { PeerixRoom, type PeerixRemoteStreams } from '../../components/elements.js';
import { defineElement } from '../../components/define-element.js';
import { friend, joined, meets, newRoomName, shadow, shadowAll, until } from './support.js';

const names = (view: Element): string[] => shadowAll(view, '[part=name] bdi').map((name) => name.textContent);
const emptyTitle = (view: Element): string | undefined => shadow(view, '.title')?.textContent;
const shows = (view: Element, ...expected: string[]) => until(() => names(view).join() === expected.join(), `shows ${expected}`);

/** A room with one other in it. */
async function inhabited(person: string): Promise<PeerixRoom> {
  const room = document.createElement('peerix-room');
  Object.assign(room, { driver: 'memory', room: newRoomName() });
  document.body.append(room);
  await joined(room);
  await friend(room.room, person);
  await meets(room, 1);
  return room;
}

describe('an element finds its room', () => {
  let one: PeerixRoom;
  let two: PeerixRoom;
  before(async () => { [one, two] = [await inhabited('Ann'), await inhabited('Ben')]; });
  beforeEach(async () => {
    // Friends of a test leave after it.
    if (one.remotes.size) return;
    await Promise.all([friend(one.room, 'Ann'), friend(two.room, 'Ben')]);
    await Promise.all([meets(one, 1), meets(two, 1)]);
  });
  after(() => { one.remove(); two.remove(); });
  const view = (): PeerixRemoteStreams => Object.assign(document.createElement('peerix-remote-streams'), { everyone: true });

  it('around it, and another after a move', async () => {
    const element = view();
    one.append(element);
    await shows(element, 'Ann');
    two.append(element);
    await shows(element, 'Ben');
    element.remove();
    await shows(element);
  });

  it('around it across shadow roots', async () => {
    const host = document.createElement('div');
    const inner = host.attachShadow({ mode: 'open' }).appendChild(document.createElement('section'));
    const element = view();
    inner.append(element);
    one.append(host);
    await shows(element, 'Ann');
    host.remove();
  });

  it('around the slot it is in', async () => {
    const host = document.createElement('div');
    const element = view();
    host.append(element);
    const root = host.attachShadow({ mode: 'open' });
    one.remove();
    root.append(one);
    one.append(document.createElement('slot'));
    document.body.append(host);
    await joined(one);
    await friend(one.room, 'Ann');
    await shows(element, 'Ann');
    one.replaceChildren();
    document.body.append(one);
    host.remove();
  });

  it('by id, also when the id changes', async () => {
    one.id = 'room-one';
    two.id = 'room-two';
    const element = await fixture<PeerixRemoteStreams>(html`<peerix-remote-streams everyone for="room-one"></peerix-remote-streams>`);
    await shows(element, 'Ann');
    element.htmlFor = 'room-two';
    await shows(element, 'Ben');
    element.htmlFor = 'room-none';
    await until(() => emptyTitle(element) === 'No room here.', 'says so');
  });

  it('by forElement, where no id reaches', async () => {
    const element = await fixture<PeerixRemoteStreams>(html`<peerix-remote-streams everyone .forElement=${two}></peerix-remote-streams>`);
    await shows(element, 'Ben');
    element.forElement = null;
    await until(() => emptyTitle(element) === 'No room here.', 'says so');
  });

  it('that is defined later', async () => {
    const late = document.createElement('x-later-room') as PeerixRoom;
    const element = Object.assign(view(), { forElement: late });
    document.body.append(late, element);
    await until(() => emptyTitle(element) === 'No room here.', 'nothing yet');
    Object.assign(late, { driver: 'memory', room: one.room });
    defineElement('x-later-room', class extends PeerixRoom {});
    await until(() => names(element).includes('Ann'), 'Ann');
    late.remove();
    element.remove();
  });

  it('of several on the page, its own', async () => {
    const [a, b] = [view(), view()];
    one.append(a);
    two.append(b);
    await Promise.all([shows(a, 'Ann'), shows(b, 'Ben')]);
    expect(names(a)).not.to.deep.equal(names(b));
    a.remove();
    b.remove();
  });
});
