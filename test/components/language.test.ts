import { expect, fixture, html } from '@open-wc/testing';
import { addWords, PeerixError, type PeerixChat, type PeerixRoom } from '../../components/index.js';
import { language } from '../../components/language/language.js';
import { canvasStream, friend, joined, meets, newRoomName, shadow, shadowAll, until } from './support.js';

const ROOT = document.documentElement;
const SHIPPED = ['de', 'es', 'ar', 'zh'];

describe('the language of the page', () => {
  let room: PeerixRoom;
  let chat: PeerixChat;
  beforeEach(async () => {
    ROOT.lang = 'en';
    room = await fixture<PeerixRoom>(html`<peerix-room driver="memory" room=${newRoomName()} name="Nina">
      <peerix-chat></peerix-chat><peerix-files></peerix-files><peerix-remote-streams></peerix-remote-streams>
    </peerix-room>`);
    chat = room.querySelector('peerix-chat')!;
    await joined(room);
  });
  after(() => {
    ROOT.lang = 'en';
    ROOT.dir = '';
  });

  const placeholder = () => shadow(chat, 'textarea')!.getAttribute('placeholder');
  const title = (tag: string) => shadow(room.querySelector(tag)!, '.empty .title')!.textContent;

  it('is spoken by every element, and changes as the page does', async () => {
    expect([placeholder(), title('peerix-chat'), title('peerix-files'), title('peerix-remote-streams')])
      .to.deep.equal(['Message everyone', 'No messages yet.', 'No files yet.', 'Only you are here.']);
    ROOT.lang = 'de';
    await until(() => placeholder() === 'Nachricht an alle', 'German');
    expect([title('peerix-chat'), title('peerix-files'), title('peerix-remote-streams')])
      .to.deep.equal(['Noch keine Nachrichten.', 'Noch keine Dateien.', 'Noch ist niemand sonst da.']);
    ROOT.lang = 'zh-Hans-CN';
    await until(() => placeholder() === '发消息给所有人', 'Chinese');
    ROOT.lang = 'en';
    await until(() => placeholder() === 'Message everyone', 'English again');
  });

  it('is the nearest there is, and English where none is near', async () => {
    ROOT.lang = 'de-AT';
    await until(() => placeholder() === 'Nachricht an alle', 'German for Austria');
    expect(language()).to.equal('de-AT');
    ROOT.lang = 'fi';
    await until(() => placeholder() === 'Message everyone', 'no Finnish');
    expect(language(), 'numbers are English, too').to.equal('en');
    ROOT.lang = 'de';
    await until(() => placeholder() === 'Nachricht an alle', 'German');
    ROOT.lang = 'no language at all';
    await until(() => placeholder() === 'Message everyone', 'English');
    ROOT.lang = 'en-GB';
    await until(() => language() === 'en-GB', 'dates of Britain');
  });

  it('reaches what is drawn only when it changes: messages, days, files', async () => {
    await friend(room.room);
    await meets(room, 1);
    chat.send('Hello.');
    const note = () => shadow(chat, '[part=note]')?.textContent.trim();
    await until(() => note() === 'Delivered', 'English');
    room.querySelector('peerix-files')!.send(new File(['x'], 'a.txt'));
    const detail = () => shadow(room.querySelector('peerix-files')!, '[part=detail]')?.textContent.replaceAll('\u00a0', ' ');
    await until(() => detail() === '1 byte to Ann Okafor. Ann Okafor has it', 'sent');
    ROOT.lang = 'de';
    await until(() => note() === 'Zugestellt', 'German');
    expect(shadow(chat, '[part=name]')!.textContent).to.equal('Ich');
    await until(() => detail() === '1 Byte an Ann Okafor. Ann Okafor hat sie', 'German');
    ROOT.lang = 'es';
    await until(() => note() === 'Entregado', 'Spanish');
  });

  it('counts as the language does', async () => {
    const left = () => shadow(chat, '.length')!.textContent.trim();
    const write = (length: number) => {
      const field = shadow<HTMLTextAreaElement>(chat, 'textarea')!;
      field.value = 'x'.repeat(4000 - length);
      field.dispatchEvent(new Event('input'));
    };
    ROOT.lang = 'ar';
    for (const [n, words] of [[1, 'حرف واحد'], [2, 'حرفان'], [3, '3 أحرف'], [11, '11 حرفًا'], [100, '100 حرف']] as const) {
      write(n);
      await until(() => left() === `المتبقي: ${words}`, words);
    }
  });

  it('is there when an element comes back that was out while it changed', async () => {
    chat.remove();
    await chat.updateComplete;
    ROOT.lang = 'es';
    await until(() => title('peerix-files') === 'Aún no hay archivos.', 'the others');
    room.append(chat);
    await until(() => placeholder() === 'Mensaje para todos', 'it, too');
  });

  it('has words of the page where it gives some', async () => {
    addWords('fr', { chat: { placeholder: 'Message à tous' } });
    ROOT.lang = 'fr-CA';
    await until(() => placeholder() === 'Message à tous', 'French');
    expect(shadow(chat, '[part=send]')!.getAttribute('aria-label'), 'English where a word is missing').to.equal('Send');
    addWords('fr', { chat: { send: 'Envoyer' } });
    await until(() => shadow(chat, '[part=send]')!.getAttribute('aria-label') === 'Envoyer', 'more of it');
    expect(placeholder()).to.equal('Message à tous');
    ROOT.lang = 'de';
    await until(() => placeholder() === 'Nachricht an alle', 'German');
    addWords('de', { chat: { placeholder: 'Ahoi' } });
    await until(() => placeholder() === 'Ahoi', 'instead of ours');
    addWords('en', { chat: { placeholder: 'Ahoy', left: 'no function' as never } });
    ROOT.lang = 'en';
    await until(() => placeholder() === 'Ahoy', 'English');
    const field = shadow<HTMLTextAreaElement>(chat, 'textarea')!;
    field.value = 'x'.repeat(3999);
    field.dispatchEvent(new Event('input'));
    await until(() => shadow(chat, '.length')!.textContent.trim() === '1 character left', 'a word of another kind is not taken');
    addWords('en', { chat: { placeholder: 'Message everyone' } });
  });

  it('is English for every word that a group of words lacks', async () => {
    const toggle = await fixture(html`<peerix-toggle kind="camera"></peerix-toggle>`);
    const name = () => shadow(toggle, 'button')!.ariaLabel;
    addWords('it', { toggle: { name: { microphone: 'Microfono' } as never } });
    ROOT.lang = 'it';
    await until(() => language() === 'it', 'Italian');
    await until(() => name() === 'Camera', 'English');
    addWords('it', { toggle: { name: { camera: 'Telecamera' } as never } });
    await until(() => name() === 'Telecamera', 'Italian');
    toggle.setAttribute('kind', 'microphone');
    await until(() => name() === 'Microfono', 'still there');
    addWords('de', { toggle: { name: { camera: 'Linse' } as never } });
    ROOT.lang = 'de';
    await until(() => name() === 'Mikrofon', 'ours');
    toggle.setAttribute('kind', 'camera');
    await until(() => name() === 'Linse', 'instead of ours');
  });

  it('refuses words for what is no language', () => {
    expect(() => addWords('German!', {})).to.throw(PeerixError).with.property('code', 'BAD_OPTION');
  });

  it('stays English, and says so once, where the words cannot be loaded', async () => {
    const frame = Object.assign(document.createElement('iframe'), { src: '/test/components/pages/missing-words.html' });
    document.body.append(frame);
    await new Promise((resolve) => { frame.addEventListener('load', resolve); });
    const page = frame.contentWindow as Window & typeof globalThis & { eval(code: string): unknown };
    const warnings = () => page.eval('warnings.filter((words) => words.startsWith("Peerix")).map(String)') as string[];
    await until(() => warnings().length, 'a warning');
    page.document.documentElement.lang = 'es-MX';
    const field = () => shadow(page.document.querySelector('peerix-chat')!, 'textarea')!;
    await until(() => field()?.getAttribute('placeholder') === 'Message everyone', 'English');
    page.document.documentElement.lang = 'de';
    await until(() => field().getAttribute('placeholder') === 'Nachricht an alle', 'German is there');
    expect(warnings()).to.have.length(1);
    expect(warnings()[0]).to.contain('“es”');
    frame.remove();
  });

  for (const lang of SHIPPED) {
    it(`fits and reads well: ${lang}`, async () => {
      room.style.cssText = 'display: block; inline-size: 320px';
      const ann = await friend(room.room);
      ann.publish({ stream: canvasStream(), label: 'camera' });
      await meets(room, 1);
      Object.assign(ROOT, { lang, dir: lang === 'ar' ? 'rtl' : 'ltr' });
      chat.send('Hello.');
      room.querySelector('peerix-files')!.send(new File(['x'.repeat(5000)], 'a plan for the holiday.txt'));
      await until(() => language() === lang && placeholder() !== 'Message everyone', lang);
      await until(() => shadowAll(room.querySelector('peerix-remote-streams')!, '[part=tile]').length === 1, 'a tile');
      for (const element of room.children) {
        await (element as PeerixChat).updateComplete;
        expect(element.scrollWidth, element.localName).to.be.at.most(element.clientWidth + 1);
        for (const part of element.shadowRoot!.querySelectorAll<HTMLElement>('.scroll, .drop, .composer, .stage')) {
          expect(part.scrollWidth, `${element.localName} ${part.className}`).to.be.at.most(part.clientWidth + 1);
        }
      }
      await expect(room).to.be.accessible();
    });
  }
});
