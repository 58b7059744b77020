import { expect, fixture, html } from '@open-wc/testing';
import '../../../components/peerix-room/define.js';
import '../../../components/peerix-remote-streams/define.js';
import type { PeerixRemoteStreams, PeerixRoom } from '../../../components/elements.js';
import type { Peer } from '../../../src/index.js';
import { canvasStream, friend, joined, newRoomName, until } from '../support.js';

describe('what a view does not show', () => {
  it('is not sent, and sent again when it is seen', async () => {
    const room = await fixture<PeerixRoom>(html`<peerix-room driver="memory" room=${newRoomName()}>
      <peerix-remote-streams></peerix-remote-streams></peerix-room>`);
    const view = room.querySelector<PeerixRemoteStreams>('peerix-remote-streams')!;
    await joined(room);
    const ann: Peer = await friend(room.room, 'Ann');
    ann.publish({ stream: canvasStream(), label: 'camera' });
    const tile = () => view.shadowRoot!.querySelector('peerix-tile'), video = () => tile()?.shadowRoot?.querySelector('video');
    await until(() => video()?.videoWidth, 'Ann');
    const senders = () => [...ann.remotes.values()][0]!.connection.getSenders().filter(({ track }) => track?.kind === 'video');
    const isSent = () => senders().some((sender) => sender.getParameters().encodings.some(({ active }) => active));
    await until(isSent, 'sent');
    view.style.marginBlockStart = '5000px';
    await until(() => !isSent(), 'not sent');
    view.style.marginBlockStart = '';
    await until(isSent, 'sent again');
    const from = video()!.currentTime;
    await until(() => video()!.currentTime > from, 'goes on');
    expect(video()!.paused).to.equal(false);
  });
});
