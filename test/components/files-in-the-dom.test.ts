import { expect, fixture, html } from '@open-wc/testing';
import '../../components/peerix-data-channel/define.js';
import { PeerixFiles, type PeerixRoom } from '../../components/elements.js';
import { defineElement } from '../../components/define-element.js';
import { accessible, arrives, bar, button, choose, detail, fileOf, hand, hasButton, KIB, knows, largeFile, MIB, names, note, people, place, preview, reaches, roomOf, rowOf, rows, saveLink, text } from './files-support.js';
import { friend, joined, newRoomName, record, shadow, until } from './support.js';

const codeOf = (action: () => unknown): string => {
  try {
    action();
  } catch (error) {
    return (error as { code: string }).code;
  }
  return 'none';
};

describe('peerix-files in the DOM', function () {
  this.timeout(60_000);
  let nina: PeerixFiles, room: PeerixRoom;
  beforeEach(async () => {
    nina = await place(newRoomName(), 'Nina', 'ask');
    room = roomOf(nina);
  });

  it('goes on through a move', async () => {
    const { peer } = await hand(room.room, 'Ben');
    await Promise.all([knows(nina, 1), reaches(peer, 1)]);
    const sending = peer.send(largeFile('big.bin', 24), { label: 'files' });
    await until(() => hasButton(rowOf(nina, 'big.bin'), 'Accept'), 'asked');
    const closed = record(room, 'channel:close');
    const box = document.createElement('section');
    room.append(box);
    box.append(nina);
    button(rowOf(nina, 'big.bin'), 'Accept').click();
    await until(() => bar(rowOf(nina, 'big.bin'))?.value, 'coming');
    room.append(nina);
    box.remove();
    await arrives(() => saveLink(rowOf(nina, 'big.bin')), 'received');
    expect((await sending).ok).to.equal(true);
    expect(closed).to.have.length(0);
  });

  it('ends what is under way on both sides when it is removed, keeps its list, and takes files again when it is back', async () => {
    const ann = await place(room.room, 'Ann', 'ask');
    await knows(nina, 1);
    await knows(ann, 1);
    ann.send([fileOf('kept.txt', 10), fileOf('offer.pdf', MIB)]);
    await until(() => rows(nina).length === 2, 'received and offered');
    nina.send(fileOf('mine.pdf', MIB));
    await until(() => rowOf(ann, 'mine.pdf'), 'offered to Ann');
    const url = saveLink(rowOf(nina, 'kept.txt'))!.href;
    nina.remove();
    await until(() => note(rowOf(ann, 'mine.pdf')).startsWith('Nina took it back.'), 'Ann knows of one');
    await until(() => people(rowOf(ann, 'offer.pdf'))[0] === 'Nina Declined', 'and of the other');
    expect(await fetch(url).then(() => true, () => false), 'revoked').to.equal(false);
    ann.send(fileOf('meanwhile.pdf', 100 * KIB));
    await until(() => people(rowOf(ann, 'meanwhile.pdf'))[0] === 'Nina Takes no files now', 'nobody takes it');

    room.append(nina);
    await knows(nina, 1);
    await until(() => rows(nina).length === 3, 'the list');
    expect(names(nina).sort()).to.deep.equal(['kept.txt', 'mine.pdf', 'offer.pdf']);
    expect(saveLink(rowOf(nina, 'kept.txt'))).to.not.equal(null);
    expect(note(rowOf(nina, 'offer.pdf'))).to.equal('You left, or closed the list. Ask for it again.');
    expect(people(rowOf(nina, 'mine.pdf'))).to.deep.equal(['Ann Stopped']);
    await accessible(nina);
    await until(() => hasButton(rowOf(nina, 'mine.pdf'), 'Try again'), 'again');
    button(rowOf(nina, 'mine.pdf'), 'Try again').click();
    await until(() => rows(ann).filter((row) => hasButton(row, 'Accept')).length === 1, 'offered again');
    await until(() => hasButton(rowOf(ann, 'meanwhile.pdf'), 'Try again'), 'and the other way');
    button(rowOf(ann, 'meanwhile.pdf'), 'Try again').click();
    await until(() => hasButton(rowOf(nina, 'meanwhile.pdf'), 'Accept'), 'offered');
  });

  it('keeps what it has through leaving and joining again, but not in another room', async () => {
    const ann = await place(room.room, 'Ann');
    await knows(nina, 1);
    await knows(ann, 1);
    ann.send(fileOf('kept.txt', 10));
    nina.send(fileOf('mine.txt', 10));
    await until(() => saveLink(rowOf(nina, 'kept.txt')) && detail(rowOf(nina, 'mine.txt')).endsWith('Ann has it'), 'both');
    await room.leave();
    await until(() => nina.matches(':state(disabled)'), 'outside');
    expect(saveLink(rowOf(nina, 'kept.txt'))).to.not.equal(null);
    expect(hasButton(rowOf(nina, 'mine.txt'), 'Try again')).to.equal(false);
    await accessible(nina);
    await room.join();
    await joined(room);
    expect(names(nina)).to.have.length(2);
    room.room = newRoomName();
    await until(() => names(nina).length === 0, 'another room');
  });

  it('has a list for each room', async () => {
    const other = await place(newRoomName(), 'Nina elsewhere');
    const [ann, ben] = [await friend(room.room, 'Ann'), await friend(roomOf(other).room, 'Ben')];
    for (const peer of [ann, ben]) peer.open({ label: 'files' });
    await Promise.all([knows(nina, 1), knows(other, 1), reaches(ann, 1), reaches(ben, 1)]);
    await ann.send(fileOf('here.txt', 10), { label: 'files' });
    await ben.send(fileOf('there.txt', 10), { label: 'files' });
    await until(() => names(nina).join() === 'here.txt' && names(other).join() === 'there.txt', 'each its own');
    nina.htmlFor = 'elsewhere';
    roomOf(other).id = 'elsewhere';
    other.remove();
    await until(() => names(nina).length === 0, 'another list');
    await knows2(nina, roomOf(other) ?? document.querySelector<PeerixRoom>('#elsewhere'));
  });
  const knows2 = (files: PeerixFiles, there: PeerixRoom | null): Promise<void> =>
    until(() => text(shadow(files, '[part=drop]')).includes('the other person') && there, 'knows Ben');

  it('works with what was set before it was defined', async () => {
    const files = document.createElement('peerix-files-late') as PeerixFiles;
    Object.assign(files, { receive: 'ask', label: 'late', wholePage: true });
    room.append(files);
    defineElement('peerix-files-late', class extends PeerixFiles {});
    await until(() => choose(files) && !choose(files).disabled, 'ready');
    expect([files.receive, files.label, files.wholePage]).to.deep.equal(['ask', 'late', true]);
    const ben = await friend(room.room, 'Ben');
    ben.open({ label: 'late' });
    await Promise.all([knows(files, 1), reaches(ben, 1, 'late')]);
    void ben.send(fileOf('x.pdf', 100 * KIB), { label: 'late' });
    await until(() => hasButton(rowOf(files, 'x.pdf'), 'Accept'), 'asked');
  });

  it('outside any room says so, and refuses to send', async () => {
    const lone = await fixture<PeerixFiles>(html`<peerix-files></peerix-files>`);
    await until(() => text(shadow(lone, '[part=drop]')).includes('No room here.'), 'says so');
    expect(lone.matches(':state(disabled)')).to.equal(true);
    expect(codeOf(() => lone.send(fileOf('x', 1)))).to.equal('NOT_JOINED');
    expect(codeOf(() => nina.send([new Blob(['x']) as File]))).to.equal('BAD_DATA');
    expect(codeOf(() => nina.send([]))).to.equal('none');
    await accessible(lone);
  });

  it('says why where its label is none', async () => {
    const errors = record(room, 'error');
    const twin = document.createElement('peerix-files');
    twin.label = 'bad\n'.repeat(200);
    room.append(twin);
    await until(() => twin.matches(':state(disabled)') && errors.length === 1, 'told');
    expect(errors[0]!.detail.error.code).to.equal('BAD_OPTION');
    expect(text(shadow(twin, '.blockage'))).to.contain(errors[0]!.detail.error.message);
    twin.label = 'good';
    await until(() => !choose(twin).disabled, 'works');
    expect(errors).to.have.length(1);
  });

  it('says why where another element holds the channel with other options, and works when that goes', async () => {
    const errors = record(room, 'error');
    const holder = Object.assign(document.createElement('peerix-data-channel'), { label: 'shared' });
    const twin = Object.assign(document.createElement('peerix-files'), { label: 'shared' });
    room.append(holder, twin);
    await until(() => twin.matches(':state(disabled)') && errors.length === 1, 'told');
    expect(errors[0]!.detail.error.code).to.equal('CHANNEL_MISMATCH');
    expect(text(shadow(twin, '.blockage'))).to.contain(errors[0]!.detail.error.message);
    expect(codeOf(() => twin.send(fileOf('x', 1)))).to.equal('CHANNEL_MISMATCH');
    holder.remove();
    await until(() => !choose(twin).disabled, 'works');
    expect(codeOf(() => twin.send(fileOf('x', 1)))).to.equal('none');
    expect(errors).to.have.length(1);
  });

  it('takes the place of another element in one task', async () => {
    const errors = record(room, 'error');
    const holder = Object.assign(document.createElement('peerix-data-channel'), { label: 'shared' });
    room.append(holder);
    await until(() => holder.state === 'connecting', 'held');
    const files = Object.assign(document.createElement('peerix-files'), { label: 'shared' });
    room.append(files);
    holder.remove();
    await until(() => choose(files) && !choose(files).disabled, 'works');
    expect(errors).to.have.length(0);
  });

  it('says what cannot be read, and sends the rest', async () => {
    const { peer } = await hand(room.room, 'Ben');
    peer.open({ label: 'files', receive: 'accept' });
    await knows(nina, 1);
    const broken = largeFile('broken.bin', 2);
    Object.defineProperty(broken, 'slice', { value: () => ({ arrayBuffer: () => Promise.reject(new DOMException('Gone.', 'NotReadableError')) }) });
    nina.send([broken, fileOf('good.bin', 2 * MIB)]);
    await until(() => note(rowOf(nina, 'broken.bin')).includes('could not be read'), 'says so');
    await until(() => detail(rowOf(nina, 'good.bin')).endsWith('Ben has it'), 'the other');
    await accessible(nina);
  });

  it('shows the words of the page while there is nothing', async () => {
    const own = Object.assign(document.createElement('p'), { slot: 'empty', textContent: 'Drop your homework here.' });
    nina.append(own);
    await until(() => own.getBoundingClientRect().height > 0, 'seen');
    nina.send(new File(['x'], 'a.png', { type: 'image/png' }));
    await until(() => own.getBoundingClientRect().height === 0, 'gone');
    await until(() => !preview(rows(nina)[0]), 'no picture');
  });

  it('leaves the focus near a button that goes', async () => {
    nina.send([fileOf('a.txt', 1), fileOf('b.txt', 1)]);
    await until(() => rows(nina).length === 2, 'two');
    for (const expected of [() => button(rows(nina)[0], 'Remove from this list'), () => choose(nina)]) {
      const first = button(rows(nina)[0], 'Remove from this list'), count = rows(nina).length;
      first.focus();
      first.click();
      await until(() => rows(nina).length === count - 1 && nina.shadowRoot!.activeElement === expected(), 'focus');
    }
  });
});
