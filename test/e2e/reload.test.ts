import { expect } from '@open-wc/testing';
import { Page } from '../support/pages.js';
import { eventually } from './eventually.js';
import { complaints } from './sight.js';

/** After it has learned that the other is gone; alone it takes a few milliseconds. */
const SETTLED_MS = 1000;
const MIB = 1024 * 1024;
/** How much of the film has come when the tab is loaded anew, the rest is never read: a Blob is read 4 MiB at a time. */
const STAGES = [
  { share: 0, held: 0, size: 8 * MIB },
  { share: 0.01, held: 4 * MIB, size: 400 * MIB },
  { share: 0.5, held: 4 * MIB, size: 8 * MIB },
  { share: 0.99, held: 12 * MIB, size: Math.floor(12 * MIB / 0.99) },
];

describe('a tab that is loaded anew while a file is on its way', function () {
  this.timeout(90_000);

  for (const who of ['sender', 'receiver'] as const) {
    describe(`the ${who}'s`, () => {
      let pages: readonly [Page, Page, Page];
      before(async () => {
        const enter = (name: string) => Page.open(`/test/e2e/pages/files.html?${new URLSearchParams({ room: `reload of the ${who}`, name })}`);
        pages = await Promise.all([enter('Ann'), enter('Bob'), enter('Eve')]);
      });
      after(() => Promise.all(pages.map((page) => page.close())));

      for (const { share, held, size } of STAGES) {
        it(`at ${share * 100} %: the others see it at once, what else is on its way arrives, and so does what is sent then`, async () => {
          const [ann, bob, eve] = pages, gone = who === 'sender' ? ann : bob, staying = who === 'sender' ? bob : ann;
          const [film, beside, again] = ['film', 'beside', 'again'].map((name) => `${name} ${share}`) as [string, string, string];
          await Promise.all(pages.map(ready));
          await ann.eval(sendHeld, film, held, size);
          await eve.eval(sendHeld, beside, 4 * MIB, 8 * MIB);
          for (const page of [bob, eve]) await eventually(() => page.eval(sharedOf, film), Math.floor(100 * held / size));
          for (const page of [ann, bob]) await eventually(() => page.eval(sharedOf, beside), 50);

          const mark = who === 'sender' ? 'Ann left' : 'Bob Left', witnesses = who === 'sender' ? [bob, eve] : [ann];
          await Promise.all(witnesses.map((page) => page.eval(watchRow, film, mark)));
          await gone.eval(() => { setTimeout(() => { location.reload(); }); });
          for (const page of witnesses) {
            await eventually(() => page.eval(() => learnedAt > 0 && shownAt > 0), true);
            const took = await page.eval(() => shownAt - learnedAt);
            console.warn(`shown after ${took.toFixed(1)} ms`);
            expect(took, 'ms').to.be.below(SETTLED_MS);
          }

          await eve.eval(() => { letGo(); });
          await eventually(() => staying.eval(savesOf, beside), 8 * MIB);
          await Promise.all(pages.map(ready));
          if (who === 'receiver') expect(await eve.eval(sharedOf, film), 'on its way to the third').to.equal(Math.floor(100 * held / size));
          await ann.eval((name, bytes) => { document.querySelector('peerix-files')!.send(new File([new Uint8Array(bytes)], name)); }, again, 3 * MIB);
          for (const page of [bob, eve]) await eventually(() => page.eval(savesOf, again), 3 * MIB);
          await gone.eval((text) => { document.querySelector('peerix-chat')!.send(text); }, again);
          for (const page of pages) await eventually(() => page.eval(() => document.querySelector('peerix-chat')!.messages.at(-1)?.text), again);
          expect((await Promise.all(pages.map(complaints))).flat()).to.deep.equal([]);
        });
      }
    });
  }
});

/** In the room with both others, on every label. While it is being loaded anew, it is not. */
const ready = (page: Page): Promise<void> => eventually(() => page.eval(() => {
  const { remotes } = document.querySelector('peerix-room')!;
  return [...remotes.values()].filter(({ channels }) => ['files', 'chat'].every((label) => channels.get(label)?.state === 'open')).length;
}).catch(() => 0), 2);

// In the page.

declare const letGo: () => void;
declare const learnedAt: number;
declare const shownAt: number;

/** Sends a file of which no more than so much can be read before `letGo`. */
function sendHeld(name: string, held: number, size: number): void {
  const file = new File([new Uint8Array(Math.min(size, 13 * 1024 * 1024)).fill(name.length)], name);
  const isLetGo = new Promise<void>((letGo) => { Object.assign(globalThis, { letGo }); });
  Object.defineProperties(file, {
    size: { value: size },
    slice: {
      value: (start: number, end: number) => ({
        arrayBuffer: async () => {
          if (start >= held) await isLetGo;
          return File.prototype.slice.call(file, start, end).arrayBuffer();
        },
      }),
    },
  });
  document.querySelector('peerix-files')!.send(file);
}

/** Per cent of that file, as the element shows them; -1: it shows none. */
function sharedOf(name: string): number {
  const rows = [...document.querySelector('peerix-files')!.shadowRoot!.querySelectorAll('[part=file]')];
  const row = rows.find((one) => one.querySelector('[part=name]')!.textContent.trim() === name);
  return Math.floor(100 * (row?.querySelector('progress')?.value ?? -0.01));
}

/** Bytes of what the element offers to save under that name; 0: it does not yet. */
async function savesOf(name: string): Promise<number> {
  const link = document.querySelector('peerix-files')!.shadowRoot!.querySelector<HTMLAnchorElement>(`[part=save][download="${name}"]`);
  return link ? (await (await fetch(link.href)).blob()).size : 0;
}

/** When it hears that somebody is gone, and when the row of that file says so. */
function watchRow(name: string, mark: string): void {
  Object.assign(globalThis, { learnedAt: 0, shownAt: 0 });
  const files = document.querySelector('peerix-files')!.shadowRoot!;
  document.querySelector('peerix-room')!.on('connection:closed', () => { Object.assign(globalThis, { learnedAt: performance.now() }); });
  const look = new MutationObserver(() => {
    const says = [...files.querySelectorAll('[part=file]')].map((row) => row.textContent.replace(/\s+/g, ' '))
      .some((text) => text.includes(name) && text.includes(mark));
    if (!says) return;
    Object.assign(globalThis, { shownAt: performance.now() });
    look.disconnect();
  });
  look.observe(files, { subtree: true, childList: true, characterData: true });
}
