import { expect, fixture, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import '../../components/peerix-room/define.js';
import '../../components/peerix-chat/define.js';
import { PeerixChat, type PeerixRoom } from '../../components/elements.js';
import { segments } from '../../components/peerix-chat/links.js';
import { defineElement } from '../../components/define-element.js';
import { MemoryDriver, Peer } from '../../src/index.js';
import { BlockablePath } from '../support/blockable-path.js';
import { friend, joined, meets, newRoomName, record, shadow, shadowAll, stub, until } from './support.js';

const field = (chat: Element): HTMLTextAreaElement => shadow<HTMLTextAreaElement>(chat, 'textarea')!;
const scroller = (chat: Element): HTMLElement => shadow(chat, '[part=log]')!;
const texts = (chat: Element): string[] => shadowAll(chat, '[part=text]').map(({ textContent }) => textContent);
const names = (chat: Element): string[] => shadowAll(chat, '[part=name]').map(({ textContent }) => textContent);
const notes = (chat: Element): string[] => shadowAll(chat, '[part=note]').map(({ textContent }) => textContent.replace(/\s+/g, ' ').trim());
const dividers = (chat: Element): string[] => shadowAll(chat, '[part=divider]').map(({ textContent }) => textContent);
const jump = (chat: Element): HTMLButtonElement | null => shadow<HTMLButtonElement>(chat, '.jump');
const retry = (chat: Element): HTMLButtonElement | null => shadow<HTMLButtonElement>(chat, '.retry');
const spoken = (chat: Element): string => shadow(chat, '[role=log]')!.textContent;
const shows = (chat: Element, ...expected: string[]): Promise<void> => until(() => texts(chat).join('|') === expected.join('|'), `shows ${expected}`);
const isAtEnd = (chat: Element): boolean => {
  const { scrollHeight, scrollTop, clientHeight } = scroller(chat);
  return scrollHeight - scrollTop - clientHeight < 2;
};
const code = (action: () => unknown): string => {
  try {
    action();
  } catch (error) {
    return (error as { code: string }).code;
  }
  return 'none';
};

function write(chat: Element, text: string): void {
  field(chat).value = text;
  field(chat).dispatchEvent(new InputEvent('input', { bubbles: true }));
}

/** A member that chats without the element. */
async function talker(room: string, name = 'Ann Okafor'): Promise<Peer> {
  const peer = await friend(room, name);
  peer.open({ label: 'chat' });
  return peer;
}

/** They are connected, each as each of them sees it. */
const meet = (...members: (PeerixRoom | Peer)[]): Promise<unknown> => Promise.all(members.map((member) => meets(member, members.length - 1)));

let hidden = false;
/** As when another tab is in front. */
function hide(isHidden: boolean): void {
  hidden = isHidden;
  document.dispatchEvent(new Event('visibilitychange'));
}

describe('peerix-chat', () => {
  let room: PeerixRoom;
  let chat: PeerixChat;
  beforeEach(async () => {
    room = await fixture<PeerixRoom>(html`<peerix-room driver="memory" name="Nina" room=${newRoomName()}><peerix-chat></peerix-chat></peerix-room>`);
    chat = room.querySelector('peerix-chat')!;
    await joined(room);
    await until(() => !field(chat).disabled, 'ready');
  });

  /** Another page with a room and a chat. */
  async function other(name: string): Promise<PeerixChat> {
    const place = await fixture<PeerixRoom>(html`<peerix-room driver="memory" name=${name} room=${room.room}><peerix-chat></peerix-chat></peerix-room>`);
    await joined(place);
    return place.querySelector('peerix-chat')!;
  }

  const peerOf = (view: PeerixChat): Peer => view.closest('peerix-room')!.peer;

  it('carries messages both ways, named, timed, and delivered', async () => {
    const ann = await other('Ann');
    await meet(room, peerOf(ann));
    const sent = chat.send('Morning!');
    expect([sent.text, sent.own, sent.name]).to.deep.equal(['Morning!', true, 'Nina']);
    await shows(ann, 'Morning!');
    ann.send('Hello.');
    await shows(chat, 'Morning!', 'Hello.');
    expect(names(chat)).to.deep.equal(['You', 'Ann']);
    expect(names(ann)).to.deep.equal(['Nina', 'You']);
    await until(() => notes(chat).join() === 'Delivered', 'delivered');
    const time = shadow<HTMLTimeElement>(chat, 'time')!;
    expect(Math.abs(Date.parse(time.dateTime) - Date.now())).to.be.below(60_000);
    expect(time.textContent).to.match(/\d/);
    expect(chat.messages.map(({ text, own }) => [text, own])).to.deep.equal([['Morning!', true], ['Hello.', false]]);
    await expect(chat).to.be.accessible();
  });

  it('speaks with applications that have no element', async () => {
    const ann = await talker(room.room);
    await meet(room, ann);
    const heard: { data: unknown; info: any }[] = [];
    ann.on('channel:message', ({ label, data, info }) => { if (label === 'chat') heard.push({ data, info }); });
    await ann.send('plain', { label: 'chat' });
    await ann.send({ not: 'text' }, { label: 'chat' });
    await ann.send('  ', { label: 'chat' });
    await shows(chat, 'plain');
    const { id, at } = chat.send('hi');
    await until(() => heard.length === 1, 'heard');
    expect(heard).to.deep.equal([{ data: 'hi', info: { id, at } }]);
  });

  it('tells of messages that were sent or heard, not of those passed on', async () => {
    const events = record(chat, 'chat-message');
    const ann = await talker(room.room);
    await meet(room, ann);
    chat.send('one');
    await ann.send('two', { label: 'chat' });
    await until(() => events.length === 2, 'both');
    expect(events.map(({ detail }) => [detail.message.text, detail.message.own])).to.deep.equal([['one', true], ['two', false]]);
    expect(events[0]!.bubbles).to.equal(false);
  });

  it('reaches who is known and not connected yet', async () => {
    room.addEventListener('connection:new', () => { chat.send('welcome'); });
    const ann = await talker(room.room);
    const heard: unknown[] = [];
    ann.on('channel:message', ({ label, data }) => { if (label === 'chat') heard.push(data); });
    await until(() => notes(chat).join() === 'Delivered', 'delivered');
    expect(heard).to.deep.equal(['welcome']);
  });

  it('groups what one person says in a row, and divides days', async () => {
    const ann = await talker(room.room, 'Ann');
    await meet(room, ann);
    await ann.send('one', { label: 'chat' });
    await ann.send('two', { label: 'chat' });
    chat.send('three');
    await shows(chat, 'one', 'two', 'three');
    expect(names(chat)).to.deep.equal(['Ann', 'You']);
    expect(dividers(chat)).to.deep.equal([]);
  });

  describe('by keyboard', () => {
    it('sends by Enter, begins a line by Shift+Enter, and keeps the focus', async () => {
      const ann = await other('Ann');
      await meet(room, peerOf(ann));
      chat.focus();
      await sendKeys({ type: 'first' });
      await sendKeys({ down: 'Shift' });
      await sendKeys({ press: 'Enter' });
      await sendKeys({ up: 'Shift' });
      await sendKeys({ type: 'second' });
      expect(texts(ann)).to.deep.equal([]);
      await sendKeys({ press: 'Enter' });
      await shows(ann, 'first\nsecond');
      expect(field(chat).value).to.equal('');
      expect(chat.shadowRoot!.activeElement).to.equal(field(chat));
      await sendKeys({ press: 'Enter' });
      expect(chat.messages).to.have.length(1);
    });

    it('leaves Enter to an input method', () => {
      write(chat, 'にほん');
      const press = (init: KeyboardEventInit): boolean =>
        field(chat).dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true, ...init }));
      expect(press({ isComposing: true }), 'not prevented').to.equal(true);
      expect(press({ keyCode: 229 }), 'not prevented').to.equal(true);
      expect([chat.messages.length, field(chat).value]).to.deep.equal([0, 'にほん']);
      press({});
      expect(chat.messages.map(({ text }) => text)).to.deep.equal(['にほん']);
    });

    it('reaches the messages, scrolls them, then the field, then the button', async () => {
      for (let i = 0; i < 60; i++) chat.send(`line ${i}`);
      await until(() => isAtEnd(chat), 'at the end');
      document.body.tabIndex = -1;
      document.body.focus();
      await sendKeys({ press: 'Tab' });
      expect(chat.shadowRoot!.activeElement).to.equal(scroller(chat));
      await sendKeys({ press: 'Home' });
      await until(() => scroller(chat).scrollTop === 0, 'at the top');
      await sendKeys({ press: 'Tab' });
      expect(chat.shadowRoot!.activeElement).to.equal(field(chat));
      await sendKeys({ press: 'Tab' });
      expect(chat.shadowRoot!.activeElement).to.equal(shadow(chat, '[part=send]'));
    });
  });

  it('sends by its button, which is big enough, and focuses the field', () => {
    write(chat, 'by button');
    const button = shadow<HTMLButtonElement>(chat, '[part=send]')!;
    expect(Math.min(button.offsetWidth, button.offsetHeight)).to.be.at.least(44);
    button.click();
    expect(chat.messages.map(({ text }) => text)).to.deep.equal(['by button']);
    expect(chat.shadowRoot!.activeElement).to.equal(field(chat));
  });

  it('says how long a message may be, and sends no longer one', async () => {
    const note = () => shadow(chat, '#length')!.textContent;
    write(chat, 'x'.repeat(3799));
    await chat.updateComplete;
    expect(note()).to.equal('');
    write(chat, 'x'.repeat(3990));
    await chat.updateComplete;
    expect(note()).to.equal('10 characters left');
    write(chat, 'x'.repeat(4001));
    await chat.updateComplete;
    expect(note()).to.equal('Too long: 4,001 of at most 4,000 characters. Shorten it to send it.');
    expect(field(chat).ariaInvalid).to.equal('true');
    await expect(chat).to.be.accessible();
    shadow(chat, '[part=send]')!.click();
    expect([chat.messages.length, field(chat).value.length]).to.deep.equal([0, 4001]);
    expect(code(() => chat.send('x'.repeat(4001)))).to.equal('TOO_LARGE');
    expect(code(() => chat.send(' '))).to.equal('BAD_DATA');
    expect(code(() => chat.send({} as string))).to.equal('BAD_DATA');
  });

  it('cuts what others send too long', async () => {
    const ann = await talker(room.room);
    await meet(room, ann);
    await ann.send('y'.repeat(100_000), { label: 'chat' });
    await until(() => chat.messages.length === 1, 'came');
    expect(chat.messages[0]!.text).to.equal(`${'y'.repeat(4000)}…`);
  });

  describe('delivery', () => {
    it('says when nobody else is here', async () => {
      chat.send('echo?');
      await until(() => notes(chat).join() === 'Nobody else was here', 'alone');
    });

    it('says who is missing, and sends it again to those only, once', async () => {
      const [ann, ben] = [await talker(room.room, 'Ann'), await talker(room.room, 'Ben')];
      await meet(room, ann, ben);
      const heard = (peer: Peer): string[] => {
        const list: string[] = [];
        peer.on('channel:message', ({ label, data }) => { if (label === 'chat') list.push(String(data)); });
        return list;
      };
      const [byAnn, byBen] = [heard(ann), heard(ben)];
      chat.send('first');
      await until(() => notes(chat).join() === 'Delivered', 'to both');
      ben.close({ label: 'chat' });
      await until(() => !room.remotes.get(ben.id!)!.channels.has('chat'), 'Ben closed it');
      chat.send('second');
      await until(() => notes(chat).join() === 'Delivered to 1 of 2 Try again', 'to one');
      await expect(chat).to.be.accessible();
      expect(shadowAll(chat, '[role=status]').some(({ textContent }) => textContent === 'Delivered to 1 of 2')).to.equal(true);
      expect(retry(chat)!.offsetHeight).to.be.at.least(44);
      ben.open({ label: 'chat' });
      await until(() => room.remotes.get(ben.id!)!.channels.get('chat')?.state === 'open', 'Ben opened it');
      retry(chat)!.click();
      retry(chat)?.click();
      await until(() => notes(chat).join() === 'Delivered', 'to both');
      expect([byAnn, byBen]).to.deep.equal([['first', 'second'], ['first', 'second']]);
    });

    it('says how far it is while somebody is out of reach, and arrives once that is over', async () => {
      const path = new BlockablePath();
      const ben = new Peer({ driver: new MemoryDriver(), RTCPeerConnection: path.RTCPeerConnection });
      const heard: unknown[] = [];
      ben.on('channel:message', ({ label, data }) => { if (label === 'chat') heard.push(data); });
      await ben.join({ room: room.room });
      await meet(room, ben);
      path.block();
      chat.send('first');
      await until(() => notes(chat).join() === 'Sent', 'on its way');
      path.unblock();
      await until(() => notes(chat).join() === 'Delivered', 'there');
      const ann = await talker(room.room, 'Ann');
      await meet(room, ann, ben);
      path.block();
      chat.send('second');
      await until(() => notes(chat).join() === 'Delivered to 1 of 2', 'at one, and no second try yet');
      path.unblock();
      await until(() => notes(chat).join() === 'Delivered', 'at both');
      expect(heard).to.deep.equal(['first', 'second']);
      await ben.leave();
    });

    it('says when nobody got it, and offers no second try to who has left', async () => {
      const ann = await talker(room.room, 'Ann');
      await meet(room, ann);
      ann.close({ label: 'chat' });
      await until(() => ![...room.remotes.values()][0]!.channels.has('chat'), 'Ann closed it');
      chat.send('anybody?');
      await until(() => notes(chat).join() === 'Not delivered Try again', 'not delivered');
      await ann.leave();
      await until(() => notes(chat).join() === 'Not delivered', 'nobody to try');
    });

    it('shows a message that comes again once, and no stranger takes the place of another', async () => {
      const [ann, mallory] = [await talker(room.room, 'Ann'), await talker(room.room, 'Mallory')];
      await meet(room, ann, mallory);
      await mallory.send('forged', { label: 'chat', info: { id: 'same', at: 0 } });
      await ann.send('genuine', { label: 'chat', info: { id: 'same', at: 0 } });
      await ann.send('genuine', { label: 'chat', info: { id: 'same', at: 0 } });
      await ann.send('next', { label: 'chat', info: { id: 7 } });
      await shows(chat, 'forged', 'genuine', 'next');
    });
  });

  describe('text of strangers', () => {
    let ann: Peer;
    beforeEach(async () => {
      ann = await talker(room.room, '<img src=x onerror=alert(1)>');
      await meet(room, ann);
    });
    const links = () => shadowAll<HTMLAnchorElement>(chat, 'a').map(({ href, textContent }) => [textContent, href]);

    it('is text, its name too', async () => {
      await ann.send('<b>bold</b> &amp; <script>alert(1)</script>', { label: 'chat' });
      await shows(chat, '<b>bold</b> &amp; <script>alert(1)</script>');
      expect(names(chat)).to.deep.equal(['<img src=x onerror=alert(1)>']);
      expect(shadow(chat, 'img, script, [part=text] b')).to.equal(null);
    });

    it('has links that are safe, without the sentence around them', async () => {
      await ann.send('See https://example.org/a_(b)?q=1#x, (http://example.org) or www.example.org. Write to mailto:ann@example.org!', { label: 'chat' });
      await until(() => links().length === 4, 'four links');
      expect(links()).to.deep.equal([
        ['https://example.org/a_(b)?q=1#x', 'https://example.org/a_(b)?q=1#x'],
        ['http://example.org', 'http://example.org/'],
        ['www.example.org', 'https://www.example.org/'],
        ['mailto:ann@example.org', 'mailto:ann@example.org'],
      ]);
      const [link] = shadowAll<HTMLAnchorElement>(chat, 'a');
      expect([link!.target, link!.rel]).to.deep.equal(['_blank', 'noopener noreferrer']);
      expect(texts(chat)).to.deep.equal(['See https://example.org/a_(b)?q=1#x, (http://example.org) or www.example.org. Write to mailto:ann@example.org!']);
    });

    for (const text of [
      'javascript:alert(1)', 'JaVaScRiPt:alert(1)', 'data:text/html,<script>alert(1)</script>', 'vbscript:x', 'file:///etc/passwd',
      'https://', 'http://?', 'https://bank.example@evil.example/', 'mailto:', 'mailto:nobody', 'ftp://example.org', 'xhttp://example.org',
    ]) {
      it(`never makes a link of ${text}`, async () => {
        await ann.send(text, { label: 'chat' });
        await shows(chat, text);
        expect(links()).to.deep.equal([]);
      });
    }

    for (const [text, href] of [
      [`http://${')'.repeat(3990)}`, undefined], [`https://example.org/${')'.repeat(3900)}`, 'https://example.org/'],
      [`https://example.org/${'('.repeat(1900)}${')'.repeat(2000)}`, `https://example.org/${'('.repeat(1900)}${')'.repeat(1900)}`],
    ] as const) {
      it(`reads ${text.slice(0, 30)}… in no time`, () => {
        const start = performance.now();
        for (let i = 0; i < 100; i++) segments(text);
        expect((performance.now() - start) / 100, 'ms').to.be.below(10);
        const [link] = segments(text).filter((part) => typeof part !== 'string');
        expect(link?.href).to.equal(href);
      });
    }

    it('ends a link where a sign turns the direction of text', async () => {
      await ann.send('https://example.org/\u202egpj.exe', { label: 'chat' });
      await until(() => links().length === 1, 'a link');
      expect(links()[0]![1]).to.equal('https://example.org/');
    });

    it('has no more than one empty line at a time', async () => {
      await ann.send('one\n \n \r\n\t\ntwo\n\nthree\n  four', { label: 'chat' });
      await shows(chat, 'one\n\ntwo\n\nthree\n  four');
    });

    it('is never taken for one\'s own, whatever the name', async () => {
      await ann.setMetadata({ name: 'You' });
      await until(() => [...room.remotes.values()][0]!.metadata.name === 'You', 'renamed');
      await ann.send('not yours', { label: 'chat' });
      chat.send('yours');
      await shows(chat, 'not yours', 'yours');
      expect(names(chat)).to.deep.equal(['You', 'You']);
      expect(shadowAll(chat, '[part~=own]').map(({ textContent }) => textContent)).to.have.length(1);
      const lines = shadowAll(chat, '[part=text]').map((line) => getComputedStyle(line).borderInlineStartWidth);
      expect(lines).to.deep.equal(['0px', '2px']);
    });

    it('keeps its direction to itself', async () => {
      await ann.setMetadata({ name: '\u202eevil' });
      await until(() => [...room.remotes.values()][0]!.metadata.name === '\u202eevil', 'renamed');
      await ann.send('שלום עולם', { label: 'chat' });
      await shows(chat, 'שלום עולם');
      expect(getComputedStyle(shadow(chat, '[part=text]')!).direction).to.equal('rtl');
      expect(getComputedStyle(shadow(chat, '.author')!).direction).to.equal('ltr');
      expect(shadow(chat, '[part=name] > bdi')!.textContent).to.equal('\u202eevil');
    });

    it('wraps whatever its length', async () => {
      room.style.inlineSize = '320px';
      await ann.setMetadata({ name: 'N'.repeat(300) });
      await until(() => [...room.remotes.values()][0]!.metadata.name!.length === 300, 'renamed');
      await ann.send('x'.repeat(3000), { label: 'chat' });
      await ann.send(`https://example.org/${'y'.repeat(500)}`, { label: 'chat' });
      await until(() => chat.messages.length === 2 && texts(chat).length === 2, 'came');
      expect(scroller(chat).scrollWidth).to.equal(scroller(chat).clientWidth);
      expect(chat.getBoundingClientRect().width).to.be.at.most(320);
    });
  });

  describe('what came while nobody looked', () => {
    let ann: Peer;
    let said = 0;
    beforeEach(async () => {
      hidden = false;
      said = 0;
      stub(document, 'visibilityState', undefined as never);
      Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => (hidden ? 'hidden' : 'visible') });
      ann = await talker(room.room, 'Ann');
      await meet(room, ann);
      for (let i = 0; i < 30; i++) chat.send(`line ${i}`);
      await until(() => isAtEnd(chat) && texts(chat).length === 30, 'at the end');
    });
    const say = async (count: number): Promise<void> => {
      for (let i = 0; i < count; i++) await ann.send(`new ${said += 1}`, { label: 'chat' });
      await until(() => texts(chat).at(-1) === `new ${said}`, 'shown');
    };

    it('is no matter while one reads the end', async () => {
      await say(3);
      await until(() => isAtEnd(chat), 'follows');
      expect([chat.unread, jump(chat), dividers(chat)]).to.deep.equal([0, null, []]);
    });

    it('is counted and divided while scrolled up, and a button leads there', async () => {
      scroller(chat).scrollTop = 0;
      await say(1);
      await until(() => jump(chat)?.textContent === '1 new message', 'one');
      await say(1);
      await until(() => jump(chat)?.textContent === '2 new messages', 'two');
      expect(scroller(chat).scrollTop).to.equal(0);
      expect(dividers(chat)).to.deep.equal(['New']);
      expect(chat.matches(':state(unread)')).to.equal(true);
      expect(jump(chat)!.offsetHeight).to.be.at.least(44);
      await expect(chat).to.be.accessible();
      jump(chat)!.click();
      await until(() => isAtEnd(chat) && !jump(chat), 'at the end');
      expect(chat.unread).to.equal(0);
      expect(chat.shadowRoot!.activeElement).to.equal(scroller(chat));
      expect(dividers(chat), 'stays marked').to.deep.equal(['New']);
      chat.send('read it');
      await until(() => !dividers(chat).length, 'marked no longer');
    });

    it('does not draw back whoever scrolls up just now', async () => {
      scroller(chat).scrollTop = 0;
      chat.requestUpdate();
      await chat.updateComplete;
      expect(scroller(chat).scrollTop).to.equal(0);
    });

    it('is in sight after a move, and in a panel that was hidden', async () => {
      room.append(document.createElement('section'));
      room.lastElementChild!.append(chat);
      await until(() => isAtEnd(chat), 'moved');
      room.style.display = 'none';
      await until(() => !chat.offsetHeight, 'hidden');
      room.style.display = '';
      await until(() => isAtEnd(chat), 'shown');
      await say(1);
      await until(() => isAtEnd(chat), 'follows');
      expect(chat.unread).to.equal(0);
    });

    it('is counted in a hidden tab, and never scrolled past', async () => {
      hide(true);
      await say(2);
      expect(chat.unread).to.equal(2);
      hide(false);
      await until(() => chat.unread === 0 && !jump(chat), 'all in sight');
      expect(dividers(chat)).to.deep.equal(['New']);
      chat.send('seen');
      hide(true);
      await say(40);
      hide(false);
      await until(() => jump(chat)?.textContent === '40 new messages', 'not all in sight');
      const [top, mark] = [scroller(chat), shadow(chat, '.unread')!].map((element) => element.getBoundingClientRect().top);
      expect(mark! - top!).to.be.within(0, 40);
      await say(1);
      await until(() => jump(chat)?.textContent === '41 new messages', 'one more');
    });

    it('is counted while the element is not shown, which then begins there', async () => {
      chat.style.display = 'none';
      await say(1);
      expect(chat.unread).to.equal(1);
      chat.style.display = '';
      await until(() => chat.unread === 0 && isAtEnd(chat), 'seen');
      expect(dividers(chat)).to.deep.equal(['New']);
    });

    it('is spoken once, and one\'s own words never', async () => {
      let spokenTimes = 0;
      new MutationObserver((changes) => changes.forEach(({ addedNodes }) => addedNodes.forEach((node) => {
        if (node instanceof Element) spokenTimes += 1;
      }))).observe(shadow(chat, '[role=log]')!, { childList: true, subtree: true });
      await say(2);
      chat.send('mine');
      chat.requestUpdate();
      await chat.updateComplete;
      expect(spoken(chat)).to.equal('Ann: new 1Ann: new 2');
      expect(spokenTimes).to.equal(2);
    });
  });

  describe('history', () => {
    it('comes to a late joiner from a member who has it, once, in order', async () => {
      const ann = await other('Ann');
      await meet(room, peerOf(ann));
      chat.send('one');
      await shows(ann, 'one');
      ann.send('two');
      await shows(chat, 'one', 'two');
      chat.send('three');
      await shows(ann, 'one', 'two', 'three');
      const ben = await other('Ben');
      await shows(ben, 'one', 'two', 'three');
      expect(names(ben)).to.deep.equal(['Nina', 'Ann', 'Nina']);
      expect(dividers(ben)[0]).to.match(/^Earlier messages, passed on by (Nina|Ann)$/);
      expect(ben.unread).to.equal(0);
      expect(spoken(ben)).to.equal('');
      await meet(room, peerOf(ann), peerOf(ben));
      ben.send('four');
      await shows(chat, 'one', 'two', 'three', 'four');
      await shows(ben, 'one', 'two', 'three', 'four');
      await expect(ben).to.be.accessible();
    });

    it('never reaches plain listeners of the chat', async () => {
      chat.send('one');
      const ann = await talker(room.room);
      const heard = record(room, 'channel:message');
      let labels: string[] = [];
      ann.on('channel:message', ({ label }) => { labels = [...labels, label]; });
      await other('Ben');
      await until(() => labels.length > 0, 'Ben asks Ann, who is no element');
      expect(labels.includes('chat')).to.equal(false);
      expect(heard.every(({ detail }) => detail.label !== 'chat')).to.equal(true);
    });

    it('is divided by days', async () => {
      const ann = await friend(room.room, 'Ann');
      const day = 24 * 3_600_000, entry = { from: 'ben', name: 'Ben' };
      ann.on('channel:message', ({ remote, label, data }) => {
        if (label !== 'chat/history' || data !== 'ask') return;
        void remote.send([
          { ...entry, id: 'c', text: 'now', ago: 0 }, { ...entry, id: 'a', text: 'long ago', ago: 5 * day },
          { ...entry, id: 'b', text: 'a day ago', ago: day },
        ], { label });
      });
      await shows(chat, 'long ago', 'a day ago', 'now');
      const written = new Intl.DateTimeFormat('en', { weekday: 'long', day: 'numeric', month: 'long' }).format(Date.now() - 5 * day);
      expect(dividers(chat)).to.deep.equal([written, 'Earlier messages, passed on by Ann', 'Yesterday', 'Today']);
      const Today = Date;
      stub(globalThis, 'Date', class extends Today {
        constructor(...args: [] | [number]) { super(args[0] ?? Today.now() + day); }
        static override now(): number { return Today.now() + day; }
      } as DateConstructor);
      chat.requestUpdate();
      await chat.updateComplete;
      expect(dividers(chat).at(-1), 'after midnight').to.equal('Yesterday');
    });

    it('is asked of the next member where the first does not answer, and of each once', async () => {
      const asked: string[] = [];
      const listen = (peer: Peer, name: string, answer?: object): void => {
        peer.on('channel:message', ({ remote, label, data }) => {
          if (label !== 'chat/history') return;
          asked.push(`${name} ${String(data)}`);
          if (answer) void remote.send(answer, { label });
        });
      };
      listen(await friend(room.room, 'Mute'), 'Mute');
      await until(() => asked.length === 1, 'asked');
      listen(await friend(room.room, 'Newcomer'), 'Newcomer', []);
      listen(await friend(room.room, 'Ann'), 'Ann', [{ id: 'a', from: 'ben', name: 'Ben', text: 'before', ago: 5 }]);
      await meets(room, 3);
      expect(asked).to.deep.equal(['Mute ask']);
      await shows(chat, 'before');
      // Whichever of the two was met first.
      expect(asked.filter((line) => line !== 'Newcomer ask')).to.deep.equal(['Mute ask', 'Ann ask']);
      listen(await friend(room.room, 'Late'), 'Late');
      await meets(room, 4);
      expect(asked.includes('Late ask')).to.equal(false);
    });

    it('brings back one\'s own words after a reload', async () => {
      const ann = await other('Ann');
      await meet(room, peerOf(ann));
      ann.send('mine');
      await shows(chat, 'mine');
      const place = ann.closest('peerix-room')!;
      place.room = '';
      await until(() => place.state === 'idle', 'left');
      expect(texts(ann), 'stays shown').to.deep.equal(['mine']);
      place.room = room.room;
      await until(() => ann.messages[0]?.passedOnBy === 'Nina', 'passed on');
      await until(() => names(ann).join() === 'Ann', 'as anybody\'s');
      expect(texts(ann)).to.deep.equal(['mine']);
    });

    it('does not follow into another room', async () => {
      chat.send('secret');
      const elsewhere = newRoomName();
      room.room = elsewhere;
      await until(() => room.peer.room === elsewhere && room.state === 'joined', 'elsewhere');
      await until(() => chat.messages.length === 0, 'nothing');
      const nosy = await friend(elsewhere, 'Nosy');
      nosy.open({ label: 'chat/history' });
      const got = new Promise((resolve) => { nosy.on('channel:message', ({ data }) => { if (Array.isArray(data)) resolve(data); }); });
      await meet(room, nosy);
      await nosy.send('ask', { label: 'chat/history' });
      expect(await got).to.deep.equal([]);
    });

    it('goes out in bounds, and not as often as somebody likes', async () => {
      for (let i = 0; i < 205; i++) chat.send(`${i} ${'x'.repeat(1500)}`);
      const nosy = await friend(room.room, 'Nosy');
      nosy.open({ label: 'chat/history' });
      const got: { text: string }[][] = [];
      nosy.on('channel:message', ({ data }) => { if (Array.isArray(data)) got.push(data); });
      await meet(room, nosy);
      for (let i = 0; i < 20; i++) await nosy.send('ask', { label: 'chat/history' });
      await nosy.send('done', { label: 'chat/history' });
      await until(() => got.length === 3, 'three answers');
      expect(got[0]!.at(-1)!.text).to.match(/^204 /);
      expect(got[0]!.length).to.be.within(100, 200);
      expect(new Blob([JSON.stringify(got[0])]).size).to.be.at.most(256 * 1024);
      expect(got).to.have.length(3);
    });

    describe('from a hostile member', () => {
      let mallory: Peer;
      let answers: PromiseLike<unknown>[];
      /** Answers whoever asks with that. */
      async function hostile(answer: unknown, others = 1): Promise<PeerixChat> {
        room.remove();
        answers = [];
        mallory = await friend(room.room, 'Mallory');
        mallory.open({ label: 'chat' });
        mallory.open({ label: 'chat/history' });
        mallory.on('channel:message', ({ remote, label, data }) => {
          if (label === 'chat/history' && data === 'ask') answers.push(remote.send(answer as object, { label: 'chat/history' }));
        });
        const place = await fixture<PeerixRoom>(html`<peerix-room driver="memory" name="Nina" room=${room.room}><peerix-chat></peerix-chat></peerix-room>`);
        await joined(place);
        await Promise.all([meets(place, others), meets(mallory, others)]);
        return place.querySelector('peerix-chat')!;
      }
      const good = { id: 'a', from: 'ann', name: 'Ann', text: 'good', ago: 60_000 };
      /** After it, the answers were judged: channels are in no order among each other. */
      const after = async (view: PeerixChat): Promise<void> => {
        await until(() => answers.length, 'asked');
        await Promise.all(answers);
        await mallory.send('live', { label: 'chat' });
        await until(() => texts(view).includes('live'), 'live');
      };

      it('takes only what is a message', async () => {
        const cyclicName = { toString: 'x' };
        const view = await hostile([
          null, 5, 'x', [], {}, { ...good, id: 7 }, { ...good, id: '' }, { ...good, id: 'a b' }, { ...good, id: 'x'.repeat(65) },
          { ...good, from: { a: 1 } }, { ...good, from: '<b>' }, { ...good, text: 5 }, { ...good, text: '' }, { ...good, text: 'x'.repeat(5000) },
          { ...good, ago: -5 }, { ...good, ago: '5' }, { ...good, ago: 1e12 }, { ...good, id: 'ok', name: cyclicName }, good, good,
        ]);
        await shows(view, 'good', 'good');
        expect(names(view).sort()).to.deep.equal(['Ann', 'Guest']);
        expect(view.messages.every(({ own, passedOnBy }) => !own && passedOnBy === 'Mallory')).to.equal(true);
      });

      for (const [what, answer] of [
        ['no list', { length: 3 }], ['a text', 'hello'], ['too many', Array.from({ length: 201 }, (_, i) => ({ ...good, id: `m${i}` }))],
        ['too much', Array.from({ length: 100 }, (_, i) => ({ ...good, id: `m${i}`, text: 'x'.repeat(3000) }))],
        ['deep nesting', JSON.parse(`${'['.repeat(2000)}${']'.repeat(2000)}`)],
      ] as const) {
        it(`takes nothing of an answer that is ${what}`, async () => {
          const view = await hostile(answer);
          await after(view);
          expect(texts(view)).to.deep.equal(['live']);
        });
      }

      it('takes no answer that it did not ask for, and only one', async () => {
        const view = await hostile([good]);
        await shows(view, 'good');
        await mallory.send([{ ...good, id: 'b', text: 'unasked' }], { label: 'chat/history' });
        await after(view);
        expect(texts(view)).to.deep.equal(['good', 'live']);
      });

      it('believes nobody about its own words, and replaces nothing heard from its author', async () => {
        const view = await hostile([]);
        const me = peerOf(view).id!;
        view.send('mine');
        const ann = await talker(room.room, 'Ann');
        await meet(peerOf(view), mallory, ann);
        await ann.send('truth', { label: 'chat', info: { id: 'a' } });
        await until(() => texts(view).includes('truth'), 'heard');
        const forger = await friend(room.room, 'Forger');
        forger.open({ label: 'chat/history' });
        forger.on('channel:message', ({ remote, data }) => {
          if (data === 'ask') void remote.send([
            { ...good, id: 'f', from: me, text: 'put into my mouth' }, { ...good, from: ann.id, text: 'forged' }, { ...good, text: 'earlier' },
          ], { label: 'chat/history' });
        });
        await until(() => texts(view).includes('earlier'), 'asked the forger');
        expect(texts(view)).to.deep.equal(['earlier', 'mine', 'truth']);
      });

      it('gives way to the same message from its author', async () => {
        const ann = await talker(room.room, 'Ann');
        const view = await hostile([{ ...good, from: ann.id, text: 'forged' }], 2);
        await shows(view, 'forged');
        const told = record(view, 'chat-message');
        await ann.send('truth', { label: 'chat', info: { id: 'a' } });
        await shows(view, 'truth');
        expect(told.map(({ detail }) => detail.message.text)).to.deep.equal(['truth']);
        await ann.send('truth', { label: 'chat', info: { id: 'a' } });
        await ann.send('next', { label: 'chat' });
        await shows(view, 'truth', 'next');
        expect(told.map(({ detail }) => detail.message.text)).to.deep.equal(['truth', 'next']);
        expect(view.messages[0]!.passedOnBy).to.equal(undefined);
      });
    });
  });

  describe('in a living DOM', () => {
    it('stays as it is through a move by append, and by moveBefore', async () => {
      const ann = await other('Ann');
      await meet(room, peerOf(ann));
      chat.send('one');
      write(chat, 'half a sen');
      await shows(ann, 'one');
      const closed = record(room, 'channel:close');
      const shelter = document.createElement('section');
      room.append(shelter);
      shelter.append(chat);
      await chat.updateComplete;
      if ('moveBefore' in room) (room as unknown as { moveBefore(node: Node, child: null): void }).moveBefore(chat, null);
      await chat.updateComplete;
      ann.send('two');
      await shows(chat, 'one', 'two');
      expect(closed).to.have.length(0);
      expect(field(chat).value).to.equal('half a sen');
    });

    it('closes its channels when removed, and knows what was said when put back', async () => {
      const ann = await other('Ann');
      await meet(room, peerOf(ann));
      chat.send('one');
      await shows(ann, 'one');
      chat.remove();
      await until(() => !room.remotes.get(peerOf(ann).id!)!.channels.has('chat'), 'closed');
      ann.send('missed');
      await until(() => notes(ann).join().startsWith('Not delivered'), 'not delivered');
      room.append(chat);
      await shows(chat, 'one', 'missed');
      expect(names(chat)).to.deep.equal(['You', 'Ann']);
      retry(ann)!.click();
      await until(() => notes(ann).join() === 'Delivered', 'delivered');
      await until(() => chat.messages[1]?.passedOnBy === undefined, 'from its author');
      await shows(chat, 'one', 'missed');
    });

    it('shows one conversation in two elements of one label, and another of another', async () => {
      const [twin, aside] = [document.createElement('peerix-chat'), Object.assign(document.createElement('peerix-chat'), { label: 'aside' })];
      room.append(twin, aside);
      await twin.updateComplete;
      chat.send('one');
      await shows(twin, 'one');
      chat.remove();
      await until(() => twin.send('two').text === 'two', 'still open');
      await shows(twin, 'one', 'two');
      expect(texts(aside)).to.deep.equal([]);
    });

    it('keeps two rooms on a page apart', async () => {
      const far = await fixture<PeerixRoom>(html`<peerix-room id="far" driver="memory" room=${newRoomName()}><peerix-chat></peerix-chat></peerix-room>`);
      await joined(far);
      const there = far.querySelector('peerix-chat')!;
      await there.updateComplete;
      chat.send('here');
      await shows(chat, 'here');
      there.send('there');
      await shows(there, 'there');
      chat.htmlFor = 'far';
      await shows(chat, 'there');
      chat.htmlFor = '';
      chat.forElement = room;
      await shows(chat, 'here');
    });

    it('takes properties that were set before its definition', async () => {
      const early = document.createElement('x-late-chat') as PeerixChat;
      Object.assign(early, { label: 'aside', heading: 'Aside' });
      room.append(early);
      defineElement('x-late-chat', class extends PeerixChat {});
      await early.updateComplete;
      expect(shadow(early, '[part=heading]')!.textContent).to.equal('Aside');
      const ann = await friend(room.room);
      await until(() => [...ann.remotes.values()][0]?.channels.get('aside')?.state === 'open', 'its label');
    });
  });

  describe('where nothing can be written', () => {
    const words = (view: Element) => shadow(view, '.empty')!.textContent;

    it('says that there is no room', async () => {
      const lost = await fixture<PeerixChat>(html`<peerix-chat></peerix-chat>`);
      await until(() => words(lost).includes('No room here.'), 'says so');
      expect(field(lost).disabled).to.equal(true);
      expect(lost.matches(':state(disabled)')).to.equal(true);
      expect(code(() => lost.send('hi'))).to.equal('NOT_JOINED');
      await expect(lost).to.be.accessible();
    });

    it('says that one is outside, with or without messages, and keeps what is written', async () => {
      await until(() => words(chat).includes('No messages yet.'), 'empty');
      await expect(chat).to.be.accessible();
      chat.send('one');
      write(chat, 'two');
      await room.leave();
      await until(() => field(chat).disabled, 'disabled');
      expect(shadow(chat, '.blockage')!.textContent).to.contain('You are not in the room.');
      expect([texts(chat), field(chat).value]).to.deep.equal([['one'], 'two']);
      expect(code(() => chat.send('hi'))).to.equal('NOT_JOINED');
      await expect(chat).to.be.accessible();
    });

    it('says what is wrong with the room, or with its label', async () => {
      const errors = record(room, 'error');
      chat.label = '';
      await until(() => errors.length === 1 && errors[0]!.detail.error.code === 'BAD_OPTION', 'an error of the room');
      await until(() => words(chat).includes('label'), 'says so');
      chat.label = 'chat';
      await until(() => !field(chat).disabled, 'mended');
      room.setAttribute('driver', 'bogus');
      await until(() => words(chat).includes('bogus'), 'unknown driver');
    });

    it('shows the words of the page for an empty chat', async () => {
      const own = Object.assign(document.createElement('p'), { slot: 'empty', textContent: 'Say hello.' });
      chat.append(own);
      await until(() => own.getBoundingClientRect().height > 0, 'shown');
      chat.send('hello');
      await shows(chat, 'hello');
      expect(own.getBoundingClientRect().height).to.equal(0);
    });
  });

  it('keeps the last 1,000 messages, and the end in sight', async () => {
    const ann = await talker(room.room, 'Ann');
    await meet(room, ann);
    const say = (from: number, to: number): Promise<unknown> =>
      Promise.all(Array.from({ length: to - from }, (_, i) => ann.send(`message ${from + i}`, { label: 'chat' })));
    await say(0, 1000);
    for (let i = 1000; i < 1200; i += 40) {
      await say(i, i + 40);
      await until(() => texts(chat).at(-1) === `message ${i + 39}` && isAtEnd(chat), 'follows');
    }
    expect([texts(chat).length, texts(chat)[0], chat.unread]).to.deep.equal([1000, 'message 200', 0]);
  });

  it('stays quick with 1,000 messages', async () => {
    const ann = await talker(room.room, 'Ann');
    await meet(room, ann);
    const sends = Array.from({ length: 1000 }, (_, i) => ann.send(`message ${i} https://example.org/${i}`, { label: 'chat' }));
    const start = performance.now();
    await Promise.all(sends);
    await until(() => texts(chat).at(-1)?.startsWith('message 999'), 'all');
    const burst = performance.now() - start;
    expect(texts(chat)).to.have.length(1000);
    const before = performance.now();
    for (let i = 0; i < 10; i++) {
      chat.send(`mine ${i}`);
      await chat.updateComplete;
    }
    const each = (performance.now() - before) / 10;
    expect(chat.messages).to.have.length(1000);
    expect(burst, 'a burst, in ms').to.be.below(8000);
    expect(each, 'one more, in ms').to.be.below(150);
    const typing = performance.now();
    for (let i = 0; i < 100; i++) {
      write(chat, 'x'.repeat(i));
      await chat.updateComplete;
    }
    expect((performance.now() - typing) / 100, 'a key, in ms').to.be.below(20);
  });
});
