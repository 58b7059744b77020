import { expect, fixture, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import '../../../components/peerix-room/define.js';
import '../../../components/peerix-remote-streams/define.js';
import type { PeerixRemoteStreams, PeerixRoom } from '../../../components/elements.js';
import type { Peer } from '../../../src/index.js';
import { canvasStream, friend, joined, meets, newRoomName, shadow, shadowAll, soundTrack, stub, until } from '../support.js';

const tiles = (view: Element): HTMLElement[] => shadowAll(view, '[part=tile]');
const videos = (view: Element): HTMLVideoElement[] => shadowAll<HTMLVideoElement>(view, 'video');
const names = (view: Element): string[] => shadowAll(view, '[part=name] b').map((name) => name.textContent.trim());
const plays = (video: HTMLVideoElement): Promise<void> => until(() => video.currentTime > 0 && video.videoWidth > 0, 'plays');
const overlap = (a: DOMRect, b: DOMRect): boolean => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

describe('peerix-remote-streams', () => {
  let room: PeerixRoom;
  let view: PeerixRemoteStreams;
  beforeEach(async () => {
    room = await fixture<PeerixRoom>(html`<peerix-room driver="memory" room=${newRoomName()}>
      <peerix-remote-streams></peerix-remote-streams></peerix-room>`);
    view = room.querySelector('peerix-remote-streams')!;
    await joined(room);
  });

  async function sharing(name: string, label = 'camera', sound = false): Promise<Peer> {
    const peer = await friend(room.room, name);
    const stream = canvasStream();
    if (sound) stream.addTrack(soundTrack());
    peer.publish({ stream, label });
    return peer;
  }

  it('plays what others share, named, in tiles that are big enough and apart', async () => {
    await Promise.all([sharing('Ann'), sharing('Ben'), sharing('Cleo')]);
    await until(() => tiles(view).length === 3, 'three tiles');
    expect(names(view).sort()).to.deep.equal(['Ann', 'Ben', 'Cleo']);
    await Promise.all(videos(view).map(plays));
    const boxes = () => tiles(view).map((tile) => tile.getBoundingClientRect());
    await until(() => boxes().every(({ width, height }) => width > 100 && height > 75), 'big enough');
    // They glide there.
    await until(() => boxes().every((a, i) => boxes().slice(i + 1).every((b) => !overlap(a, b))), 'apart');
    const frame = view.getBoundingClientRect();
    for (const box of boxes()) {
      expect(box.left, 'inside').to.be.at.least(frame.left - 1);
      expect(box.bottom, 'inside').to.be.at.most(frame.bottom + 1);
    }
    await expect(view).to.be.accessible();
  });

  it('fills the height it is given', async () => {
    view.style.height = '300px';
    await sharing('Ann');
    await until(() => tiles(view).length === 1 && Math.abs(tiles(view)[0]!.offsetHeight - 300) < 2, 'as high');
    view.style.height = '200px';
    await until(() => Math.abs(tiles(view)[0]!.offsetHeight - 200) < 2, 'again');
    expect(view.offsetHeight).to.equal(200);
  });

  it('mirrors the grid where the page reads from right to left', async () => {
    await sharing('Ann');
    await until(() => tiles(view).length === 1, 'Ann');
    await sharing('Ben');
    await until(() => tiles(view).length === 2, 'Ben');
    view.style.height = '200px';
    const isFirstLeft = () => tiles(view)[0]!.getBoundingClientRect().left < tiles(view)[1]!.getBoundingClientRect().left;
    await until(isFirstLeft, 'left to right');
    view.dir = 'rtl';
    view.style.height = '201px';
    await until(() => !isFirstLeft(), 'right to left');
  });

  it('keeps the others playing when somebody comes or goes', async () => {
    await sharing('Ann');
    await until(() => tiles(view).length === 1, 'Ann');
    const [first] = videos(view);
    await plays(first!);
    let restarts = 0;
    first!.addEventListener('emptied', () => { restarts += 1; });
    const ben = await sharing('Ben');
    await until(() => tiles(view).length === 2, 'Ben');
    const second = videos(view)[1]!;
    await ben.leave();
    await until(() => tiles(view).length === 1, 'Ben gone');
    expect(videos(view)[0]).to.equal(first);
    expect(restarts).to.equal(0);
    await until(() => second.srcObject === null, 'lets go of Ben');
  });

  it('keeps its picture through a move', async () => {
    await sharing('Ann');
    await until(() => tiles(view).length === 1, 'Ann');
    const [video] = videos(view);
    await plays(video!);
    const stream = video!.srcObject;
    const box = document.createElement('section');
    room.append(box);
    box.append(view);
    await view.updateComplete;
    expect(videos(view)[0]).to.equal(video);
    expect(video!.srcObject).to.equal(stream);
    const from = video!.currentTime;
    await until(() => !video!.paused && video!.currentTime > from, 'plays on');
  });

  it('one tile a label, and only the label it is told', async () => {
    const ann = await sharing('Ann');
    ann.publish({ stream: canvasStream(), label: 'screen' });
    await until(() => tiles(view).length === 2, 'both');
    expect(names(view)).to.deep.equal(['Ann', 'Ann · screen']);
    view.label = 'screen';
    await until(() => tiles(view).length === 1, 'screen only');
    expect(names(view)).to.deep.equal(['Ann · screen']);
    ann.unpublish({ label: 'screen' });
    await until(() => tiles(view).length === 0, 'none');
  });

  it('shows everyone on demand', async () => {
    await friend(room.room, 'Ann Okafor');
    await meets(room, 1);
    await view.updateComplete;
    expect(tiles(view)).to.have.length(0);
    view.setAttribute('everyone', '');
    await until(() => tiles(view).length === 1, 'an avatar');
    expect(shadow(view, '.flag')!.textContent).to.equal('AO');
    await expect(view).to.be.accessible();
    view.setAttribute('everyone', 'false');
    await until(() => tiles(view).length === 0, 'none');
  });

  it('shows the flag while a camera is off, and tells a silent microphone', async () => {
    const ann = await friend(room.room, 'Ann Okafor');
    const stream = canvasStream();
    stream.addTrack(soundTrack());
    ann.publish({ stream, label: 'camera' });
    await until(() => tiles(view).length === 1 && videos(view)[0]!.videoWidth > 0, 'Ann');
    const words = () => shadow(view, '[part=name] .unseen')!.textContent.trim();
    const isPictureSeen = () => getComputedStyle(videos(view)[0]!).visibility === 'visible';
    expect([words(), isPictureSeen()]).to.deep.equal(['', true]);
    stream.getTracks().forEach((track) => { track.enabled = false; });
    ann.publish({ stream, label: 'camera' });
    await until(() => words() === 'Muted Camera off', 'both off');
    expect(isPictureSeen()).to.equal(false);
    expect(shadow(view, '[part=name] .icon')).to.not.equal(null);
    stream.getTracks().forEach((track) => { track.enabled = true; });
    ann.publish({ stream, label: 'camera' });
    await until(() => words() === '' && isPictureSeen(), 'both on');
  });

  it('shows a new name at once', async () => {
    const ann = await sharing('Ann');
    await until(() => names(view)[0] === 'Ann', 'Ann');
    await ann.setMetadata({ name: 'Ann O.' });
    await until(() => names(view)[0] === 'Ann O.', 'renamed');
    await ann.setMetadata({ name: 5 as unknown as string });
    await until(() => names(view)[0] === 'Guest', 'no name');
  });

  it('never treats a name as markup', async () => {
    await sharing('<img src=x onerror=alert(1)>');
    await until(() => names(view)[0] === '<img src=x onerror=alert(1)>', 'as text');
    expect(shadow(view, 'img')).to.equal(null);
  });

  describe('with nobody to be seen', () => {
    const title = () => shadow(view, '.title')?.textContent;

    it('says why', async () => {
      await until(() => title() === 'Only you are here.', 'alone');
      await expect(view).to.be.accessible();
      await friend(room.room);
      await until(() => title() === 'Nobody is sharing yet.', 'nothing shared');
      await room.leave();
      await until(() => title() === 'You are not in the room.', 'outside');
    });

    it('says what is wrong with the room', async () => {
      room.addEventListener('error', () => { /* Known. */ });
      room.setAttribute('driver', 'bogus');
      await until(() => title()?.includes('bogus'), 'unknown driver');
    });

    it('shows the words of the page instead', async () => {
      const own = Object.assign(document.createElement('p'), { slot: 'empty', textContent: 'Nobody yet.' });
      view.append(own);
      await until(() => own.getBoundingClientRect().height > 0, 'seen');
      await sharing('Ann');
      await until(() => own.getBoundingClientRect().height === 0, 'gone');
    });
  });

  describe('when the browser holds back the sound', () => {
    let allowed: boolean;
    beforeEach(() => {
      allowed = false;
      const { play } = HTMLMediaElement.prototype;
      stub(HTMLMediaElement.prototype, 'play', function (this: HTMLMediaElement) {
        return this.muted || allowed ? play.call(this) : Promise.reject(new DOMException('Held back.', 'NotAllowedError'));
      });
    });

    it('plays on without it, says so, and plays it after the button, by keyboard too', async () => {
      await sharing('Ann', 'camera', true);
      await until(() => shadow(view, '.notice'), 'a notice');
      expect(shadow(view, '.notice')!.textContent).to.contain('Your browser is holding back the sound.');
      expect(videos(view)[0]!.muted).to.equal(true);
      await plays(videos(view)[0]!);
      await expect(view).to.be.accessible();
      const button = shadow<HTMLButtonElement>(view, '.notice button')!;
      expect(button.getBoundingClientRect().height).to.be.at.least(44);
      allowed = true;
      document.body.tabIndex = -1;
      document.body.focus();
      await sendKeys({ press: 'Tab' });
      expect(view.shadowRoot!.activeElement).to.equal(button);
      await sendKeys({ press: 'Enter' });
      await until(() => !shadow(view, '.notice'), 'no notice');
      expect(videos(view)[0]!.muted).to.equal(false);
    });

    it('says nothing about a picture without sound', async () => {
      await sharing('Ann');
      await until(() => tiles(view).length === 1, 'Ann');
      await plays(videos(view)[0]!);
      expect(shadow(view, '.notice')).to.equal(null);
    });
  });
});
