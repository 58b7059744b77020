import { expect, fixture, html } from '@open-wc/testing';
import '../../../components/peerix-room/define.js';
import '../../../components/peerix-local-media/define.js';
import '../../../components/peerix-leave/define.js';
import { PeerixLeave, type PeerixRoom } from '../../../components/elements.js';
import { defineElement } from '../../../components/define-element.js';
import { canvasStream, friend, idle, joined, meets, newRoomName, record, shadow, until } from '../support.js';

const button = (element: Element): HTMLButtonElement => shadow<HTMLButtonElement>(element, 'button')!;
const isOut = (element: Element): boolean => element.matches(':state(unavailable)');

describe('peerix-leave', () => {
  let room: PeerixRoom;
  let element: PeerixLeave;
  beforeEach(async () => {
    room = await fixture<PeerixRoom>(html`<peerix-room driver="memory" room=${newRoomName()}>
      <peerix-local-media></peerix-local-media><peerix-leave></peerix-leave></peerix-room>`);
    element = room.querySelector('peerix-leave')!;
    await joined(room);
    await until(() => room.querySelector('peerix-local-media')!.matches(':state(live)'), 'live');
  });

  it('leaves, frees camera and microphone, and they come back with the next join', async () => {
    const ann = await friend(room.room);
    await meets(ann, 1);
    expect(button(element).textContent).to.contain('Leave');
    expect(button(element).ariaDisabled).to.equal('false');
    await expect(element).to.be.accessible();
    const media = room.querySelector('peerix-local-media')!;
    const tracks = media.stream!.getTracks();
    const events = record(room, 'leave');
    button(element).click();
    expect(events[0]!.detail.room).to.equal(room);
    await idle(room);
    await meets(ann, 0);
    expect(tracks.map(({ readyState }) => readyState)).to.deep.equal(['ended', 'ended']);
    await until(() => isOut(element), 'says so');
    expect(button(element).ariaDisabled).to.equal('true');
    await expect(element).to.be.accessible();
    button(element).click();
    expect(events).to.have.length(1);
    await room.join();
    await until(() => media.matches(':state(live)') && !isOut(element), 'back');
  });

  it('stays when the event is cancelled', async () => {
    element.addEventListener('leave', (event) => event.preventDefault());
    button(element).click();
    await element.updateComplete;
    expect(room.state).to.equal('joined');
    expect(room.querySelector('peerix-local-media')!.stream).to.not.equal(null);
  });

  it('leaves a stream of the page alone', async () => {
    const own = canvasStream();
    room.querySelector('peerix-local-media')!.stream = own;
    button(element).click();
    await idle(room);
    expect(own.getTracks().map(({ readyState }) => readyState)).to.deep.equal(['live']);
    expect(room.querySelector('peerix-local-media')!.stream).to.equal(own);
    own.getTracks().forEach((track) => track.stop());
  });

  it('outside a room it says so; moved into another it leaves that one', async () => {
    document.body.append(element);
    await until(() => isOut(element), 'outside');
    expect(button(element).title).to.equal('You are not in the room.');
    button(element).click();
    expect(room.state).to.equal('joined');
    const other = await fixture<PeerixRoom>(html`<peerix-room driver="memory" room=${newRoomName()}></peerix-room>`);
    await joined(other);
    other.append(element);
    await until(() => !isOut(element), 'inside');
    button(element).click();
    await idle(other);
    expect(room.state).to.equal('joined');
  });

  it('takes properties that were set before its definition', async () => {
    const late = document.createElement('x-late-leave') as PeerixLeave;
    late.forElement = room;
    document.body.append(late);
    defineElement('x-late-leave', class extends PeerixLeave {});
    await until(() => late.shadowRoot && !isOut(late), 'in the room');
    late.remove();
  });
});
