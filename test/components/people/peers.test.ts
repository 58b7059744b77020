import { expect, fixture, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import '../../../components/peerix-room/define.js';
import '../../../components/peerix-local-media/define.js';
import '../../../components/peerix-peers/define.js';
import { PeerixPeers, type PeerixRoom } from '../../../components/elements.js';
import { defineElement } from '../../../components/define-element.js';
import { isHidden, setVolume, volumeOf } from '../../../components/room/personal.js';
import { Fragile } from '../fragile.js';
import { canvasStream, friend, joined, meets, newRoomName, record, shadow, shadowAll, soundTrack, stub, until } from '../support.js';

const names = (peers: Element): string[] => shadowAll(peers, '[part=name]').map(({ textContent }) => textContent);
const states = (peers: Element): string[] => shadowAll(peers, '[part=state]').map(({ textContent }) => textContent);
const more = (peers: Element): HTMLButtonElement[] => shadowAll<HTMLButtonElement>(peers, '[part=more]');
const menu = (peers: Element): HTMLElement => shadow(peers, '[part=menu]')!;
const slider = (peers: Element): HTMLInputElement => shadow<HTMLInputElement>(peers, '[type=range]')!;
const check = (peers: Element): HTMLInputElement => shadow<HTMLInputElement>(peers, '[type=checkbox]')!;
const note = (peers: Element): string => shadow(peers, '.note')!.textContent;
const empty = (peers: Element): string => shadow(peers, '.empty')!.textContent.trim();
const says = (peers: Element, ...expected: string[]): Promise<void> => until(() => states(peers).join('|') === expected.join('|'), `says ${expected}`);

describe('peerix-peers', () => {
  let room: PeerixRoom;
  let peers: PeerixPeers;
  beforeEach(async () => {
    room = await fixture<PeerixRoom>(html`<peerix-room driver="memory" name="Nina" room=${newRoomName()}><peerix-peers></peerix-peers></peerix-room>`);
    peers = room.querySelector('peerix-peers')!;
    await joined(room);
    await until(() => names(peers).length, 'ready');
  });

  it('lists you first, then the others in order of arrival', async () => {
    expect(names(peers)).to.deep.equal(['You']);
    expect(states(peers)).to.deep.equal(['This device']);
    expect(peers.matches(':state(alone)')).to.equal(true);
    expect(empty(peers)).to.equal('Only you are here. Whoever opens this link is in the call.');
    await expect(peers).to.be.accessible();
    await friend(room.room, 'Ann Okafor');
    await meets(room, 1);
    const ben = await friend(room.room, 'Ben');
    await meets(room, 2);
    await until(() => names(peers).join() === 'You,Ann Okafor,Ben', 'all');
    expect(shadow(peers, '[part=list]')!.ariaLabel).to.equal('People here: 3');
    expect(peers.matches(':state(alone)')).to.equal(false);
    expect(empty(peers)).to.equal('');
    expect(more(peers).map(({ ariaLabel }) => ariaLabel)).to.deep.equal(['More for Ann Okafor', 'More for Ben']);
    await expect(peers).to.be.accessible();
    await ben.leave();
    await until(() => names(peers).join() === 'You,Ann Okafor', 'Ben gone');
  });

  it('says what the others share and mute', async () => {
    const ann = await friend(room.room, 'Ann');
    await says(peers, 'This device', 'Muted · Camera off');
    const stream = canvasStream();
    stream.addTrack(soundTrack());
    ann.publish({ stream, label: 'camera' });
    await says(peers, 'This device', 'Connected');
    stream.getAudioTracks()[0]!.enabled = false;
    ann.publish({ stream, label: 'camera' });
    await says(peers, 'This device', 'Muted');
    ann.publish({ stream: canvasStream(), label: 'screen' });
    await says(peers, 'This device', 'Sharing the screen · Muted');
  });

  it('says what you share and mute', async () => {
    const media = document.createElement('peerix-local-media');
    media.muted = true;
    room.append(media);
    const ann = await friend(room.room, 'Ann');
    await says(peers, 'Muted', 'Muted · Camera off');
    media.cameraOff = true;
    await until(() => states(peers)[0] === 'Muted · Camera off', 'camera off');
    media.muted = media.cameraOff = false;
    await until(() => states(peers)[0] === 'This device', 'both on');
    await ann.leave();
    media.remove();
  });

  it('says who speaks, and whose connection is poor', async () => {
    await friend(room.room, 'Ann');
    await meets(room, 1);
    const [remote] = room.remotes.values() as Iterable<any>;
    await says(peers, 'This device', 'Muted · Camera off');
    // As an engine that measures tells it.
    const stream = new MediaStream([soundTrack(), ...canvasStream().getTracks()]);
    const speaking = { label: 'camera', stream, metadata: undefined, muted: { audio: false, video: false }, speaking: true };
    stub(remote, 'publications', new Map([['camera', speaking]]));
    stub(remote, 'quality', 'good');
    peers.requestUpdate();
    await says(peers, 'This device', 'Speaking');
    expect(shadowAll(peers, '.speaking [part=name]').map(({ textContent }) => textContent)).to.deep.equal(['Ann']);
    stub(remote, 'publications', new Map([['camera', { ...speaking, speaking: false }]]));
    peers.requestUpdate();
    await says(peers, 'This device', 'Connected');
    stub(remote, 'quality', 'poor');
    peers.requestUpdate();
    await says(peers, 'This device', 'Poor connection');
    stub(remote, 'qualityReason', 'slow network');
    peers.requestUpdate();
    await says(peers, 'This device', 'Poor connection · The network is slow');
    await expect(peers).to.be.accessible();
  });

  it('says whose link is being healed', async () => {
    const fragile = new Fragile();
    await fragile.peer.join({ room: room.room, metadata: { name: 'Ann' } });
    await meets(room, 1);
    fragile.breakLink();
    await says(peers, 'This device', 'Reconnecting…');
    fragile.mend();
    await says(peers, 'This device', 'Muted · Camera off');
    await fragile.peer.leave();
  });

  it('takes names as text of strangers', async () => {
    await friend(room.room, '<img src=x onerror=alert(1)>');
    await meets(room, 1);
    await until(() => names(peers)[1] === '<img src=x onerror=alert(1)>', 'as text');
    const nobody = await friend(room.room, '   ');
    await until(() => names(peers)[2] === 'Guest', 'Guest');
    await nobody.setMetadata({ name: 'Zoe' });
    await until(() => names(peers)[2] === 'Zoe', 'renamed');
  });

  describe('its menu', () => {
    let id: string;
    beforeEach(async () => {
      const ann = await friend(room.room, 'Ann');
      id = ann.id!;
      await meets(room, 1);
      await until(() => shadow(peers, '[part=safety]'), 'a menu');
    });

    it('opens and closes by keyboard, and gives the focus back', async () => {
      more(peers)[0]!.focus();
      await sendKeys({ press: 'Enter' });
      await until(() => menu(peers).matches(':popover-open'), 'open');
      await expect(peers).to.be.accessible();
      await sendKeys({ press: 'Tab' });
      await until(() => peers.shadowRoot!.activeElement === slider(peers), 'focus');
      await sendKeys({ press: 'ArrowLeft' });
      expect(volumeOf(room, id)).to.equal(0.95);
      await sendKeys({ press: 'Tab' });
      await until(() => peers.shadowRoot!.activeElement === check(peers), 'focus');
      await sendKeys({ press: 'Space' });
      expect(isHidden(room, id)).to.equal(true);
      await sendKeys({ press: 'Escape' });
      await until(() => !menu(peers).matches(':popover-open'), 'closed');
      await until(() => peers.shadowRoot!.activeElement === more(peers)[0], 'focus');
    });

    it('has targets that are big enough, and stays within the page', async () => {
      const button = more(peers)[0]!;
      expect(Math.min(button.offsetWidth, button.offsetHeight)).to.be.at.least(44);
      expect(slider(peers).closest('[part=menu]')).to.equal(menu(peers));
      button.click();
      await until(() => menu(peers).matches(':popover-open'), 'open');
      const { left, right, top, width } = menu(peers).getBoundingClientRect();
      expect(left).to.be.at.least(0);
      expect(right).to.be.at.most(innerWidth);
      expect(top).to.be.at.least(button.getBoundingClientRect().bottom - 1);
      expect(width).to.be.above(200);
      expect(Math.min(slider(peers).offsetHeight, check(peers).closest('label')!.offsetHeight)).to.be.at.least(44);
      menu(peers).hidePopover();
    });

    it('chooses for me only, tells the page, and shows what others chose for it', async () => {
      const choices = record(peers, 'peer-choice');
      slider(peers).value = '40';
      slider(peers).dispatchEvent(new InputEvent('input'));
      check(peers).click();
      expect(choices.map(({ detail }) => detail)).to.deep.equal([{ id, volume: 0.4, hidden: false }, { id, volume: 0.4, hidden: true }]);
      expect(choices[0]!.bubbles).to.equal(false);
      await until(() => states(peers)[1]!.endsWith('Hidden for you'), 'says so');
      expect(slider(peers).ariaValueText).to.equal('40%');
      setVolume(room, id, 0);
      await until(() => slider(peers).value === '0' && slider(peers).ariaValueText === '0%', 'follows');
      expect(choices).to.have.length(2);
    });

    it('shows the safety number that the other sees, and copies it', async () => {
      const [remote] = room.remotes.values();
      const digits = shadow(peers, '[part=safety]')!.textContent;
      expect(digits).to.match(/^\d{5}( \d{5}){11}$/).and.to.equal(remote!.safetyNumber);
      const written: string[] = [];
      stub(navigator.clipboard, 'writeText', async (text) => { written.push(text); });
      shadow(peers, '.safety button')!.click();
      await until(() => note(peers) === 'Copied', 'copied');
      expect(written).to.deep.equal([digits]);
      stub(navigator.clipboard, 'writeText', () => Promise.reject(new DOMException('No.', 'NotAllowedError')));
      shadow(peers, '.safety button')!.click();
      await until(() => note(peers) === 'The browser did not allow it. Select the digits and copy them.', 'says why not');
    });
  });

  it('keeps the focus in the list when the person under it leaves', async () => {
    const ann = await friend(room.room, 'Ann');
    await until(() => more(peers).length === 1, 'Ann');
    more(peers)[0]!.focus();
    await ann.leave();
    await until(() => !more(peers).length, 'gone');
    await until(() => peers.shadowRoot!.activeElement === shadow(peers, '[part=list]'), 'focus');
  });

  it('says so outside a room, and finds one by for', async () => {
    const lone = await fixture<PeerixPeers>(html`<peerix-peers></peerix-peers>`);
    await until(() => empty(lone).startsWith('No room here.'), 'says so');
    expect([names(lone).length, lone.matches(':state(disabled)')]).to.deep.equal([0, true]);
    await expect(lone).to.be.accessible();
    room.id = 'over-there';
    lone.htmlFor = 'over-there';
    await until(() => names(lone).join() === 'You', 'found');
    await room.leave();
    await until(() => empty(lone) === 'You are not in the room. People appear here once you join.', 'left');
  });

  it('shows the room it is in, after moves too, and of two rooms its own', async () => {
    const there = await fixture<PeerixRoom>(html`<peerix-room driver="memory" room=${newRoomName()}></peerix-room>`);
    await joined(there);
    await friend(room.room, 'Ann');
    await friend(there.room, 'Zoe');
    await until(() => names(peers).join() === 'You,Ann', 'here');
    there.append(peers);
    await until(() => names(peers).join() === 'You,Zoe', 'there');
    peers.remove();
    await until(() => empty(peers).startsWith('No room'), 'nowhere');
    room.append(peers);
    await until(() => names(peers).join() === 'You,Ann', 'here again');
  });

  it('takes properties that were set before its definition', async () => {
    const late = document.createElement('x-late-peers') as PeerixPeers;
    late.forElement = room;
    document.body.append(late);
    defineElement('x-late-peers', class extends PeerixPeers {});
    await until(() => names(late).join() === 'You', 'found');
    late.remove();
  });
});
