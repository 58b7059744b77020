import { expect } from '@open-wc/testing';
import type { PeerixFiles } from '../../components/elements.js';
import type { IncomingTransfer } from '../../src/index.js';
import { accessible, arrives, button, detail, fileOf, hand, hasButton, isSame, KIB, knows, largeFile, MIB, names, note, place, roomOf, rowOf, rows, saveLink, spoken, text } from './files-support.js';
import { newRoomName, record, stub, until } from './support.js';

type Picker = (options: { suggestedName: string }) => Promise<{ createWritable(): Promise<WritableStream<Uint8Array>> }>;
const global = globalThis as unknown as { showSaveFilePicker: Picker };

describe('peerix-files asks', () => {
  let nina: PeerixFiles, ann: PeerixFiles;
  beforeEach(async () => {
    const room = newRoomName();
    [nina, ann] = [await place(room, 'Nina'), await place(room, 'Ann', String(MIB))];
    await knows(nina, 1);
  });

  it('beyond a limit only, and takes nothing before the answer', async () => {
    nina.send([fileOf('small.bin', MIB), fileOf('large.bin', MIB + 1)]);
    await until(() => saveLink(rowOf(ann, 'small.bin')) && hasButton(rowOf(ann, 'large.bin'), 'Accept'), 'one taken, one asked');
    expect(hasButton(rowOf(ann, 'large.bin'), 'Save to…')).to.equal(false);
    expect(text(rowOf(nina, 'large.bin'))).to.contain('Ann Waiting');
    for (const one of rowOf(ann, 'large.bin')!.querySelectorAll('button')) expect(one.getBoundingClientRect().height).to.be.at.least(44);
    button(rowOf(ann, 'large.bin'), 'Accept').focus();
    button(rowOf(ann, 'large.bin'), 'Accept').click();
    await until(() => saveLink(rowOf(ann, 'large.bin')), 'taken');
    expect(rowOf(ann, 'large.bin')!.contains(ann.shadowRoot!.activeElement), 'the focus stays in the row').to.equal(true);
  });

  it('once one person has sent four times as much', async () => {
    for (let i = 0; i < 5; i++) nina.send(fileOf(`${i}.bin`, MIB));
    await until(() => hasButton(rowOf(ann, '4.bin'), 'Accept') && [0, 1, 2, 3].every((i) => saveLink(rowOf(ann, `${i}.bin`))), 'four taken, one asked');
  });

  it('once one person has sent four times as much, at once too', async () => {
    const sent = [...Array(12).keys()].map((i) => fileOf(`${i}.bin`, MIB));
    const offered = record(ann, 'file-offered');
    nina.send(sent);
    const isTaken = ({ name }: File): unknown => saveLink(rowOf(ann, name));
    await until(() => sent.filter(isTaken).length === 4 && offered.length === 8, 'four taken, eight asked');
    expect(sent.filter(({ name }) => hasButton(rowOf(ann, name), 'Accept')).length).to.equal(8);
    expect(sent.filter(isTaken).length).to.equal(4);
  });

  it('about nothing with receive="accept", and about everything when it is no policy', async () => {
    ann.receive = 'accept';
    await ann.updateComplete;
    nina.send(largeFile('a.bin', 6));
    await until(() => saveLink(rowOf(ann, 'a.bin')), 'taken');
    const errors = record(roomOf(ann), 'error');
    ann.setAttribute('receive', 'everything');
    await until(() => errors.length, 'told');
    expect(errors.map(({ detail: { error } }) => error.code)).to.deep.equal(['BAD_OPTION']);
    nina.send(fileOf('b.bin', 100 * KIB));
    await until(() => hasButton(rowOf(ann, 'b.bin'), 'Accept'), 'asked');
    ann.removeAttribute('receive');
    expect(ann.receive).to.equal(256 * MIB);
  });

  it('about each of two of the same name and size, and takes them for what they are', async () => {
    const [first, second, third] = [1, 2, 3].map((fill) => new File([new Uint8Array(2 * MIB).fill(fill)], 'a.bin'));
    for (const [i, file] of [first!, second!, third!].entries()) {
      nina.send(file);
      await until(() => rows(ann).length === i + 1, 'offered');
    }
    const [newest, middle, oldest] = rows(ann);
    for (const row of [oldest, middle]) button(row, 'Accept').click();
    await until(() => saveLink(oldest) && saveLink(middle), 'taken');
    const isIn = async (row: HTMLElement | undefined, file: File) => isSame(await (await fetch(saveLink(row)!.href)).blob(), file);
    expect([await isIn(oldest, first!), await isIn(middle, second!)]).to.deep.equal([true, true]);
    button(newest, 'Accept').click();
    await until(() => saveLink(newest), 'the last too');
    expect(await isIn(newest, third!)).to.equal(true);
  });

  it('unless the page answers', async () => {
    roomOf(ann).on('transfer', ({ transfer }) => { if (transfer.fileName === 'no.bin') transfer.reject(); else transfer.accept(); });
    nina.send([fileOf('no.bin', 2 * MIB), fileOf('yes.bin', 2 * MIB)]);
    await until(() => saveLink(rowOf(ann, 'yes.bin')) && detail(rowOf(ann, 'no.bin')).endsWith('You declined'), 'as the page says');
  });

  it('and forgets the offer of who leaves', async () => {
    nina.send(fileOf('large.bin', 2 * MIB));
    await until(() => hasButton(rowOf(ann, 'large.bin'), 'Accept'), 'asked');
    await roomOf(nina).leave();
    await until(() => note(rowOf(ann, 'large.bin')).startsWith('Nina left.'), 'says so');
    expect(hasButton(rowOf(ann, 'large.bin'), 'Accept')).to.equal(false);
    button(rowOf(ann, 'large.bin'), 'Remove from this list').click();
    await until(() => !rows(ann).length, 'removed');
  });

  describe('where a file can be written straight to disk', function () {
    this.timeout(60_000);
    let asked: string[];
    function answerPicker(target: () => WritableStream<Uint8Array>): void {
      asked = [];
      stub(global, 'showSaveFilePicker', async ({ suggestedName }: { suggestedName: string }) => {
        asked.push(suggestedName);
        return { createWritable: async () => target() };
      });
    }
    const offer = async (name: string, mib = 32): Promise<File> => {
      const sent = largeFile(name, mib);
      nina.send(sent);
      await until(() => hasButton(rowOf(ann, name), 'Accept'), 'asked');
      return sent;
    };

    it('pipes it there, and says so on both sides', async () => {
      const folder = await navigator.storage.getDirectory();
      const handle = await folder.getFileHandle('peerix-test.bin', { create: true });
      asked = [];
      stub(global, 'showSaveFilePicker', ({ suggestedName }: { suggestedName: string }) => {
        asked.push(suggestedName);
        return Promise.resolve(handle);
      });
      const sent = await offer('film.mov');
      await accessible(ann);
      button(rowOf(ann, 'film.mov'), 'Save to…').click();
      await arrives(() => detail(rowOf(ann, 'film.mov')) === '33.6 MB from Nina, saved', 'saved');
      expect(asked).to.deep.equal(['film.mov']);
      expect(await isSame(await handle.getFile(), sent)).to.equal(true);
      expect(saveLink(rowOf(ann, 'film.mov'))).to.equal(null);
      await until(() => detail(rowOf(nina, 'film.mov')).endsWith('Ann has it'), 'Nina knows');
      await folder.removeEntry('peerix-test.bin');
    });

    it('takes no more than the disk does', async () => {
      let goOn = (): void => {}, written = 0;
      const wait = new Promise<void>((resolve) => { goOn = resolve; });
      answerPicker(() => new WritableStream({
        write: async ({ length }) => {
          if (written > 4 * MIB) await wait;
          written += length;
        },
      }));
      await offer('film.mov');
      button(rowOf(ann, 'film.mov'), 'Save to…').click();
      await arrives(() => written > 4 * MIB, 'four megabytes');
      const mark = detail(rowOf(ann, 'film.mov'));
      let seen = mark, same = 0;
      await until(() => {
        same = seen === detail(rowOf(ann, 'film.mov')) ? same + 1 : 0;
        seen = detail(rowOf(ann, 'film.mov'));
        return same > 25 && / of 33.6 MB/.test(seen);
      }, 'stands still');
      expect(Number.parseFloat(seen), 'MB on this side').to.be.within(4, 16);
      goOn();
      await arrives(() => detail(rowOf(ann, 'film.mov')).endsWith('saved'), 'saved');
      expect(written).to.equal(32 * MIB);
    });

    it('goes on asking when the person thinks better of it, or the place is bad', async () => {
      const offered = record(ann, 'file-offered');
      let asks = 0;
      stub(global, 'showSaveFilePicker', () => {
        asks += 1;
        return Promise.reject(new DOMException('No.', 'AbortError'));
      });
      await offer('film.mov');
      button(rowOf(ann, 'film.mov'), 'Save to…').click();
      await until(() => asks === 1, 'the picker');
      stub(global, 'showSaveFilePicker', () => Promise.reject(new DOMException('No.', 'NotAllowedError')));
      button(rowOf(ann, 'film.mov'), 'Save to…').click();
      await until(() => note(rowOf(ann, 'film.mov')) === 'That place cannot be written to. Choose another one.', 'says so');
      expect(offered).to.have.length(1);
      expect(spoken(ann).split('offers film.mov')).to.have.length(2);
      button(rowOf(ann, 'film.mov'), 'Accept').click();
      await arrives(() => saveLink(rowOf(ann, 'film.mov')), 'taken');
    });

    it('says when the disk is full, and stops the sender', async () => {
      answerPicker(() => new WritableStream({ write: () => Promise.reject(new DOMException('Full.', 'QuotaExceededError')) }));
      await offer('film.mov');
      button(rowOf(ann, 'film.mov'), 'Save to…').click();
      await arrives(() => note(rowOf(ann, 'film.mov')).startsWith('It could not be written to disk.'), 'says so');
      await until(() => text(rowOf(nina, 'film.mov')).includes('Ann Cancelled'), 'Nina knows');
      await accessible(ann);
    });

    it('says when it cannot be finished there', async () => {
      answerPicker(() => new WritableStream({ close: () => Promise.reject(new DOMException('Full.', 'QuotaExceededError')) }));
      await offer('film.mov');
      button(rowOf(ann, 'film.mov'), 'Save to…').click();
      await arrives(() => note(rowOf(ann, 'film.mov')).startsWith('It could not be written to disk.'), 'says so');
    });

    it('throws away what was written when the sender goes, or the person cancels', async () => {
      const aborted: unknown[] = [];
      let goOn = (): void => {};
      const wait = new Promise<void>((resolve) => { goOn = resolve; });
      answerPicker(() => {
        let written = 0;
        return new WritableStream({
          write: ({ length }) => (written += length) > 4 * MIB ? wait : undefined,
          abort: (reason) => { aborted.push(reason); },
        });
      });
      await offer('one.mov');
      await offer('two.mov');
      for (const name of ['one.mov', 'two.mov']) {
        button(rowOf(ann, name), 'Save to…').click();
        await arrives(() => /^[4-9]\.\d of/.test(detail(rowOf(ann, name))), `${name} is coming`);
      }
      button(rowOf(ann, 'one.mov'), 'Cancel').click();
      await until(() => detail(rowOf(ann, 'one.mov')).endsWith('You cancelled'), 'cancelled');
      await roomOf(nina).leave();
      await until(() => note(rowOf(ann, 'two.mov')).startsWith('Nina left.'), 'left');
      expect(detail(rowOf(ann, 'two.mov'))).to.match(/^Stopped at [4-9]\.\d of 33.6 MB from Nina$/);
      expect(names(ann)).to.deep.equal(['two.mov', 'one.mov']);
      goOn();
      await until(() => aborted.length === 2, 'both are thrown away');
    });

    it('does not blame the disk when the sender takes it back', async () => {
      const aborts: unknown[] = [], transfers: IncomingTransfer[] = [];
      roomOf(ann).on('transfer', ({ transfer }) => { transfers.push(transfer); });
      answerPicker(() => new WritableStream({ abort: (reason) => { aborts.push(reason); } }));
      await offer('film.mov');
      button(rowOf(ann, 'film.mov'), 'Save to…').click();
      for await (const { received } of transfers[0]!) if (received) break;
      transfers[0]!.pause();
      button(rowOf(nina, 'film.mov'), 'Cancel').click();
      await until(() => aborts.length === 1, 'what was written is thrown away');
      await until(() => note(rowOf(ann, 'film.mov')) === 'Nina took it back. Ask them to send it again.', 'says so');
    });

    it('but not for what is small', async () => {
      await offer('small.bin', 2);
      expect(hasButton(rowOf(ann, 'small.bin'), 'Save to…')).to.equal(false);
    });
  });

  it('is asked by others what it may send, and hears of a refusal with a reason', async () => {
    const { offers } = await hand(roomOf(nina).room, 'Ben');
    await knows(nina, 2);
    nina.send(fileOf('x.bin', 2 * MIB));
    await until(() => offers.length === 1, 'Ben is asked');
    expect([offers[0]!.fileName, offers[0]!.size]).to.deep.equal(['x.bin', 2 * MIB]);
    offers[0]!.reject('no thanks');
    await until(() => text(rowOf(nina, 'x.bin')).includes('Ben Declined'), 'declined');
  });
});
