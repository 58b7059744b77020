import { expect, fixture, html } from '@open-wc/testing';
import '../../../components/peerix-room/define.js';
import '../../../components/peerix-local-media/define.js';
import type { PeerixLocalMedia, PeerixRoom } from '../../../components/elements.js';
import type { Peer, Publication } from '../../../src/index.js';
import { desk, type Desk } from '../devices/desk.js';
import { friend, joined, newRoomName, record, shadow, until } from '../support.js';

const used = (media: PeerixLocalMedia): string | undefined =>
  media.stream?.getAudioTracks().find(({ readyState }) => readyState === 'live')?.getSettings().deviceId;
const microphone = (media: PeerixLocalMedia): MediaStreamTrack | undefined => media.stream?.getAudioTracks()[0];
const shared = (peer: Peer): Publication | undefined => [...peer.remotes.values()][0]?.publications.get('camera');

/** Bytes of sound that reach somebody. */
async function heard(peer: Peer): Promise<number> {
  const remote = [...peer.remotes.values()][0];
  const stats = remote ? [...(await remote.getStats()).values()] : [];
  return stats.filter(({ type, kind }) => type === 'inbound-rtp' && kind === 'audio').reduce((sum, { packetsReceived }) => sum + packetsReceived, 0);
}
async function hearsMore(peer: Peer, who: string): Promise<void> {
  const before = await heard(peer);
  await until(async () => await heard(peer) > before + 10, `${who} hears`);
}

describe('peerix-local-media and its devices', () => {
  let devices: Desk;
  let first: string;
  let second: string;
  beforeEach(async () => {
    devices = await desk();
    [first, second] = devices.ids('audioinput') as [string, string];
    expect(second, 'the test browser has two microphones').to.be.a('string');
  });

  it('takes another microphone when the one in use is unplugged, without a word of failure', async () => {
    const media = await fixture<PeerixLocalMedia>(html`<peerix-local-media audio></peerix-local-media>`);
    await until(() => used(media) === first, 'the first');
    const [stops, errors] = [record(media, 'media-stop'), record(media, 'media-error')];
    devices.unplug(first, microphone(media));
    await until(() => used(media) === second, 'the second');
    await until(() => stops.length, 'told');
    expect(stops.map(({ detail }) => detail.reason)).to.deep.equal(['unplugged']);
    expect(errors).to.have.length(0);
    expect(media.matches(':state(live)')).to.equal(true);
    expect(shadow(media, '.notice')).to.equal(null);
  });

  it('goes back to the chosen one when it is there again', async () => {
    const media = await fixture<PeerixLocalMedia>(html`<peerix-local-media audio audio-device=${second}></peerix-local-media>`);
    await until(() => used(media) === second, 'the chosen one');
    devices.unplug(second, microphone(media));
    await until(() => used(media) === first, 'another');
    expect(media.audioDevice, 'still chosen').to.equal(second);
    devices.plug(second);
    await until(() => used(media) === second, 'the chosen one again');
  });

  it('does with another when the chosen one is not there, and takes it once it is', async () => {
    devices.unplug(second);
    const media = await fixture<PeerixLocalMedia>(html`<peerix-local-media audio video audio-device=${second}></peerix-local-media>`);
    await until(() => used(media) === first, 'another');
    expect(media.stream!.getVideoTracks()).to.have.length(1);
    expect(shadow(media, '.notice')).to.equal(null);
    devices.plug(second);
    await until(() => used(media) === second, 'the chosen one');
  });

  it('asks for nothing while it is muted and devices come and go', async () => {
    const media = await fixture<PeerixLocalMedia>(html`<peerix-local-media audio audio-device=${second}></peerix-local-media>`);
    await until(() => used(media) === second, 'live');
    media.muted = true;
    await until(() => !used(media), 'muted');
    const asked = devices.asked.length;
    devices.unplug(second);
    devices.plug(second);
    await media.updateComplete;
    expect(devices.asked).to.have.length(asked);
    media.muted = false;
    await until(() => used(media) === second, 'on again');
  });

  it('switched in a call: those who are here and those who come later hear the new one', async () => {
    const room = await fixture<PeerixRoom>(html`<peerix-room driver="memory" room=${newRoomName()}><peerix-local-media audio></peerix-local-media></peerix-room>`);
    const media = room.querySelector('peerix-local-media')!;
    await joined(room);
    const ann = await friend(room.room);
    await until(() => shared(ann)?.stream.getAudioTracks().length, 'shared');
    await hearsMore(ann, 'Ann');
    const lines = [...ann.remotes.values()][0]!.connection.getTransceivers().length;
    media.audioDevice = second;
    await until(() => used(media) === second, 'switched');
    await hearsMore(ann, 'Ann, after the switch,');
    expect([...ann.remotes.values()][0]!.connection.getTransceivers().length, 'no new line').to.equal(lines);
    const ben = await friend(room.room, 'Ben');
    const toMe = (): Publication | undefined => ben.remotes.get(room.peer.id!)?.publications.get('camera');
    await until(() => toMe()?.stream.getAudioTracks().length, 'shared with Ben');
    const inbound = async (): Promise<number> => [...(await ben.remotes.get(room.peer.id!)!.getStats()).values()]
      .filter(({ type, kind }) => type === 'inbound-rtp' && kind === 'audio').reduce((sum, { packetsReceived }) => sum + packetsReceived, 0);
    await until(async () => await inbound() > 10, 'Ben hears');
  });
});
