import { expect, fixture, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import '../../../components/peerix-room/define.js';
import '../../../components/peerix-local-media/define.js';
import '../../../components/peerix-controls/define.js';
import { PeerixControls, type PeerixLocalMedia, type PeerixRoom } from '../../../components/elements.js';
import { defineElement } from '../../../components/define-element.js';
import { canvasStream, idle, joined, newRoomName, record, shadow, shadowAll, stub, until } from '../support.js';

const more = (element: Element): HTMLButtonElement => shadow<HTMLButtonElement>(element, '[part=more]')!;
const isOpen = (element: Element): boolean => element.matches(':state(open)');
const isCrowded = (element: Element): boolean => element.matches(':state(crowded)');

/** What has the focus, through shadow trees. */
function focused(): HTMLElement {
  let element = document.activeElement as HTMLElement;
  while (element.shadowRoot?.activeElement) element = element.shadowRoot.activeElement as HTMLElement;
  return element;
}
const name = (element: HTMLElement): string => element.ariaLabel || element.innerText.trim();

async function calling(controls = html`<peerix-controls></peerix-controls>`): Promise<[PeerixControls, PeerixLocalMedia, PeerixRoom]> {
  const room = await fixture<PeerixRoom>(html`<peerix-room driver="memory" room=${newRoomName()}><peerix-local-media></peerix-local-media>${controls}</peerix-room>`);
  const media = room.querySelector('peerix-local-media')!;
  await joined(room);
  await until(() => media.matches(':state(live)'), 'live');
  const element = room.querySelector('peerix-controls')!;
  await until(() => tabStops(element).length === 1, 'ready');
  return [element, media, room];
}

/** All that Tab would stop at. */
function tabStops(element: Element): HTMLElement[] {
  const inside = (node: Element): HTMLElement[] => [...(node.shadowRoot ?? node).children].flatMap((child) =>
    [...(child instanceof HTMLSlotElement ? child.assignedElements().flatMap((slotted) => [slotted, ...inside(slotted)]) : []), child, ...inside(child)])
    .filter((node): node is HTMLElement => node instanceof HTMLElement);
  return inside(element).filter((node) => node.matches('button, select, a[href], input') && node.tabIndex >= 0 && node.checkVisibility());
}

describe('peerix-controls', () => {
  it('brings microphone, camera, screen and leaving, in a toolbar', async () => {
    const [element] = await calling();
    expect(shadow(element, '[role=toolbar]')!.ariaLabel).to.equal('Call controls');
    expect(shadowAll(element, 'peerix-toggle').map(({ kind }: any) => kind)).to.deep.equal(['microphone', 'camera', 'screen']);
    expect(shadow(element, 'peerix-leave')!.getBoundingClientRect().width).to.be.above(40);
    expect(isCrowded(element)).to.equal(false);
    await expect(element).to.be.accessible();
  });

  it('is one stop of Tab; arrows, Home and End move inside, the other way round from right to left', async () => {
    const [element] = await calling();
    expect(tabStops(element).map(name)).to.deep.equal(['Microphone']);
    tabStops(element)[0]!.focus();
    const seen = [name(focused())];
    const press = async (key: string): Promise<string> => {
      await sendKeys({ press: key });
      return name(focused());
    };
    const walk = async (): Promise<void> => { while (seen.at(-1) !== 'Leave' && seen.length < 9) seen.push(await press('ArrowRight')); };
    await walk();
    expect(seen.filter((each) => !each.startsWith('Choose'))).to.deep.equal(['Microphone', 'Camera', 'Share screen', 'Leave']);
    expect(await press('ArrowRight')).to.equal('Microphone');
    expect(await press('End')).to.contain('Leave');
    expect(await press('Home')).to.equal('Microphone');
    element.dir = 'rtl';
    expect(await press('ArrowRight')).to.contain('Leave');
    expect(tabStops(element)).to.deep.equal([focused()]);
  });

  it('does not lose its stop when what has it is gone', async () => {
    const [element] = await calling(html`<peerix-controls><button>One</button><button>Two</button></peerix-controls>`);
    const [one] = [...element.querySelectorAll('button')];
    one!.disabled = true;
    await until(() => tabStops(element).map(name).join() === 'Two', 'the next');
    one!.disabled = false;
    one!.hidden = true;
    const three = element.appendChild(Object.assign(document.createElement('button'), { textContent: 'Three' }));
    await until(() => three.tabIndex === -1, 'taken in');
    expect(tabStops(element).map(name)).to.deep.equal(['Two']);
  });

  it('gives back the Tab stops of what is taken out of it', async () => {
    const [element, , room] = await calling(html`<peerix-controls>
      <button>One</button><button>Two</button><span tabindex="0">Three</span><peerix-toggle kind="camera"></peerix-toggle></peerix-controls>`);
    const [, two] = [...element.querySelectorAll('button')], three = element.querySelector('span')!, toggle = element.querySelector('peerix-toggle')!;
    await until(() => [two!, three, shadow(toggle, 'button')!].every((stop) => stop.tabIndex === -1), 'taken in');
    room.append(two!, three, toggle);
    await until(() => [two!, three, shadow(toggle, 'button')!].every((stop) => stop.tabIndex === 0), 'given back');
    expect(two!.hasAttribute('tabindex')).to.equal(false);
    expect(tabStops(element).map(name)).to.deep.equal(['One']);
  });

  describe('listens to keys', () => {
    it('M, V and S, from anywhere', async () => {
      stub(navigator.mediaDevices, 'getDisplayMedia', () => Promise.resolve(canvasStream()));
      const [element, media] = await calling();
      await sendKeys({ press: 'm' });
      await until(() => media.muted, 'muted');
      await sendKeys({ press: 'm' });
      await until(() => !media.muted, 'on');
      await sendKeys({ press: 'v' });
      await until(() => media.cameraOff, 'camera off');
      await sendKeys({ press: 's' });
      await until(() => shadowAll(element, 'peerix-toggle')[2]!.matches(':state(on)'), 'shared');
    });

    it('not while somebody types, with a modifier, or switched off', async () => {
      const [element, media] = await calling();
      const changes = record(element.shadowRoot!, 'change');
      const field = document.body.appendChild(document.createElement('input'));
      field.focus();
      await sendKeys({ type: 'mvs' });
      expect(field.value).to.equal('mvs');
      field.remove();
      await sendKeys({ down: 'Control' });
      await sendKeys({ press: 'm' });
      await sendKeys({ up: 'Control' });
      element.setAttribute('shortcuts', 'false');
      await element.updateComplete;
      await sendKeys({ press: 'm' });
      expect(changes).to.have.length(0);
      expect(media.muted).to.equal(false);
    });

    it('of its own room, where there are two', async () => {
      const box = await fixture(html`<div>${[0, 1].map(() => html`<peerix-room driver="memory" room=${newRoomName()}>
        <peerix-local-media></peerix-local-media><peerix-controls></peerix-controls></peerix-room>`)}</div>`);
      const all = [...box.querySelectorAll('peerix-local-media')], controls = [...box.querySelectorAll('peerix-controls')];
      await until(() => all.every((media) => media.matches(':state(live)')) && controls.every((each) => tabStops(each).length), 'ready');
      tabStops(controls[1]!)[0]!.focus();
      await sendKeys({ press: 'm' });
      await until(() => all[1]!.muted, 'the second');
      expect(all[0]!.muted).to.equal(false);
      focused().blur();
      await sendKeys({ press: 'v' });
      await until(() => all[0]!.cameraOff, 'the first');
      expect(all[1]!.cameraOff).to.equal(false);
    });
  });

  it('puts what does not fit behind More, never leaving; Escape folds it', async () => {
    const [element, , room] = await calling(html`<peerix-controls>
      <peerix-toggle kind="microphone"></peerix-toggle><peerix-toggle kind="camera"></peerix-toggle>
      ${['Chat', 'Files', 'People', 'Invite'].map((label) => html`<button style="inline-size: 56px; block-size: 48px" aria-label=${label}></button>`)}
      <peerix-leave></peerix-leave></peerix-controls>`);
    const isSeen = (selector: string): boolean => element.querySelector(selector)!.getBoundingClientRect().width > 0;
    room.style.inlineSize = '900px';
    await until(() => !isCrowded(element) && isSeen('[aria-label=Invite]'), 'everything fits');
    room.style.inlineSize = '320px';
    await until(() => isCrowded(element), 'crowded');
    expect([isSeen('[kind=microphone]'), isSeen('[kind=camera]'), isSeen('[aria-label=Invite]'), isSeen('peerix-leave')]).to.deep.equal([true, true, false, true]);
    expect(element.scrollWidth).to.be.at.most(320);
    expect(element.offsetHeight, 'one row').to.be.below(60);
    await expect(element).to.be.accessible();
    expect(more(element).ariaExpanded).to.equal('false');
    more(element).click();
    await until(() => isOpen(element) && isSeen('[aria-label=Invite]'), 'unfolded');
    expect(more(element).ariaExpanded).to.equal('true');
    await expect(element).to.be.accessible();
    element.querySelector<HTMLElement>('[aria-label=Invite]')!.focus();
    await sendKeys({ press: 'Escape' });
    await until(() => !isOpen(element) && !isSeen('[aria-label=Invite]'), 'folded');
    expect(focused()).to.equal(more(element));
    room.style.inlineSize = '900px';
    await until(() => !isCrowded(element) && isSeen('[aria-label=Invite]') && more(element).getBoundingClientRect().width === 0, 'everything again');
  });

  it('keeps a screen shared while its button is behind More', async () => {
    const screen = canvasStream();
    stub(navigator.mediaDevices, 'getDisplayMedia', () => Promise.resolve(screen));
    const [element, , room] = await calling();
    const toggle = shadowAll(element, 'peerix-toggle')[2] as HTMLElement & { toggle(): void };
    toggle.toggle();
    await until(() => toggle.matches(':state(on)'), 'shared');
    room.style.inlineSize = '200px';
    await until(() => isCrowded(element) && toggle.getBoundingClientRect().width === 0, 'behind More');
    expect(toggle.matches(':state(on)')).to.equal(true);
    expect(screen.getVideoTracks()[0]!.readyState).to.equal('live');
  });

  it('outside a room it stands there quietly; for names a room; it leaves by a click', async () => {
    const outside = await fixture<PeerixControls>(html`<peerix-controls></peerix-controls>`);
    await until(() => shadow(outside, 'peerix-leave')!.matches(':state(unavailable)'), 'outside');
    await expect(outside).to.be.accessible();
    await sendKeys({ press: 'm' });
    const room = await fixture<PeerixRoom>(html`<peerix-room id="elsewhere" driver="memory" room=${newRoomName()}></peerix-room>`);
    await joined(room);
    outside.htmlFor = 'elsewhere';
    await until(() => !shadow(outside, 'peerix-leave')!.matches(':state(unavailable)'), 'found');
    shadow(shadow(outside, 'peerix-leave')!, 'button')!.click();
    await idle(room);
  });

  it('works again after it was removed, and takes properties set before its definition', async () => {
    const [element, media, room] = await calling();
    element.remove();
    await sendKeys({ press: 'm' });
    expect(media.muted).to.equal(false);
    room.append(element);
    await element.updateComplete;
    await sendKeys({ press: 'm' });
    await until(() => media.muted, 'muted');
    element.remove();
    const late = document.createElement('x-late-controls') as PeerixControls;
    Object.assign(late, { shortcuts: false, forElement: room });
    document.body.append(late);
    defineElement('x-late-controls', class extends PeerixControls {});
    await until(() => late.shadowRoot && shadow(late, 'peerix-leave')?.matches(':not(:state(unavailable))'), 'in the room');
    await sendKeys({ press: 'm' });
    expect(media.muted).to.equal(true);
    late.remove();
  });
});
