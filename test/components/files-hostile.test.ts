import { expect } from '@open-wc/testing';
import type { PeerixFiles } from '../../components/elements.js';
import type { Peer } from '../../src/index.js';
import { accessible, fileName, fileOf, hand, KIB, knows, place, reaches, roomOf, rows, saveLink, spoken, text } from './files-support.js';
import { newRoomName, shadow, until } from './support.js';

const RLO = '\u202e';

describe('peerix-files and hostile names', () => {
  let nina: PeerixFiles, mallory: Peer;
  beforeEach(async () => {
    nina = await place(newRoomName(), 'Nina');
    ({ peer: mallory } = await hand(roomOf(nina).room, 'Mallory'));
    await Promise.all([knows(nina, 1), reaches(mallory, 1)]);
  });

  async function receives(name: string, size = 10): Promise<HTMLElement> {
    const count = rows(nina).length;
    const report = await mallory.send(fileOf(name, size), { label: 'files' });
    expect([...report.values()]).to.deep.equal(['delivered']);
    await until(() => rows(nina).length > count && saveLink(rows(nina)[0]), 'received');
    return rows(nina)[0]!;
  }

  const CASES: readonly (readonly [sent: string, shown: string, saved: string])[] = [
    [`photo${RLO}gpj.exe`, 'photo\ufffdgpj.exe', 'photo_gpj.exe'],
    ['../../x', '../../x', '__.._x'],
    ['..\\..\\boot.ini', '..\\..\\boot.ini', '__.._boot.ini'],
    ['/etc/passwd', '/etc/passwd', '_etc_passwd'],
    ['<img src=x onerror=alert(1)>', '<img src=x onerror=alert(1)>', '_img src=x onerror=alert(1)_'],
    ['a\u0000b\u0007c\r\nd.txt', 'a\ufffdb\ufffdc d.txt', 'a_b_c d.txt'],
    ['\u2066\u2067\u200f\u061c.txt', '\ufffd\ufffd\ufffd\ufffd.txt', '____.txt'],
    ['invoice.pdf \u00a0 \u2003 \u3000 .exe', 'invoice.pdf .exe', 'invoice.pdf .exe'],
    ['CON.txt', 'CON.txt', '_CON.txt'],
    ['.bashrc', '.bashrc', '_bashrc'],
    ['trailing. . .', 'trailing. . .', 'trailing'],
    ['', 'Unnamed file', 'file'],
    ['...', '...', '_'],
    ['family 👩‍👩‍👧.jpg', 'family 👩‍👩‍👧.jpg', 'family 👩‍👩‍👧.jpg'],
    ['مستند.pdf', 'مستند.pdf', 'مستند.pdf'],
  ];
  for (const [sent, shown, saved] of CASES) {
    it(`shows ${JSON.stringify(sent)} as ${JSON.stringify(shown)}, and saves it as ${JSON.stringify(saved)}`, async () => {
      const row = await receives(sent);
      expect(fileName(row)).to.equal(shown);
      expect(row.querySelector('[part=name] .start')!.getAttribute('dir')).to.equal('auto');
      expect(saveLink(row)!.download).to.equal(saved);
      expect(shadow(nina, 'img')).to.equal(null);
      expect(spoken(nina)).to.equal(`${shown.replace(/\s+/g, ' ')} from Mallory received`);
      await accessible(nina);
    });
  }

  it('cuts 1,000 characters in the middle, and shows the extension', async () => {
    const row = await receives(`${'long '.repeat(199)}.exe`, 100 * KIB);
    const [start, end] = [...row.querySelectorAll<HTMLElement>('[part=name] span')];
    expect(end!.textContent).to.match(/\.exe$/);
    expect(end!.getBoundingClientRect().right).to.be.at.most(row.getBoundingClientRect().right);
    expect(start!.scrollWidth).to.be.above(start!.clientWidth);
    expect(row.scrollWidth).to.be.at.most(row.clientWidth);
    expect(saveLink(row)!.download).to.have.length.below(150).and.match(/\.exe$/);
  });

  it('shows the extension where there is little room', async () => {
    nina.style.inlineSize = '260px';
    const row = await receives('minutes-of-48.pdf');
    const [start, end] = [...row.querySelectorAll<HTMLElement>('[part=name] span')];
    expect(start!.scrollWidth).to.be.above(start!.clientWidth);
    expect(end!.textContent).to.equal('.pdf');
    expect(end!.getBoundingClientRect().right).to.be.at.most(row.querySelector('.corner')!.getBoundingClientRect().left);
  });

  for (const name of ['\u05c0photo.jpg.exe', 'photo\u05d0.jpg.exe', '\u05d0\u05d1\u05d2.exe', '\u05d0 and a long photo of \u05d0.exe']) {
    it(`shows the extension right of the rest of ${JSON.stringify(name)}`, async () => {
      const [start, end] = [...(await receives(name)).querySelectorAll('[part=name] span')];
      expect(end!.textContent).to.match(/\.exe$/);
      expect(end!.getBoundingClientRect().left).to.be.at.least(start!.getBoundingClientRect().right);
      const [dot, letter] = [/\./, /e$/].map((sign) => rectOf(end!, end!.textContent.search(sign)));
      expect(letter!.left).to.be.above(dot!.left);
    });
  }
  function rectOf(span: Element, at: number): DOMRect {
    const range = document.createRange(), [node] = [...span.childNodes].filter((child) => child instanceof Text);
    range.setStart(node!, at);
    range.setEnd(node!, at + 1);
    return range.getBoundingClientRect();
  }

  it('cuts a name to save between its characters', async () => {
    const row = await receives(`${'😀'.repeat(59)}a😀.txt`);
    expect(saveLink(row)!.download).to.equal(`${'😀'.repeat(59)}a.txt`);
  });

  it('leaves no gap in a short name', async () => {
    const [start, end] = [...(await receives('i.txt')).querySelectorAll('[part=name] span')].map((span) => span.getBoundingClientRect());
    const glyph = document.createRange();
    glyph.selectNodeContents(rows(nina)[0]!.querySelector('.start')!);
    expect(start!.right).to.equal(end!.left);
    expect(start!.width).to.be.closeTo(glyph.getBoundingClientRect().width, 1);
  });

  it('treats the name of a person the same', async () => {
    await mallory.setMetadata({ name: `<b>Ann</b>${RLO}nnA` });
    await until(() => [...roomOf(nina).remotes.values()][0]!.metadata.name?.includes('Ann'), 'renamed');
    const row = await receives('x.txt');
    expect(text(row)).to.contain('from <b>Ann</b>\ufffdnnA');
    expect(row.querySelector('b')).to.equal(null);
  });

  it('takes no more than a thousand files of one person, and goes on with those of others', async function () {
    this.timeout(120_000);
    const one = fileOf('x', 1);
    const sendings = Array.from({ length: 1010 }, () => mallory.send(one, { label: 'files' }));
    await Promise.all(sendings);
    await until(() => rows(nina).length === 1000, 'a thousand');
    const { peer: ben } = await hand(roomOf(nina).room, 'Ben');
    await Promise.all([knows(nina, 2), reaches(ben, 2)]);
    await ben.send(fileOf('honest.txt', 10), { label: 'files', to: [...ben.remotes.values()].filter(({ metadata }) => metadata.name === 'Nina') });
    await until(() => fileName(rows(nina)[0]!) === 'honest.txt', 'the file of Ben');
    expect(rows(nina)).to.have.length(1001);
  });
});
