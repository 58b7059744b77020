import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { PeerixFiles } from '../../components/elements.js';
import { accessible, button, choose, fileOf, hand, KIB, names, place, preview, roomOf, rowOf, rows, saveLink, text } from './files-support.js';
import { newRoomName, shadow, stub, until } from './support.js';

function carrying(...files: File[]): DataTransfer {
  const transfer = new DataTransfer();
  for (const file of files) transfer.items.add(file);
  return transfer;
}
function drag(type: string, target: EventTarget, dataTransfer: DataTransfer, relatedTarget: EventTarget | null = null): DragEvent {
  const event = new DragEvent(type, { bubbles: true, composed: true, cancelable: true, dataTransfer, relatedTarget });
  target.dispatchEvent(event);
  return event;
}
function paste(target: EventTarget, clipboardData: DataTransfer): ClipboardEvent {
  const event = new ClipboardEvent('paste', { bubbles: true, composed: true, cancelable: true, clipboardData });
  target.dispatchEvent(event);
  return event;
}
const dropZone = (files: Element): HTMLElement => shadow(files, '[part=drop]')!;
const isDragging = (files: Element): boolean => files.matches(':state(dragging)');

describe('peerix-files takes files', () => {
  let nina: PeerixFiles;
  beforeEach(async () => { nina = await place(newRoomName(), 'Nina'); });

  it('dropped on it, many at once, and shows that it will', async () => {
    const carried = carrying(fileOf('a.txt', 10), fileOf('b.txt', 10));
    const over = drag('dragenter', dropZone(nina), carried);
    expect(over.defaultPrevented).to.equal(true);
    await until(() => isDragging(nina), 'dragging');
    expect(text(dropZone(nina))).to.contain('Let go to send');
    await accessible(nina);
    drag('dragleave', dropZone(nina), carried, choose(nina));
    await nina.updateComplete;
    expect(isDragging(nina), 'still over it').to.equal(true);
    drag('dragleave', nina, carried, document.body);
    await until(() => !isDragging(nina), 'gone');
    drag('dragover', nina, carried);
    expect(drag('drop', nina, carried).defaultPrevented).to.equal(true);
    await until(() => names(nina).join() === 'b.txt,a.txt', 'both');
    expect(isDragging(nina)).to.equal(false);
  });

  it('but not text, and nothing from elsewhere on the page unless told', async () => {
    const words = new DataTransfer();
    words.setData('text/plain', 'words');
    expect(drag('dragover', nina, words).defaultPrevented).to.equal(false);
    expect(drag('drop', nina, words).defaultPrevented).to.equal(false);
    expect(drag('drop', document.body, carrying(fileOf('a.txt', 10))).defaultPrevented).to.equal(false);
    nina.setAttribute('whole-page', '');
    await nina.updateComplete;
    drag('dragenter', document.body, carrying(fileOf('a.txt', 10)));
    await until(() => isDragging(nina), 'dragging');
    expect(drag('drop', document.body, carrying(fileOf('page.txt', 10))).defaultPrevented).to.equal(true);
    await until(() => names(nina).join() === 'page.txt', 'taken');
    paste(document.body, carrying(fileOf('clip.png', 10)));
    await until(() => names(nina).join() === 'clip.png,page.txt', 'pasted');
    expect(drag('drop', nina, carrying(fileOf('here.txt', 10))).defaultPrevented).to.equal(true);
    await until(() => names(nina)[0] === 'here.txt', 'here');
    expect(rows(nina), 'once').to.have.length(3);
    nina.setAttribute('whole-page', 'false');
    await nina.updateComplete;
    expect(drag('drop', document.body, carrying(fileOf('late.txt', 10))).defaultPrevented).to.equal(false);
    nina.wholePage = true;
    await nina.updateComplete;
    nina.remove();
    expect(drag('drop', document.body, carrying(fileOf('later.txt', 10))).defaultPrevented, 'removed').to.equal(false);
  });

  it('leaves alone what the page has taken already', async () => {
    nina.wholePage = true;
    await nina.updateComplete;
    const own = document.createElement('textarea');
    document.body.append(own);
    own.addEventListener('paste', (event) => event.preventDefault());
    paste(own, carrying(fileOf('a.png', 10)));
    own.remove();
    await nina.updateComplete;
    expect(names(nina)).to.deep.equal([]);
  });

  it('but not the picture of a text that is pasted into a field', async () => {
    nina.wholePage = true;
    await nina.updateComplete;
    const field = document.createElement('textarea'), page = Object.assign(document.createElement('div'), { contentEditable: 'true' });
    document.body.append(field, page);
    const pictured = carrying(fileOf('text.png', 10, 'image/png'));
    pictured.setData('text/plain', 'words');
    for (const target of [field, page]) expect(paste(target, pictured).defaultPrevented, target.localName).to.equal(false);
    expect(paste(field, carrying(fileOf('shot.png', 10, 'image/png'))).defaultPrevented).to.equal(true);
    expect(paste(document.body, pictured).defaultPrevented).to.equal(true);
    await until(() => names(nina).join() === 'text.png,shot.png', 'what is no text for a field');
    field.remove();
    page.remove();
  });

  it('pasted while it has the focus', async () => {
    expect(paste(choose(nina), carrying(fileOf('clip.png', 10, 'image/png'))).defaultPrevented).to.equal(true);
    await until(() => names(nina).join() === 'clip.png', 'pasted');
    const words = new DataTransfer();
    words.setData('text/plain', 'words');
    expect(paste(choose(nina), words).defaultPrevented).to.equal(false);
  });

  it('picked, by keyboard too, of the types that the page names, the same one twice', async () => {
    nina.setAttribute('accept', 'image/*,.pdf');
    await nina.updateComplete;
    const input = shadow<HTMLInputElement>(nina, 'input')!;
    expect([input.accept, input.multiple]).to.deep.equal(['image/*,.pdf', true]);
    let pickers = 0;
    stub(HTMLInputElement.prototype, 'click', () => { pickers += 1; });
    document.body.tabIndex = -1;
    document.body.focus();
    await sendKeys({ press: 'Tab' });
    expect(nina.shadowRoot!.activeElement).to.equal(choose(nina));
    expect(choose(nina).getBoundingClientRect().height).to.be.at.least(44);
    await sendKeys({ press: 'Enter' });
    expect(pickers).to.equal(1);
    for (const count of [1, 2]) {
      input.files = carrying(fileOf('a.pdf', 10)).files;
      input.dispatchEvent(new Event('change'));
      await until(() => rows(nina).length === count, `${count} times`);
      expect(input.files).to.have.length(0);
    }
  });

  it('but no folders, and says why', async () => {
    stub(DataTransferItem.prototype, 'webkitGetAsEntry', function (this: DataTransferItem) {
      return { isDirectory: this.getAsFile()?.name === 'folder' } as FileSystemEntry;
    });
    drag('drop', nina, carrying(fileOf('folder', 0), fileOf('a.txt', 10)));
    await until(() => names(nina).join() === 'a.txt', 'the file');
    drag('drop', nina, carrying(fileOf('folder', 0)));
    await until(() => text(shadow(nina, '.notice')).startsWith('Folders cannot be sent.'), 'says so');
    await accessible(nina);
    drag('drop', nina, carrying(fileOf('b.txt', 10)));
    await until(() => !shadow(nina, '.notice'), 'gone');
  });

  it('nothing outside a room, and keeps the browser from leaving the page for it', async () => {
    await roomOf(nina).leave();
    await until(() => nina.matches(':state(disabled)'), 'disabled');
    expect(text(dropZone(nina))).to.contain('You are not in the room. You can send files once you join.');
    expect(choose(nina).disabled).to.equal(true);
    const carried = carrying(fileOf('a.txt', 10));
    expect(drag('dragover', nina, carried).defaultPrevented).to.equal(true);
    expect(drag('drop', nina, carried).defaultPrevented).to.equal(true);
    expect(paste(nina, carried).defaultPrevented).to.equal(false);
    await nina.updateComplete;
    expect(isDragging(nina)).to.equal(false);
    expect(names(nina)).to.deep.equal([]);
    await accessible(nina);
  });
});

describe('peerix-files previews', () => {
  let nina: PeerixFiles, ann: PeerixFiles;
  beforeEach(async () => {
    const room = newRoomName();
    [nina, ann] = [await place(room, 'Nina'), await place(room, 'Ann')];
    await until(() => roomOf(nina).remotes.size === 1 && [...roomOf(nina).remotes.values()].every(({ channels }) => channels.get('files')?.state === 'open'), 'met');
  });

  const painted = (type: string): Promise<File> => new Promise((resolve) => {
    const canvas = document.createElement('canvas');
    canvas.getContext('2d')!.fillRect(0, 0, 9, 9);
    canvas.toBlob((blob) => resolve(new File([blob!], `photo.${type}`, { type: `image/${type}` })), `image/${type}`);
  });
  const isGone = (url: string): Promise<boolean> => fetch(url).then(() => false, () => true);

  for (const type of ['png', 'jpeg', 'webp']) {
    it(`of ${type}, on both sides, and lets go of them when removed`, async () => {
      nina.send(await painted(type));
      await until(() => preview(rows(ann)[0])?.naturalWidth && preview(rows(nina)[0])?.naturalWidth, 'seen by both');
      const urls = [preview(rows(ann)[0])!.src, saveLink(rows(ann)[0])!.href];
      expect(await Promise.all(urls.map(isGone))).to.deep.equal([false, false]);
      button(rows(ann)[0], 'Remove from this list').click();
      await until(() => rows(ann).length === 0, 'removed');
      expect(await Promise.all(urls.map(isGone)), 'revoked').to.deep.equal([true, true]);
      expect(rows(nina)).to.have.length(1);
    });
  }

  it('are revoked while the element is out of the document, and shown again when it is back', async () => {
    nina.send(await painted('png'));
    await until(() => preview(rows(ann)[0])?.naturalWidth, 'seen');
    const before = preview(rows(ann)[0])!.src, room = roomOf(ann);
    ann.remove();
    await until(() => isGone(before), 'revoked');
    room.append(ann);
    await until(() => preview(rows(ann)[0])?.naturalWidth && preview(rows(ann)[0])!.src !== before, 'shown again');
  });

  for (const [name, type, content] of [
    ['drawing.svg', 'image/svg+xml', '<svg xmlns="http://www.w3.org/2000/svg" onload="globalThis.ran = 1"/>'],
    ['page.html', 'text/html', '<script>globalThis.ran = 1</script>'],
    ['upper.svg', 'IMAGE/SVG+XML', '<svg xmlns="http://www.w3.org/2000/svg"/>'],
  ] as const) {
    it(`of ${name} there are none, and its URL is no page`, async () => {
      nina.send(new File([content], name, { type }));
      await until(() => saveLink(rowOf(ann, name)), 'received');
      expect(shadow(ann, 'img, iframe, object, embed')).to.equal(null);
      const response = await fetch(saveLink(rowOf(ann, name))!.href);
      expect(response.headers.get('content-type')).to.equal('application/octet-stream');
    });
  }

  it('of what only says that it is a picture there are none', async () => {
    nina.send(new File(['<script>globalThis.ran = 1</script>'], 'fake.png', { type: 'image/png' }));
    await until(() => saveLink(rowOf(ann, 'fake.png')), 'received');
    await until(() => !preview(rowOf(ann, 'fake.png')), 'no preview');
    expect(saveLink(rowOf(ann, 'fake.png'))).to.not.equal(null);
  });

  it('keep to files, whatever else comes on the channel', async () => {
    const { peer } = await hand(roomOf(nina).room, 'Mallory');
    await until(() => [...peer.remotes.values()].filter(({ channels }) => channels.get('files')?.state === 'open').length === 2, 'met');
    const outcomes = async (data: object | string) => [...(await peer.send(data, { label: 'files' })).values()].join();
    await outcomes('words');
    await outcomes({ html: '<img src=x>' });
    expect(await outcomes(new Blob([new Uint8Array(100 * KIB)]))).to.equal('rejected,rejected');
    expect(await outcomes('x'.repeat(1100 * KIB))).to.equal('rejected,rejected');
    await outcomes(fileOf('real.txt', 10));
    await until(() => rowOf(ann, 'real.txt'), 'the file');
    expect(names(ann)).to.deep.equal(['real.txt']);
  });
});
