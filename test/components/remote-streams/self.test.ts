import { expect, fixture, html } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import '../../../components/peerix-room/define.js';
import '../../../components/peerix-remote-streams/define.js';
import type { PeerixRoom } from '../../../components/elements.js';
import { friend, joined, meets, newRoomName, shadow, until } from '../support.js';

/** A box of that size, with one's own picture in it. */
async function viewing(width: number, height: number): Promise<[HTMLElement, HTMLElement, PeerixRoom]> {
  const room = await fixture<PeerixRoom>(html`<peerix-room driver="memory" room=${newRoomName()}>
    <peerix-remote-streams everyone><p slot="self">Me</p><button slot="empty">Invite</button></peerix-remote-streams></peerix-room>`);
  const streams = room.querySelector('peerix-remote-streams')!, self = room.querySelector('p')!;
  Object.assign(streams.style, { width: `${width}px`, height: `${height}px` });
  await joined(room);
  await until(() => self.offsetWidth, 'placed');
  return [streams, self, room];
}
const size = ({ offsetWidth, offsetHeight }: HTMLElement) => [offsetWidth, offsetHeight];

describe('one’s own picture among the others', () => {
  beforeEach(() => setViewport({ width: 900, height: 800 }));
  after(() => setViewport({ width: 800, height: 600 }));

  it('is small while one is alone, and lies in nobody’s way', async () => {
    const [streams, self] = await viewing(800, 600);
    await until(() => size(self).join() === '224,168', 'small');
    const invite = streams.querySelector('button')!, { left, top } = invite.getBoundingClientRect();
    expect(document.elementFromPoint(left + 4, top + 4)).to.equal(invite);
  });

  it('is a tile like the others, the last', async () => {
    const [streams, self, room] = await viewing(800, 600);
    await friend(room.room);
    await friend(room.room, 'Jonas');
    await meets(room, 2);
    const tiles = () => [...streams.shadowRoot!.querySelectorAll('peerix-tile')];
    await until(() => tiles().length === 2 && size(self).join() === size(tiles()[0]!).join(), 'alike');
    const others = tiles().map((tile) => tile.getBoundingClientRect().bottom);
    await until(() => self.getBoundingClientRect().bottom >= Math.max(...others), 'the last');
    await expect(streams).to.be.accessible();
  });

  it('floats beside one other on a phone', async () => {
    const [streams, self, room] = await viewing(360, 640);
    await friend(room.room);
    await until(() => size(self).join() === '104,136', 'small');
    expect(size(shadow(streams, 'peerix-tile')!)).to.deep.equal([360, 640]);
    self.remove();
    await until(() => !shadow(streams, '.self'), 'gone');
  });
});
