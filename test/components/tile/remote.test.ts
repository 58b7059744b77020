import { expect, fixture, html } from '@open-wc/testing';
import '../../../components/peerix-room/define.js';
import '../../../components/peerix-tile/define.js';
import type { PeerixRoom, PeerixTile } from '../../../components/elements.js';
import { setVolume } from '../../../components/room/personal.js';
import type { Publication, Remote } from '../../../src/index.js';
import { canvasStream, friend, joined, meets, newRoomName, shadow, soundTrack, until } from '../support.js';
import { fakeRemote } from './fake-remote.js';

const text = (tile: PeerixTile): string => shadow(tile, '[part=name]')?.textContent.replace(/\s+/g, ' ').trim() ?? '';
const remoteIn = (room: PeerixRoom): Remote => [...room.remotes.values()][0]!;

describe('peerix-tile of a remote', () => {
  let room: PeerixRoom, tile: PeerixTile;
  beforeEach(async () => {
    room = await fixture<PeerixRoom>(html`<peerix-room driver="memory" room=${newRoomName()}><peerix-tile></peerix-tile></peerix-room>`);
    tile = room.querySelector('peerix-tile')!;
    await joined(room);
  });

  it('follows what they share, whether they are muted, and what they are called', async () => {
    const ann = await friend(room.room, 'Ann'), stream = canvasStream();
    stream.addTrack(soundTrack());
    await meets(room, 1);
    tile.remote = remoteIn(room);
    await until(() => text(tile) === 'Ann Muted Camera off', 'nothing shared');
    ann.publish({ stream, label: 'camera' });
    await until(() => text(tile) === 'Ann' && shadow<HTMLVideoElement>(tile, 'video')!.videoWidth > 0, 'Ann');
    stream.getTracks().forEach((track) => { track.enabled = false; });
    ann.publish({ stream, label: 'camera' });
    await until(() => tile.matches(':state(muted):state(camera-off)'), 'muted');
    await ann.setMetadata({ name: 'Ann O.' });
    await until(() => text(tile).startsWith('Ann O.'), 'renamed');
    tile.name = 'My aunt';
    await until(() => text(tile).startsWith('My aunt'), 'named by the page');
    tile.remote = null;
    await until(() => shadow<HTMLVideoElement>(tile, 'video')!.srcObject === null, 'nobody');
  });

  it('shows the one stream it is told, whole if it is a screen', async () => {
    const ann = await friend(room.room, 'Ann');
    ann.publish({ stream: canvasStream(), label: 'camera' });
    ann.publish({ stream: canvasStream(), label: 'screen' });
    await until(() => room.remotes.size && remoteIn(room).publications.size === 2, 'both');
    Object.assign(tile, { remote: remoteIn(room), label: 'screen' });
    await until(() => text(tile) === 'Ann · screen' && tile.matches(':state(whole)'), 'the screen');
    tile.label = 'camera';
    await until(() => text(tile) === 'Ann Muted' && !tile.matches(':state(whole)'), 'the camera');
    tile.label = 'other';
    await until(() => tile.matches(':state(camera-off)'), 'nothing of that label');
  });

  it('plays them as loud as the person chose', async () => {
    const { remote } = fakeRemote([{ label: 'camera' }]), volume = () => shadow<HTMLVideoElement>(tile, 'video')!.volume;
    tile.remote = remote;
    await tile.updateComplete;
    expect(volume()).to.equal(1);
    setVolume(room, remote.id, .25);
    await until(() => volume() === .25, 'quieter');
  });

  it('hears of its room by for, moved to another one by that, and outside of any it shows what it can', async () => {
    const second = await fixture<PeerixRoom>(html`<peerix-room id="second" driver="memory" room=${newRoomName()}></peerix-room>`);
    await joined(second);
    const ben = await friend(second.room, 'Ben'), outside = document.createElement('div');
    await meets(second, 1);
    Object.assign(tile, { remote: remoteIn(second), htmlFor: 'second' });
    await until(() => text(tile).startsWith('Ben'), 'Ben');
    await ben.setMetadata({ name: 'Benjamin' });
    await until(() => text(tile).startsWith('Benjamin'), 'told by the second room');
    tile.htmlFor = '';
    document.body.append(outside);
    outside.append(tile);
    await tile.updateComplete;
    expect(text(tile)).to.contain('Benjamin');
    await expect(tile).to.be.accessible();
    second.append(tile);
    await ben.setMetadata({ name: 'Ben' });
    await until(() => text(tile).startsWith('Ben '), 'told again');
    outside.remove();
  });

  it('says why a connection is poor, in a tooltip and to screen readers, in the language of the page', async () => {
    const badge = () => shadow(tile, '[part=quality]');
    tile.remote = fakeRemote([{}], { quality: 'poor', qualityReason: 'unsteady network' } as never).remote;
    await until(() => badge()?.title === 'The network is unsteady', 'the tooltip');
    expect(badge()!.textContent.replace(/\s+/g, ' ').trim()).to.equal('Poor connection The network is unsteady');
    expect(getComputedStyle(badge()!).pointerEvents).to.equal('auto');
    await expect(tile).to.be.accessible();
    for (const [lang, why] of [['de', 'Das Netz schwankt'], ['es', 'La red es inestable'], ['ar', 'الشبكة غير مستقرة'], ['zh', '网络不稳定']] as const) {
      document.documentElement.lang = lang;
      await until(() => badge()!.title === why, lang);
    }
    document.documentElement.lang = 'en';
    tile.remote = fakeRemote([{}], { quality: 'poor', qualityReason: 'something new' } as never).remote;
    await until(() => badge()?.title === '', 'no reason that it has no words for');
    expect(badge()!.textContent.trim()).to.equal('Poor connection');
  });

  it('says how they are as the engine judges: who speaks, and over which connection', async () => {
    const speaking = { label: 'camera', stream: new MediaStream([soundTrack()]), speaking: true } as Partial<Publication>;
    tile.remote = fakeRemote([speaking], { quality: 'poor' } as never).remote;
    await until(() => tile.matches(':state(speaking):state(poor)'), 'both');
    tile.remote = fakeRemote([speaking], { quality: 'lost', state: 'disconnected' } as never).remote;
    await until(() => tile.matches(':state(reconnecting):state(lost)') && !shadow(tile, '[part=quality]'), 'the words of reconnecting alone');
  });
});
