import { expect, fixture, html } from '@open-wc/testing';
import '../../components/peerix-room/define.js';
import '../../components/peerix-status/define.js';
import type { PeerixRoom, PeerixStatus } from '../../components/elements.js';
import { Happenings } from '../../components/peerix-status/happenings.js';
import { News, type Item } from '../../components/peerix-status/news.js';
import { statusWords } from '../../components/peerix-status/words.js';
import type { Peer } from '../../src/index.js';
import { Fragile, Line } from './fragile.js';
import { canvasStream, friend, joined, meets, newRoomName, shadow, shadowAll, stub, until } from './support.js';

describe('peerix-status', () => {
  let room: PeerixRoom;
  let status: PeerixStatus;
  const line = () => shadow(status, '[part=news]')!.textContent.trim();
  const spoken = () => shadowAll(status, '[role=log] p').map((words) => words.textContent);
  const notices = () => shadowAll(status, '.notice p').map((words) => words.textContent);

  async function enter(driver: PeerixRoom['driver'] = 'memory', name = newRoomName()): Promise<void> {
    room = await fixture<PeerixRoom>(html`<peerix-room .driver=${driver} room=${name} name="Nina"><peerix-status></peerix-status></peerix-room>`);
    status = room.querySelector('peerix-status')!;
    await joined(room);
    await status.updateComplete;
  }
  /** However long it took her on a slow machine. */
  const meetsAnn = () => until(() => /^Ann (is here|joined)\.$/.test(line()), 'Ann');
  /** Who comes from now on was not here before. */
  const settled = () => until(() => performance.now() > joinedAt + 5000, 'settled');
  let joinedAt = 0;
  beforeEach(() => { joinedAt = performance.now(); });

  it('says who is there when one comes', async () => {
    const name = newRoomName();
    await friend(name, 'Ann');
    await enter('memory', name);
    await until(() => line() === 'Ann is here.', 'Ann');
    expect(spoken()).to.deep.equal(['Ann is here.']);
    expect(status.matches(':state(news)')).to.equal(true);
    await expect(status).to.be.accessible();
  });

  it('says who comes and goes', async () => {
    await enter();
    joinedAt = performance.now();
    await settled();
    const ann = await friend(room.room, 'Ann');
    await until(() => line() === 'Ann joined.', 'Ann');
    await ann.leave();
    await until(() => line() === 'Ann left.', 'she went');
    expect(spoken()).to.deep.equal(['Ann joined.', 'Ann left.']);
  });

  describe('gathers what happens at once', () => {
    const told: (readonly Item[])[] = [];
    let news: News;
    beforeEach(() => {
      told.length = 0;
      news = new News((items) => told.push(items));
    });
    const sentences = () => told.map((items) => items.map(({ what, names }) => statusWords[what](names).join('')).join(' '));

    it('many who come together are one sentence', async () => {
      for (const name of ['Ann', 'Ben', 'Cleo', 'Dora', 'Ede', 'Fay']) news.add('joined', name, name);
      news.add('shares', 'Ann', 'Ann');
      await until(() => told.length, 'told');
      expect(sentences()).to.deep.equal(['Ann, Ben, Cleo, and 3 others joined. Ann shares a screen.']);
    });

    it('four are named, for “1 others” would be odd', async () => {
      for (const name of ['Ann', 'Ben', 'Cleo', 'Dora']) news.add('left', name, name);
      await until(() => told.length, 'told');
      expect(sentences()).to.deep.equal(['Ann, Ben, Cleo, and Dora left.']);
    });

    it('what is undone at once is not told, and who goes was neither sharing nor being reconnected', async () => {
      news.add('joined', 'a', 'Ann');
      news.add('left', 'a', 'Ann');
      news.add('reconnecting', 'b', 'Ben');
      news.add('back', 'b', 'Ben');
      news.add('reconnecting', 'c', 'Cleo');
      news.add('sharesNoMore', 'c', 'Cleo');
      news.add('left', 'c', 'Cleo');
      await until(() => told.length, 'told');
      expect(sentences()).to.deep.equal(['Cleo left.']);
    });

    it('nothing is told after it was forgotten, and the next telling waits', async () => {
      news.add('joined', 'a', 'Ann');
      news.forget();
      news.add('joined', 'b', 'Ben');
      await until(() => told.length === 1, 'told');
      const at = performance.now();
      news.add('left', 'b', 'Ben');
      await until(() => told.length === 2, 'told again');
      expect(performance.now() - at).to.be.at.least(3000);
      expect(sentences()).to.deep.equal(['Ben joined.', 'Ben left.']);
    });
  });

  it('says who shares a screen', async () => {
    await enter();
    const ann = await friend(room.room, 'Ann');
    await meetsAnn();
    ann.publish({ stream: canvasStream(), label: 'screen' });
    await until(() => line() === 'Ann shares a screen.', 'a screen');
    ann.unpublish({ label: 'screen' });
    await until(() => line() === 'Ann shares no screen any more.', 'none');
  });

  it('says who is being reconnected, and that it worked', async () => {
    const ann = new Fragile();
    const name = newRoomName();
    await ann.peer.join({ room: name, metadata: { name: 'Ann' } });
    await enter('memory', name);
    await meets(room, 1);
    await meetsAnn();
    ann.breakLink();
    await until(() => line() === 'Reconnecting to Ann.', 'reconnecting');
    await until(() => spoken().includes('Reconnecting to Ann.'), 'said');
    ann.mend();
    await meets(room, 1);
    await until(() => line() === 'Ann is back.', 'back');
    await ann.peer.leave();
  });

  it('says that signaling is offline, what still works, and that it is back', async () => {
    const driver = new Line();
    await enter(driver);
    driver.say(false);
    await until(() => notices().length, 'a notice');
    expect(notices()).to.deep.equal(['Signaling is offline. New people can join once it is back.']);
    expect(status.matches(':state(trouble)')).to.equal(true);
    driver.say(true);
    await until(() => !notices().length, 'over');
    await until(() => line() === 'Signaling is back. New people can join.', 'told');
    const ann = await friend(room.room, 'Ann');
    await meets(room, 1);
    driver.say(false);
    await until(() => notices()[0] === 'Signaling is offline. Your call carries on. New people can join once it is back.', 'in a call');
    await expect(status).to.be.accessible();
    stub(Navigator.prototype as { onLine: boolean }, 'onLine', false);
    window.dispatchEvent(new Event('offline'));
    await until(() => notices()[0] === 'You are offline. Reconnecting as soon as the network is back.', 'the network');
    await ann.leave();
  });

  it('says why one is not let in, until one is', async () => {
    const name = newRoomName();
    const ann: Peer = await friend(name, 'Ann');
    await ann.leave();
    const { Peer: Engine, MemoryDriver } = await import('../../src/index.js');
    const host = new Engine({ driver: new MemoryDriver(), maxPeers: 1 });
    host.on('error', () => {});
    await host.join({ room: name });
    await enter('memory', name);
    room.addEventListener('error', () => {});
    await until(() => notices()[0]?.startsWith('This room is full.'), 'full');
    await expect(status).to.be.accessible();
    await host.leave();
    await friend(name, 'Ben');
    await until(() => !notices().length, 'in');
  });

  it('says to whom there is no path, until they come by another', async () => {
    let tell = (_name: string, _event: object): void => {};
    const peer = { state: 'joined', remotes: new Map(), [Symbol.for('peerix.observe')]: (listener: typeof tell) => {
      tell = listener;
      return () => {};
    } };
    const happenings = new Happenings(peer as unknown as Peer, new News(() => {}), () => 'here');
    const is = (id: string, name: string, state: string, reason?: string) => tell('connection', { remote: { id, metadata: { name } }, state, reason });
    const unreached = () => [...happenings.unreached.values()].map(({ name }) => name);
    is('a', 'Ann', 'failed', 'no-route');
    is('b', 'Ben', 'failed', 'relay-unreachable');
    expect(unreached()).to.deep.equal(['Ann', 'Ben']);
    is('c', 'Ann', 'connected'); // with another id, for she joined again
    expect(unreached()).to.deep.equal(['Ben']);
    is('b', 'Benedict', 'connected');
    expect(unreached()).to.deep.equal([]);
  });

  it('says that one has left, and nothing of the others then', async () => {
    await enter();
    await Promise.all([friend(room.room, 'Ann'), friend(room.room, 'Ben')]);
    await meets(room, 2);
    const name = room.room;
    await room.leave();
    await until(() => line() === `You left ${name}.`, 'left');
    expect(spoken().join(' ')).not.to.contain('left.');
  });

  it('shows names as text, each in a direction of its own', async () => {
    await enter();
    await friend(room.room, '<b>شروق</b>');
    await until(() => line().startsWith('<b>شروق</b> '), 'as text');
    expect(shadow(status, '[part=news] bdi')!.textContent).to.equal('<b>شروق</b>');
  });

  it('takes no place where only ears are to hear', async () => {
    await enter();
    status.unseen = true;
    await status.updateComplete;
    expect(status.hasAttribute('unseen')).to.equal(true);
    expect(status.getBoundingClientRect().width).to.be.at.most(1);
    await friend(room.room, 'Ann');
    await until(() => spoken().length, 'said');
    await expect(status).to.be.accessible();
  });

  it('keeps its height when it begins to speak', async () => {
    await enter();
    const height = status.offsetHeight;
    expect(height).to.be.at.least(15);
    expect(status.offsetWidth, 'is there to be seen').to.equal(room.offsetWidth);
    await friend(room.room, 'Ann');
    await meetsAnn();
    expect(status.offsetHeight).to.equal(height);
  });

  it('says nothing twice through a move, and begins anew in another room', async () => {
    await enter();
    await friend(room.room, 'Ann');
    await meetsAnn();
    const box = document.createElement('section');
    room.append(box);
    box.append(status);
    await status.updateComplete;
    expect(spoken()).to.have.length(1);
    const other = await fixture<PeerixRoom>(html`<peerix-room id="other" driver="memory" room=${newRoomName()}></peerix-room>`);
    await joined(other);
    status.htmlFor = 'other';
    await until(() => !spoken().length && !line(), 'nothing there');
    await friend(room.room, 'Ben');
    await friend(other.room, 'Cleo');
    await until(() => line().startsWith('Cleo'), 'the other room');
    expect(spoken().join(' ')).not.to.contain('Ben');
    status.remove();
    await until(() => !line(), 'silent');
    other.append(status);
    await friend(other.room, 'Dora');
    await until(() => line().startsWith('Dora'), 'back');
  });

  it('says so quietly outside a room', async () => {
    status = await fixture<PeerixStatus>(html`<peerix-status></peerix-status>`);
    await until(() => line() === 'No room here.', 'said');
    expect(notices()).to.deep.equal([]);
    await expect(status).to.be.accessible();
  });
});
