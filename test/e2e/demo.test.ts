import { expect } from '@open-wc/testing';
import { Page } from '../support/pages.js';
import { eventually } from './eventually.js';
import { complaints, moving, names } from './sight.js';

const DEMO = '/demo/index.html';
const opened: Page[] = [];

/** The demo as people use it, on BroadcastChannel. The landing's words and the buttons' names are what they go by. */
describe('the demo', function () {
  this.timeout(60_000);

  // Each is a call with video: left open they would slow down the next.
  afterEach(() => Promise.all(opened.splice(0).map((page) => page.close())));

  it('takes two people from the landing into a call with moving pictures', async () => {
    const [ann, li] = await call('together');
    expect(await names(ann)).to.deep.equal(['Li']);
    expect(await names(li)).to.deep.equal(['Ann']);
    expect((await Promise.all([ann, li].map(complaints))).flat()).to.deep.equal([]);
  });

  it('carries chat both ways, as text and never as markup', async () => {
    const [ann, li] = await call('chatter');
    await say(ann, '<img src=x onerror=alert(1)>');
    await eventually(() => heard(li), ['Ann: <img src=x onerror=alert(1)>']);
    await say(li, 'Got it.');
    await eventually(() => heard(ann), ['You: <img src=x onerror=alert(1)>', 'Li: Got it.']);
    expect(await li.eval(() => document.querySelector('peerix-chat')!.shadowRoot!.querySelectorAll('img').length)).to.equal(0);
  });

  it('counts on its button what came while the chat was closed, and shows it to who comes later', async () => {
    const [ann, li] = await call('missed');
    await say(ann, 'One.');
    const label = (page: Page) => page.eval(() => document.querySelector('[aria-controls=chat]')!.ariaLabel);
    await eventually(() => label(li), 'Chat, 1 new');
    await li.eval(() => document.querySelector<HTMLElement>('[aria-controls=chat]')!.click());
    expect(await label(li)).to.equal('Chat');
    expect(await li.eval(() => document.activeElement!.localName)).to.equal('peerix-chat');
    const late = await open('?room=missed&name=Ben');
    await board(late);
    await eventually(() => heard(late), ['Ann: One.']);
  });

  it('carries files that are dropped anywhere on the call, and counts them on the button of the panel', async () => {
    const [ann, li] = await call('cargo');
    await drop(ann, 'plan.pdf', 300_000);
    expect(await ann.eval(() => document.querySelector<HTMLElement>('#files')!.hidden)).to.equal(false);
    const label = (page: Page) => page.eval(() => document.querySelector('[aria-controls=files]')!.ariaLabel);
    await eventually(() => label(li), 'Files, 1 new');
    await eventually(() => files(li), ['plan.pdf 300 kB from Ann, received']);
    await eventually(() => files(ann), ['plan.pdf 300 kB to Li. Li has it']);
    expect((await Promise.all([ann, li].map(complaints))).flat()).to.deep.equal([]);
  });

  it('shows the other side that the microphone is off, and on again', async () => {
    const [ann, li] = await call('quiet');
    const seen = () => li.eval(() => document.querySelector('peerix-remote-streams')!.shadowRoot!.querySelector('peerix-tile:state(muted)') !== null);
    await press(ann, 'Microphone');
    await eventually(seen, true);
    expect(await pressed(ann, 'Microphone')).to.equal('false');
    await press(ann, 'Microphone');
    await eventually(seen, false);
    expect(await pressed(ann, 'Microphone')).to.equal('true');
  });

  it('logs every lifecycle event as it happens', async () => {
    const [ann, li] = await call('logged');
    const connections = async () => (await logged(ann)).filter((name) => name.startsWith('connection'));
    await eventually(connections, ['connection:new', 'connection:connecting', 'connection:connected']);
    await press(li, 'Camera');
    await say(li, 'Hello.');
    await eventually(async () => [...new Set(await logged(ann))].sort(), [
      'channel:message', 'channel:new', 'channel:open', 'connection:connected', 'connection:connecting', 'connection:new',
      'mute', 'state', 'stream:add', 'track:add',
    ]);
    await li.close();
    const once = (list: string[]) => list.filter((name, i) => name !== list[i - 1]);
    await eventually(async () => once(await logged(ann)).slice(-4), ['track:remove', 'stream:remove', 'channel:close', 'connection:closed']);
  });

  it('leaves to the landing, rejoins from there, and follows back and forward', async () => {
    const [ann, li] = await call('harbour');
    await press(li, 'Leave');
    await eventually(() => here(ann), '1 here');
    expect(await li.eval(() => document.querySelector('.left-notice p')?.textContent)).to.equal('You left harbour. The others saw you leave.');
    await li.eval(() => document.querySelector<HTMLElement>('[data-rejoin]')!.click());
    await board(li);
    await eventually(() => here(ann), '2 here');
    await li.eval(() => history.back());
    await eventually(() => here(ann), '1 here');
    await li.eval(() => history.forward());
    await board(li);
    await eventually(() => here(ann), '2 here');
  });

  it('refuses a NATS address that cannot work, says why, and keeps a good one in the link', async () => {
    const page = await open();
    await join(page, { room: 'far', name: 'Ann', servers: 'nats://example.org:4222' });
    expect(await page.eval(() => document.querySelector('#servers-problem')!.textContent)).to.contain('wss://example.org');
    expect(await page.eval(() => document.activeElement?.id)).to.equal('servers');
    await join(page, { room: 'far', name: 'Ann', servers: 'ws://127.0.0.1:9' });
    expect(await page.eval(() => Object.fromEntries(new URLSearchParams(location.search))))
      .to.deep.equal({ room: 'far', name: 'Ann', servers: 'ws://127.0.0.1:9' });
    await board(page);
    await eventually(() => page.eval(() => document.querySelector('peerix-prejoin')!.shadowRoot!.textContent!.includes('Nobody can be reached yet.')), true);
  });

  it('puts whoever opens the invite link into the call, nameless', async () => {
    const ann = await open('?room=linked&name=Ann');
    await board(ann);
    // On this device Ann's choices are remembered; a guest has a device of their own.
    await ann.eval(() => localStorage.clear());
    const guest = await open(new URL(await invited(ann)).search);
    await board(guest);
    await eventually(() => names(ann), ['Guest']);
  });

  it('keeps those apart who have no key to a private room, and lets in who has the link', async () => {
    const ann = await open();
    await ann.eval(() => document.querySelector<HTMLElement>('[data-make-up]')!.click());
    await join(ann, { name: 'Ann' });
    const link = new URL(await invited(ann));
    expect(link.hash).to.match(/^#key=[\w-]{22}$/);
    const [stranger, friend] = await Promise.all([open(`${link.search}&name=Mal`), open(`${link.search}&name=Li${link.hash}`)]);
    await Promise.all([stranger, friend].map(board));
    await eventually(() => names(ann), ['Li']);
    await eventually(() => here(stranger), '1 here');
    expect(await names(ann)).to.deep.equal(['Li']);
  });

  it('keeps the key of a private room out of the markup, the storage and every request', async () => {
    const page = await open('?room=vault&name=Ann#key=topsecretkey');
    await board(page);
    const places = await page.eval(() => [document.documentElement.outerHTML, document.title, JSON.stringify(localStorage),
      JSON.stringify(sessionStorage), document.querySelector('.events')!.textContent!, ...performance.getEntriesByType('resource').map(({ name }) => name)]);
    expect(places.filter((place) => place.includes('topsecretkey'))).to.deep.equal([]);
    expect((await page.logs()).filter((line) => line.includes('topsecretkey'))).to.deep.equal([]);
  });

  it('goes on with the keyboard where it left off: from the button that joins into the call', async () => {
    const page = await open('?room=keys&name=Ann');
    await page.until(() => document.querySelector('peerix-prejoin')?.shadowRoot?.querySelector('[part=join]'));
    await page.eval(() => document.querySelector('peerix-prejoin')!.shadowRoot!.querySelector<HTMLElement>('[part=join]')!.focus());
    await board(page);
    await eventually(() => page.eval(() => document.activeElement!.className), 'in-call');
  });

  it('hoists what is typed, letter by letter, and spells it', async () => {
    const page = await open();
    await page.eval(() => {
      const field = document.querySelector<HTMLInputElement>('#room')!;
      field.value = 'Quay-7';
      field.dispatchEvent(new Event('input', { bubbles: true }));
    });
    expect(await page.eval(() => [...document.querySelectorAll('.mast li')].map((place) => [place.textContent, !!place.querySelector('svg.flag')])))
      .to.deep.equal([['Quebec', true], ['Uniform', true], ['Alfa', true], ['Yankee', true], ['dash', false], ['Seven', true]]);
    expect(await page.eval(() => document.querySelector('#spelling')!.textContent)).to.equal('Quebec Uniform Alfa Yankee dash Seven');
  });

  it('has one room for what looks the same in flags', async () => {
    const [ann, li] = await Promise.all([open('?room=Big%20%20Quay&name=Ann'), open('?room=big%20quay&name=Li')]);
    await Promise.all([ann, li].map(board));
    await eventually(() => names(ann), ['Li']);
  });

  it('can be installed: a manifest with icons that are there', async () => {
    const page = await open();
    const icons = await page.eval(async () => {
      const at = document.querySelector<HTMLLinkElement>('link[rel=manifest]')!.href;
      const manifest = await (await fetch(at)).json() as { start_url: string; icons: { src: string; sizes: string }[] };
      const load = async ({ src, sizes }: { src: string; sizes: string }) => {
        const image = Object.assign(new Image(), { src: new URL(src, at).href });
        await image.decode();
        return [sizes, sizes === 'any' ? true : `${image.naturalWidth}x${image.naturalHeight}` === sizes];
      };
      return { start: new URL(manifest.start_url, at).pathname, icons: await Promise.all(manifest.icons.map(load)) };
    });
    expect(icons).to.deep.equal({ start: DEMO, icons: [['any', true], ['192x192', true], ['512x512', true], ['512x512', true]] });
  });
});

interface Entry { readonly [field: string]: string }

async function open(search = ''): Promise<Page> {
  const page = await Page.open(DEMO + search);
  opened.push(page);
  return page;
}

async function call(room: string): Promise<[Page, Page]> {
  const [ann, li] = await Promise.all([open(), open()]);
  await Promise.all([join(ann, { room, name: 'Ann' }), join(li, { room, name: 'Li' })]);
  for (const page of [ann, li]) await eventually(() => moving(page), 1);
  return [ann, li];
}

async function join(page: Page, entry: Entry): Promise<void> {
  await page.eval((fields) => {
    if (fields['servers']) document.querySelector<HTMLInputElement>('[value=nats]')!.click();
    for (const [id, value] of Object.entries(fields)) document.querySelector<HTMLInputElement>(`#${id}`)!.value = value;
    document.querySelector<HTMLElement>('form .primary')!.click();
  }, entry);
  if (!entry['servers']) await board(page);
}

/** Through the page where one gets ready. */
async function board(page: Page): Promise<void> {
  await page.until(() => document.querySelector('peerix-prejoin')?.shadowRoot?.querySelector('[part=join]'));
  await page.eval(() => document.querySelector('peerix-prejoin')!.shadowRoot!.querySelector<HTMLElement>('[part=join]')!.click());
}

const invited = (page: Page) => page.eval(() => document.querySelector('peerix-invite')!.shadowRoot!.querySelector<HTMLInputElement>('[part=link]')!.value);

const press = (page: Page, name: string) => page.eval((kind) => {
  const element = kind === 'leave' ? document.querySelector('peerix-leave')! : document.querySelector(`peerix-toggle[kind=${kind}]`) ?? document.querySelector('peerix-toggle')!;
  element.shadowRoot!.querySelector<HTMLElement>('[part=button]')!.click();
}, name.toLowerCase());
const pressed = (page: Page, name: string) => page.eval((kind) => (document.querySelector(`peerix-toggle[kind=${kind}]`) ?? document.querySelector('peerix-toggle')!)
  .shadowRoot!.querySelector('[part=button]')!.ariaPressed, name.toLowerCase());
const here = (page: Page) => page.eval(() => document.querySelector('[data-here]')?.textContent ?? '');
const logged = (page: Page) => page.eval(() => [...document.querySelectorAll('.events code')].map((name) => name.textContent ?? ''));

/** As somebody who types and presses Enter. */
function say(page: Page, words: string): Promise<void> {
  return page.eval((text) => {
    const field = document.querySelector('peerix-chat')!.shadowRoot!.querySelector('textarea')!;
    field.value = text;
    field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }));
  }, words);
}

/** What the chat shows: who said what. */
const heard = (page: Page) => page.eval(() => [...document.querySelector('peerix-chat')!.shadowRoot!.querySelectorAll('[part~=message]')]
  .map((message) => `${message.querySelector('[part=name]')!.textContent}: ${message.querySelector('[part=text]')!.textContent}`));

/** As somebody who drags a file onto the pictures. */
function drop(page: Page, name: string, size: number): Promise<void> {
  return page.eval((fileName, bytes) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([new Uint8Array(bytes)], fileName));
    for (const type of ['dragenter', 'dragover', 'drop']) {
      document.querySelector('.stage')!.dispatchEvent(new DragEvent(type, { bubbles: true, composed: true, cancelable: true, dataTransfer }));
    }
  }, name, size);
}

/** What the list of files shows: what, and what became of it. */
const files = (page: Page) => page.eval(() => [...document.querySelector('peerix-files')!.shadowRoot!.querySelectorAll('[part=file]')]
  .map((row) => ['name', 'detail'].map((part) => row.querySelector(`[part=${part}]`)!.textContent!.replace(/\s+/g, ' ').trim()).join(' ')));
