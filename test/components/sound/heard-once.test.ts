import { expect, fixture, html } from '@open-wc/testing';
import '../../../components/peerix-room/define.js';
import '../../../components/peerix-remote-streams/define.js';
import type { PeerixRemoteStreams, PeerixRoom } from '../../../components/elements.js';
import { canvasStream, friend, joined, newRoomName, shadow, soundTrack, until } from '../support.js';

const player = (view: Element): HTMLVideoElement | null => shadow<HTMLVideoElement>(view, 'video');

describe('the sound of a room', () => {
  it('is heard from one view only, and from the other once that one has gone', async () => {
    const room = await fixture<PeerixRoom>(html`<peerix-room driver="memory" room=${newRoomName()}>
      <peerix-remote-streams></peerix-remote-streams><peerix-remote-streams></peerix-remote-streams></peerix-room>`);
    const [one, two] = [...room.querySelectorAll<PeerixRemoteStreams>('peerix-remote-streams')] as [PeerixRemoteStreams, PeerixRemoteStreams];
    await joined(room);
    const ann = await friend(room.room);
    const stream = canvasStream();
    stream.addTrack(soundTrack());
    ann.publish({ stream, label: 'camera' });
    await until(() => player(one)?.currentTime && player(two)?.currentTime, 'both play');
    expect([player(one)!.muted, player(two)!.muted]).to.deep.equal([false, true]);
    one.remove();
    await until(() => !player(two)!.muted && !player(two)!.paused, 'the other is heard');
    room.append(one);
    await until(() => player(one)?.currentTime, 'plays again');
    expect([player(one)!.muted, player(two)!.muted]).to.deep.equal([true, false]);
  });
});
