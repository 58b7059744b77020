import { expect, fixture, html } from '@open-wc/testing';
import { Peer, MemoryDriver } from '../../../src/index.js';
import '../../../components/peerix-room/define.js';
import '../../../components/peerix-local-media/define.js';
import '../../../components/peerix-peers/define.js';
import '../../../components/peerix-remote-streams/define.js';
import type { PeerixLocalMedia, PeerixRoom } from '../../../components/elements.js';
import { tone } from '../../engine/media/streams.js';
import { joined, newRoomName, shadow, until } from '../support.js';

describe('one’s own voice', () => {
  let room: PeerixRoom, media: PeerixLocalMedia;
  const tile = (of: PeerixLocalMedia = media) => shadow(of, 'peerix-tile')!;
  const isRung = (of: PeerixLocalMedia = media) => of.matches(':state(speaking)') && tile(of).matches(':state(speaking)') && getComputedStyle(tile(of)).boxShadow !== 'none';
  beforeEach(async () => {
    room = await fixture<PeerixRoom>(html`<peerix-room driver="memory" room=${newRoomName()}>
      <peerix-remote-streams><peerix-local-media slot="self" manual></peerix-local-media></peerix-remote-streams><peerix-peers></peerix-peers></peerix-room>`);
    media = room.querySelector('peerix-local-media')!;
    await joined(room);
    media.stream = tone();
  });

  it('is a ring around one’s own picture, as around the others, and said in the list', async () => {
    expect(isRung()).to.equal(false);
    await until(() => isRung(), 'a ring');
    const peers = room.querySelector('peerix-peers')!;
    await until(() => shadow(peers, '[part=state]')!.textContent.startsWith('Speaking'), 'in the list');
    expect(shadow(peers, '.speaking [part=name]')!.textContent).to.equal('You');
    await expect(media).to.be.accessible();
    media.muted = true;
    await until(() => !media.matches(':state(speaking)') && !tile().matches(':state(speaking)'), 'no ring while muted');
    await until(() => !shadow(peers, '.speaking'), 'not in the list either');
    media.muted = false;
    await until(() => isRung(), 'again');
    await room.leave();
    await until(() => !media.matches(':state(speaking)'), 'nobody hears it any longer');
  });

  it('is that of its own label only, and never of a screen', async () => {
    const screen = document.createElement('peerix-local-media');
    Object.assign(screen, { screen: true, stream: tone() });
    const other = document.createElement('peerix-local-media');
    Object.assign(other, { label: 'second', manual: true });
    room.append(screen, other);
    await until(() => isRung() && room.heard.has('screen'), 'both are heard');
    await Promise.all([screen.updateComplete, other.updateComplete]);
    expect([screen, other].map((one) => one.matches(':state(speaking)'))).to.deep.equal([false, false]);
    media.label = 'third';
    await until(() => isRung() && room.heard.has('third') && !room.heard.has('camera'), 'under its new label');
  });

  it('moves with it from room to room, and is gone with the room’s peer', async () => {
    await until(() => isRung(), 'a ring');
    const other = await fixture<PeerixRoom>(html`<peerix-room driver="memory" room=${newRoomName()}></peerix-room>`);
    await joined(other);
    other.append(media);
    await until(() => other.heard.has('camera') && isRung() && !room.heard.has('camera'), 'heard in the other room');
    const peer = new Peer({ driver: new MemoryDriver() });
    other.peer = peer;
    await until(() => !isRung(), 'the new peer is in no room');
    await peer.join({ room: newRoomName() });
    await until(() => isRung(), 'and now it is');
    await peer.leave();
  });
});
