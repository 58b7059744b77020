import { expect } from '@open-wc/testing';
import type { IncomingTransfer } from '../../src/index.js';
import type { PeerixFiles } from '../../components/elements.js';
import {
  accessible, arrives, bar, button, detail, fileOf, hand, hasButton, isSame, KIB, knows, largeFile, MIB, names, note, people, place, reaches, roomOf, rowOf, rows, saveLink, slowFile, spoken, takeSome, text,
} from './files-support.js';
import { Fragile } from './fragile.js';
import { newRoomName, record, shadow, until } from './support.js';

describe('peerix-files', function () {
  this.timeout(60_000);
  let room: string;
  let nina: PeerixFiles;
  beforeEach(async () => {
    room = newRoomName();
    nina = await place(room, 'Nina');
  });

  it('says that there is nothing, and where files would go', async () => {
    expect(text(shadow(nina, '[part=drop]'))).to.contain('Only you are here.');
    expect(text(shadow(nina, '.empty'))).to.contain('No files yet.');
    expect(nina.matches(':state(empty)')).to.equal(true);
    await accessible(nina);
    await place(room, 'Ann');
    await knows(nina, 1);
    await until(() => text(shadow(nina, '[part=drop]')).includes('They go straight to the other person here.'), 'Ann');
  });

  it('carries files of any size, byte for byte, and tells both sides', async () => {
    const ann = await place(room, 'Ann');
    await knows(nina, 1);
    const received = record(ann, 'file-received');
    const sent = [fileOf('small.txt', 10, 'text/plain'), fileOf('empty.txt', 0), fileOf('big.bin', 3 * MIB + 1), fileOf('note.pdf', 200 * KIB)];
    nina.send(sent);
    await arrives(() => received.length === 4 && rows(ann).filter(saveLink).length === 4, 'four received');
    expect(names(ann).sort()).to.deep.equal(['big.bin', 'empty.txt', 'note.pdf', 'small.txt']);
    for (const file of sent) {
      const got = received.find(({ detail: { file: { name } } }) => name === file.name)!.detail.file as File;
      expect(got.type).to.equal(file.type);
      expect(await isSame(got, file), file.name).to.equal(true);
      const link = saveLink(rowOf(ann, file.name))!;
      expect(link.download).to.equal(file.name);
      expect(await isSame(await (await fetch(link.href)).blob(), file), `${file.name} saved`).to.equal(true);
    }
    await until(() => rows(nina).every((row) => detail(row).endsWith('Ann has it')), 'Nina knows');
    expect(names(nina)).to.deep.equal(['note.pdf', 'big.bin', 'empty.txt', 'small.txt']);
    expect(detail(rowOf(ann, 'big.bin'))).to.equal('3.1 MB from Nina, received');
    expect(detail(rowOf(nina, 'big.bin'))).to.equal('3.1 MB to Ann. Ann has it');
    expect(detail(rowOf(ann, 'small.txt'))).to.equal('10 bytes from Nina, received');
    expect(spoken(ann)).to.contain('note.pdf from Nina received');
    expect(spoken(nina)).to.contain('note.pdf sent, everyone has it');
    await accessible(ann);
    await accessible(nina);
  });

  it('sends to two, of whom one declines', async () => {
    const [ann, ben] = [await place(room, 'Ann'), await place(room, 'Ben', 'ask')];
    await knows(nina, 2);
    const offered = record(ben, 'file-offered');
    nina.send(fileOf('plan.pdf', MIB));
    await until(() => rowOf(ben, 'plan.pdf'), 'offered');
    expect(offered.map((event) => event.detail)).to.deep.equal([{ name: 'plan.pdf', size: MIB, from: roomOf(nina).peer.id }]);
    expect(ben.matches(':state(asking)')).to.equal(true);
    expect(detail(rowOf(ben, 'plan.pdf'))).to.equal('1.0 MB, Nina offers it');
    expect(spoken(ben)).to.contain('Nina offers plan.pdf, 1.0 MB');
    await arrives(() => text(rowOf(nina, 'plan.pdf')).includes('1 of 2 have it'), 'Ann has it');
    expect(people(rowOf(nina, 'plan.pdf'))).to.deep.equal(['Ben Waiting']);
    expect(bar(rowOf(nina, 'plan.pdf'))!.ariaLabel).to.equal('Sending plan.pdf');
    await accessible(ben);
    await accessible(nina);
    button(rowOf(ben, 'plan.pdf'), 'Decline').click();
    await until(() => people(rowOf(nina, 'plan.pdf'))[0] === 'Ben Declined', 'declined');
    expect(detail(rowOf(nina, 'plan.pdf'))).to.equal('1.0 MB to 2 people. 1 of 2 have it');
    expect(detail(rowOf(ben, 'plan.pdf'))).to.contain('You declined');
    await until(() => saveLink(rowOf(ann, 'plan.pdf')), 'Ann can save it');
    expect(spoken(nina)).to.contain('plan.pdf: 1 of 2 have it');
    await accessible(ben);
    await accessible(nina);

    button(rowOf(nina, 'plan.pdf'), 'Try again').click();
    await until(() => rows(ben).length === 2, 'offered again');
    button(rows(ben)[0], 'Accept').click();
    await until(() => detail(rowOf(nina, 'plan.pdf')).endsWith('Everyone has it'), 'everyone');
    expect(rows(ann), 'Ann had it').to.have.length(1);
    expect(people(rowOf(nina, 'plan.pdf'))).to.deep.equal([]);
    expect(hasButton(rowOf(nina, 'plan.pdf'), 'Try again')).to.equal(false);
  });

  it('who receives cancels for itself', async () => {
    const ann = await place(room, 'Ann');
    const { peer, offers } = await hand(room, 'Ben');
    await knows(nina, 2);
    await knows(ann, 2);
    nina.send(largeFile('film.mov', 24));
    await until(() => offers.length === 1, 'Ben is asked');
    await takeSome(offers[0]!);
    await arrives(() => people(rowOf(nina, 'film.mov')).some((person) => /^Ben [1-9]/.test(person)), 'Ben has some of it');
    await arrives(() => bar(rowOf(nina, 'film.mov'))!.value > .5, 'Ann has it, and Ben a part');
    expect(bar(rowOf(nina, 'film.mov'))!.value).to.be.below(1);
    offers[0]!.cancel();
    await until(() => people(rowOf(nina, 'film.mov'))[0] === 'Ben Cancelled', 'Nina knows');
    await until(() => detail(rowOf(nina, 'film.mov')).endsWith('1 of 2 have it'), 'Ann has it');
    await arrives(() => saveLink(rowOf(ann, 'film.mov')), 'Ann has it');
    expect(peer.remotes.size).to.equal(2);
  });

  it('the element cancels what it is receiving', async () => {
    const { peer } = await hand(room, 'Ben');
    await Promise.all([knows(nina, 1), reaches(peer, 1)]);
    const sending = peer.send(slowFile('slow.bin', 200), { label: 'files' });
    await until(() => bar(rowOf(nina, 'slow.bin'))?.ariaLabel === 'Receiving slow.bin', 'receiving');
    await until(() => / of 209.7 MB from Ben$/.test(detail(rowOf(nina, 'slow.bin'))), 'how much');
    await until(() => /MB\/s · \d+ sec left$/.test(text(rowOf(nina, 'slow.bin')!.querySelector('.pace'))), 'how fast, and how long yet');
    await accessible(nina);
    button(rowOf(nina, 'slow.bin'), 'Cancel').click();
    const report = await sending;
    expect([...report.values()]).to.deep.equal(['cancelled']);
    await until(() => detail(rowOf(nina, 'slow.bin')).endsWith('You cancelled'), 'says so');
    expect(bar(rowOf(nina, 'slow.bin'))).to.equal(null);
    expect(saveLink(rowOf(nina, 'slow.bin'))).to.equal(null);
  });

  it('who sends cancels for all', async () => {
    const [ann, ben] = [await place(room, 'Ann', 'ask'), await place(room, 'Ben', 'ask')];
    await knows(nina, 2);
    nina.send(fileOf('oops.pdf', MIB));
    await until(() => rowOf(ann, 'oops.pdf') && rowOf(ben, 'oops.pdf'), 'offered');
    button(rowOf(nina, 'oops.pdf'), 'Cancel').click();
    await until(() => detail(rowOf(nina, 'oops.pdf')).endsWith('You cancelled'), 'cancelled');
    for (const view of [ann, ben]) {
      await until(() => note(rowOf(view, 'oops.pdf')) === 'Nina took it back. Ask them to send it again.', 'they know');
      expect(hasButton(rowOf(view, 'oops.pdf'), 'Accept')).to.equal(false);
      expect(spoken(view)).to.contain('oops.pdf from Nina did not arrive');
    }
    await accessible(ann);
  });

  it('says who left half-way, on both sides', async () => {
    const ann = await place(room, 'Ann', 'ask');
    const { peer, offers } = await hand(room, 'Ben');
    await knows(nina, 2);
    nina.send(largeFile('film.mov', 24));
    await until(() => offers.length === 1 && rowOf(ann, 'film.mov'), 'offered');
    await takeSome(offers[0]!);
    await arrives(() => people(rowOf(nina, 'film.mov')).some((person) => /^Ben [1-9]/.test(person)), 'Ben has some of it');
    await peer.leave();
    await until(() => people(rowOf(nina, 'film.mov')).includes('Ben Left'), 'Ben left');
    await roomOf(nina).leave();
    await until(() => note(rowOf(ann, 'film.mov')) === 'Nina left. Ask for it again when they are back.', 'Nina left');
    await until(() => people(rowOf(nina, 'film.mov')).includes('Ann Stopped'), 'Nina stopped it herself');
    await accessible(ann);
    await accessible(nina);
  });

  it('sends nothing by itself to who comes later, and offers to', async () => {
    nina.send(fileOf('plan.pdf', 100 * KIB));
    await until(() => detail(rowOf(nina, 'plan.pdf')).endsWith('to nobody'), 'nobody');
    const ann = await place(room, 'Ann');
    await knows(nina, 1);
    await until(() => hasButton(rowOf(nina, 'plan.pdf'), 'Send to Ann'), 'a button');
    expect(names(ann)).to.deep.equal([]);
    await accessible(nina);
    button(rowOf(nina, 'plan.pdf'), 'Send to Ann').click();
    await arrives(() => saveLink(rowOf(ann, 'plan.pdf')), 'Ann has it');
    await until(() => detail(rowOf(nina, 'plan.pdf')).endsWith('Ann has it'), 'Nina knows');
  });

  it('says who is being reconnected, and goes on when they are back', async () => {
    const ben = new Fragile();
    ben.peer.open({ label: 'files', receive: 'ask' });
    const offers: IncomingTransfer[] = [];
    const got = new Promise<unknown>((resolve) => { ben.peer.on('channel:message', ({ data }) => resolve(data)); });
    ben.peer.on('transfer', ({ transfer }) => offers.push(transfer));
    await ben.peer.join({ room, metadata: { name: 'Ben' } });
    await knows(nina, 1);
    const film = fileOf('film.mov', 8 * MIB);
    nina.send(film);
    await until(() => offers.length === 1, 'asked');
    await takeSome(offers[0]!);
    await until(() => /^Ben [1-9]/.test(people(rowOf(nina, 'film.mov')).join()), 'some of it');
    ben.breakLink();
    await until(() => people(rowOf(nina, 'film.mov')).join() === 'Ben Reconnecting…', 'reconnecting');
    await accessible(nina);
    offers[0]!.resume();
    ben.mend();
    await arrives(() => detail(rowOf(nina, 'film.mov')).endsWith('Ben has it'), 'Ben has it');
    expect(await isSame(await got as File, film)).to.equal(true);
    await ben.peer.leave();
  });
});
