import { expect, fixture, html } from '@open-wc/testing';
import { sendKeys, setViewport } from '@web/test-runner-commands';
import '../../../components/peerix-room/define.js';
import '../../../components/peerix-conference/define.js';
import { defineElement } from '../../../components/define-element.js';
import { PeerixConference, type PeerixChat, type PeerixRoom } from '../../../components/elements.js';
import { friend, idle, joined, meets, newRoomName, record, until } from '../support.js';

const PANELS = ['chat', 'files', 'people', 'invite', 'stats'];

/** Through shadow trees and slots: the first that is seen, or else any. */
function find<E extends HTMLElement = HTMLElement>(host: Element, selector: string): E | null {
  const found = [...host.shadowRoot!.querySelectorAll<E>(selector)];
  return found.find((element) => element.checkVisibility()) ?? found[0] ?? null;
}
const isSeen = (host: Element, selector: string): boolean => !!find(host, selector)?.checkVisibility();
const panelButton = (host: Element, panel: string) => find<HTMLButtonElement>(host, `[data-panel=${panel}]`)!;
const toggle = (host: Element, kind: string) => find(host, `peerix-controls peerix-toggle[kind=${kind}]`)!.shadowRoot!.querySelector('button')!;
const leave = (host: Element): void => find(host, 'peerix-leave')!.shadowRoot!.querySelector('button')!.click();
const self = (host: Element) => host.shadowRoot!.querySelector('peerix-local-media[part=self]') as HTMLElementTagNameMap['peerix-local-media'];
const tiles = (host: Element) => [...find(host, 'peerix-remote-streams')!.shadowRoot!.querySelectorAll('peerix-tile')];

/** What has the focus, through shadow trees. */
function focused(): HTMLElement {
  let element = document.activeElement as HTMLElement;
  while (element.shadowRoot?.activeElement) element = element.shadowRoot.activeElement as HTMLElement;
  return element;
}

async function calling(inside = html`<peerix-conference></peerix-conference>`): Promise<[PeerixConference, PeerixRoom]> {
  const room = await fixture<PeerixRoom>(html`<peerix-room driver="memory" room=${newRoomName()} name="Nina">${inside}</peerix-room>`);
  await joined(room);
  const element = room.querySelector('peerix-conference')!;
  await until(() => element.matches(':state(calling)'), 'in the call');
  return [element, room];
}

describe('peerix-conference', () => {
  beforeEach(() => setViewport({ width: 1200, height: 800 }));
  after(() => setViewport({ width: 800, height: 600 }));

  it('is a call: says who is here, shows you and the others, and invites while you are alone', async () => {
    const [element, room] = await calling();
    await until(() => element.matches(':state(alone)') && isSeen(element, '.alone peerix-invite'), 'an invitation');
    expect(find(element, '.title')!.innerText).to.match(new RegExp(`${room.room}\\s+1 here`));
    await until(() => self(element).matches(':state(live)'), 'my camera');
    await friend(room.room, 'Ann Okafor');
    await meets(room, 1);
    await until(() => tiles(element).length === 1 && find(element, '.title')!.innerText.includes('2 here'), 'Ann');
    expect(find(element, '.alone')).to.equal(null);
    expect(element.matches(':state(alone)')).to.equal(false);
    const [mine, hers] = [self(element).getBoundingClientRect(), tiles(element)[0]!.getBoundingClientRect()];
    expect([mine.width, mine.height]).to.deep.equal([hers.width, hers.height]);
    expect(mine.left).to.be.at.least(hers.right);
  });

  it('is accessible, alone and in company, with each of its panels', async () => {
    const [element, room] = await calling();
    await expect(element).to.be.accessible();
    await friend(room.room);
    await meets(room, 1);
    for (const panel of PANELS) {
      element.setAttribute('panel', panel);
      await element.updateComplete;
      await expect(element).to.be.accessible();
    }
  });

  it('floats you on a phone, beside one other', async () => {
    await setViewport({ width: 360, height: 740 });
    const [element, room] = await calling();
    await friend(room.room);
    await until(() => Math.round(self(element).getBoundingClientRect().width) === 104, 'small');
    const [mine, hers] = [self(element).getBoundingClientRect(), tiles(element)[0]!.getBoundingClientRect()];
    expect(mine.height).to.equal(136);
    expect(hers.width).to.be.above(300);
    expect(mine.right).to.be.below(hers.right);
    await friend(room.room, 'Jonas');
    await until(() => Math.round(self(element).getBoundingClientRect().width) > 104, 'among the others');
  });

  describe('panels', () => {
    it('open by their buttons, one at a time, and take the focus; Escape closes and gives it back', async () => {
      const [element] = await calling();
      const changes = record<CustomEvent<{ panel: string }>>(element, 'panel-change');
      panelButton(element, 'people').click();
      await until(() => focused().id === 'tab-people', 'the focus');
      expect(element.getAttribute('panel')).to.equal('people');
      expect(isSeen(element, 'peerix-peers')).to.equal(true);
      expect(panelButton(element, 'people').ariaExpanded).to.equal('true');
      await sendKeys({ press: 'Escape' });
      await until(() => focused() === panelButton(element, 'people'), 'the focus back');
      expect(element.hasAttribute('panel')).to.equal(false);
      expect(isSeen(element, '.panel')).to.equal(false);
      panelButton(element, 'chat').click();
      await until(() => focused().localName === 'textarea', 'writing');
      expect(isSeen(element, 'peerix-peers')).to.equal(false);
      expect(changes.map(({ detail }) => detail.panel)).to.deep.equal(['people', '', 'chat']);
    });

    it('are tabs: arrows, Home and End', async () => {
      const [element] = await calling(html`<peerix-conference panel="files"></peerix-conference>`);
      find(element, '#tab-files')!.focus();
      const seen: string[] = [];
      for (const key of ['ArrowRight', 'End', 'ArrowRight', 'ArrowLeft', 'Home']) {
        await sendKeys({ press: key });
        await until(() => focused().id === `tab-${element.panel}`, key);
        seen.push(element.panel);
      }
      expect(seen).to.deep.equal(['people', 'stats', 'chat', 'stats', 'chat']);
    });

    it('leave the focus alone when the page opens them, and know no others', async () => {
      const [element] = await calling();
      element.panel = 'stats';
      await element.updateComplete;
      expect(isSeen(element, 'peerix-stats')).to.equal(true);
      expect(document.activeElement).to.equal(document.body);
      element.setAttribute('panel', 'cellar');
      await element.updateComplete;
      expect(isSeen(element, '.panel')).to.equal(false);
    });

    it('stay open while Escape closes a menu in them', async () => {
      const [element, room] = await calling(html`<peerix-conference panel="people"></peerix-conference>`);
      await friend(room.room);
      await until(() => find(element, 'peerix-peers')!.shadowRoot!.querySelector('[part=more]'), 'Ann');
      const more = find(element, 'peerix-peers')!.shadowRoot!.querySelector<HTMLElement>('[part=more]')!;
      more.focus();
      await sendKeys({ press: 'Enter' });
      const menu = find(element, 'peerix-peers')!.shadowRoot!.querySelector('[part=menu]')!;
      await until(() => menu.matches(':popover-open'), 'the menu');
      await sendKeys({ press: 'Tab' });
      await sendKeys({ press: 'Escape' });
      await until(() => !menu.matches(':popover-open'), 'closed');
      expect(element.panel).to.equal('people');
    });

    it('tell how many messages wait, until they are read', async () => {
      const [element, room] = await calling();
      const ann = await friend(room.room);
      await meets(room, 1);
      await ann.send('Ahoy', { label: 'chat' });
      await ann.send('Anybody?', { label: 'chat' });
      await until(() => panelButton(element, 'chat').ariaLabel === 'Chat, 2 unread', 'two');
      expect(find(element, '[part=badge]')!.innerText).to.equal('2');
      expect(element.matches(':state(unread)')).to.equal(true);
      panelButton(element, 'chat').click();
      await until(() => panelButton(element, 'chat').ariaLabel === 'Chat' && !element.matches(':state(unread)'), 'read');
    });

    it('tell of files that came', async () => {
      const [element, room] = await calling();
      const ann = await friend(room.room);
      await meets(room, 1);
      await ann.send(new File(['x'], 'plan.txt', { type: 'text/plain' }), { label: 'files' });
      await until(() => panelButton(element, 'files').ariaLabel === 'Files, something new', 'new');
      panelButton(element, 'files').click();
      await until(() => panelButton(element, 'files').ariaLabel === 'Files', 'seen');
    });

    it('are a sheet on a phone, with the microphone above it', async () => {
      await setViewport({ width: 360, height: 740 });
      const [element] = await calling();
      await until(() => self(element).matches(':state(live)'), 'live');
      expect([...element.shadowRoot!.querySelectorAll<HTMLElement>('peerix-controls .tool, peerix-controls peerix-toggle, peerix-leave')]
        .filter((tool) => tool.checkVisibility()).length, 'and More').to.equal(4);
      panelButton(element, 'chat').click();
      await until(() => element.panel === 'chat' && isSeen(element, 'peerix-chat'), 'open');
      const sheet = find(element, '.panel')!.getBoundingClientRect(), whole = element.getBoundingClientRect();
      expect([sheet.left, sheet.right, sheet.bottom]).to.deep.equal([whole.left, whole.right, whole.bottom]);
      expect(sheet.top).to.be.above(250);
      expect(find(element, 'peerix-remote-streams')!.getBoundingClientRect().bottom).to.be.at.most(sheet.top);
      find(element, '.head peerix-toggle')!.shadowRoot!.querySelector('button')!.click();
      await until(() => self(element).muted, 'muted');
      find(element, '[part=close]')!.click();
      await until(() => focused() === panelButton(element, 'chat'), 'back');
      expect(toggle(element, 'microphone').ariaPressed).to.equal('false');
    });
  });

  describe('leaving', () => {
    it('says so, frees the devices, and leads back in as one was', async () => {
      const [element, room] = await calling();
      await until(() => self(element).matches(':state(live)'), 'live');
      toggle(element, 'microphone').click();
      await until(() => self(element).muted, 'muted');
      find(element, 'peerix-leave')!.shadowRoot!.querySelector('button')!.focus();
      leave(element);
      await idle(room);
      await until(() => element.matches(':state(left)') && isSeen(element, '[part=join]'), 'left');
      expect(find(element, '.out')!.innerText).to.contain('You left the call.');
      expect(self(element).stream).to.equal(null);
      expect(isSeen(element, '.call')).to.equal(false);
      expect(focused()).to.equal(find(element, '[part=join]'));
      await expect(element).to.be.accessible();
      find(element, '[part=join]')!.click();
      await joined(room);
      await until(() => element.matches(':state(calling)') && self(element).stream, 'in again');
      expect(focused()).to.equal(find(element, '.call'));
      expect(self(element).muted).to.equal(true);
    });

    it('by code stops the camera, too', async () => {
      const [element, room] = await calling();
      await until(() => self(element).stream?.getVideoTracks().length, 'live');
      const [track] = self(element).stream!.getVideoTracks();
      await room.leave();
      await until(() => element.matches(':state(left)'), 'left');
      expect(track!.readyState).to.equal('ended');
    });

    it('says why one cannot come in', async () => {
      const room = await fixture<PeerixRoom>(html`<peerix-room manual driver="nats" servers="not a url" room="x" @error=${() => { /* What is shown counts here. */ }}><peerix-conference></peerix-conference></peerix-room>`);
      const element = room.querySelector('peerix-conference')!;
      await until(() => isSeen(element, '[part=join]'), 'a way in');
      expect(self(element).stream).to.equal(null);
      find(element, '[part=join]')!.click();
      await until(() => !find(element, '.out')!.innerText.includes('You are not in the call.'), 'why');
      expect(isSeen(element, '[part=join]')).to.equal(true);
    });
  });

  it('begins with peerix-prejoin, if it is to, and hands over what was chosen', async () => {
    const room = await fixture<PeerixRoom>(html`<peerix-room manual driver="memory" room=${newRoomName()}><peerix-conference prejoin></peerix-conference></peerix-room>`);
    const element = room.querySelector('peerix-conference')!;
    await until(() => isSeen(element, 'peerix-prejoin'), 'getting ready');
    expect(isSeen(element, '.call')).to.equal(false);
    expect(find(element, 'peerix-prejoin')!.offsetWidth).to.be.above(900);
    const prejoin = find(element, 'peerix-prejoin')! as HTMLElementTagNameMap['peerix-prejoin'];
    Object.assign(prejoin, { storageKey: '', muted: true, name: 'Nina' });
    await prejoin.updateComplete;
    prejoin.shadowRoot!.querySelector<HTMLElement>('[part=join]')!.click();
    await until(() => element.matches(':state(calling)') && self(element).stream, 'in');
    expect([room.name, self(element).muted]).to.deep.equal(['Nina', true]);
    expect(isSeen(element, 'peerix-prejoin')).to.equal(false);
    await room.leave();
    await until(() => isSeen(element, '[part=join]'), 'left');
    expect(find(element, 'peerix-prejoin')).to.equal(null);
  });

  it('gives way, part by part, to what the page brings', async () => {
    const [element, room] = await calling(html`<peerix-conference panel="chat">
      <peerix-chat slot="chat" label="quay"></peerix-chat><p slot="self">Me</p><p slot="title">The quay</p>
      <div slot="streams">Pictures</div></peerix-conference>`);
    for (const tag of ['peerix-chat', 'peerix-local-media', 'peerix-remote-streams']) expect(find(element, tag), tag).to.equal(null);
    expect(find(element, 'peerix-files')).not.to.equal(null);
    const chat = element.querySelector<PeerixChat>('peerix-chat')!;
    expect(chat.checkVisibility()).to.equal(true);
    element.panel = '';
    const ann = await friend(room.room);
    await meets(room, 1);
    await ann.send('Ahoy', { label: 'quay' });
    await until(() => panelButton(element, 'chat').ariaLabel === 'Chat, 1 unread', 'one');
    chat.remove();
    await until(() => find(element, 'peerix-chat'), 'its own again');
  });

  it('keeps call and choices while it moves, and ends when it is removed', async () => {
    const [element, room] = await calling();
    await until(() => self(element).stream, 'live');
    const { stream } = self(element);
    const box = room.appendChild(document.createElement('div'));
    box.append(element);
    await element.updateComplete;
    await until(() => element.matches(':state(calling)'), 'still');
    expect(self(element).stream).to.equal(stream);
    element.remove();
    await until(() => !self(element).stream, 'no camera');
    room.append(element);
    await until(() => element.matches(':state(calling)') && self(element).stream, 'in again');
  });

  it('says so outside a room, and leaves the camera alone', async () => {
    const element = await fixture<PeerixConference>(html`<peerix-conference></peerix-conference>`);
    await until(() => find(element, '.out')?.innerText.includes('No room here.'), 'none');
    expect(self(element)).to.equal(null);
    await expect(element).to.be.accessible();
  });

  it('knows its own room, where there are two', async () => {
    const box = await fixture(html`<div>
      <peerix-room id="one" driver="memory" room=${newRoomName()}></peerix-room>
      <peerix-room id="two" driver="memory" room=${newRoomName()}></peerix-room>
      <peerix-conference for="two"></peerix-conference></div>`);
    const element = box.querySelector('peerix-conference')!, [one, two] = box.querySelectorAll('peerix-room');
    await Promise.all([joined(one!), joined(two!)]);
    const [ann, jonas] = [await friend(one!.room, 'Ann'), await friend(two!.room, 'Jonas')];
    await meets(two!, 1);
    await until(() => tiles(element)[0]?.shadowRoot!.textContent!.includes('Jonas'), 'Jonas');
    await until(() => jonas.remotes.values().next().value!.publications.size === 1, 'shared there');
    element.forElement = one!;
    await until(() => tiles(element)[0]?.shadowRoot!.textContent!.includes('Ann'), 'Ann');
    await until(() => ann.remotes.values().next().value!.publications.size === 1, 'shared here');
  });

  it('takes properties that were set before it was defined', async () => {
    const early = Object.assign(document.createElement('peerix-early-conference'), { panel: 'files', prejoin: true, layout: 'strip' });
    document.body.append(early);
    defineElement('peerix-early-conference', class extends PeerixConference {});
    const element = early as unknown as PeerixConference;
    await element.updateComplete;
    expect([element.panel, element.prejoin, element.layout]).to.deep.equal(['files', true, 'strip']);
    expect(element.getAttribute('panel')).to.equal('files');
    element.remove();
  });
});
