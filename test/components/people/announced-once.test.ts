import { expect, fixture, html } from '@open-wc/testing';
import '../../../components/peerix-room/define.js';
import '../../../components/peerix-conference/define.js';
import type { PeerixConference, PeerixRemoteStreams, PeerixRoom, PeerixStatus } from '../../../components/elements.js';
import { Fragile, Line } from '../fragile.js';
import { friend, joined, meets, newRoomName, shadow, until } from '../support.js';

/** What screen readers are given to read out: the live regions that are there now, through shadow trees. */
function aloud(root: Element): string[] {
  const regions = [...root.querySelectorAll(':is([role=status], [role=log], [role=alert])'), ...root.shadowRoot?.querySelectorAll(':is([role=status], [role=log], [role=alert])') ?? []];
  const own = regions.filter((region) => region.checkVisibility() && !region.querySelector('peerix-invite')).map((region) => region.textContent.replace(/\s+/g, ' ').trim());
  const inner = [...root.querySelectorAll('*'), ...root.shadowRoot?.querySelectorAll('*') ?? []].filter(({ shadowRoot }) => shadowRoot);
  return [...own, ...new Set(inner.flatMap((element) => aloud(element)))].filter((text) => text);
}
const about = (root: Element, words: string): string[] => aloud(root).filter((text) => text.includes(words));

describe('what is read out of a room', function () {
  this.timeout(30_000);

  let room: PeerixRoom, ann: Fragile;
  const mount = async (inside: unknown, driver: PeerixRoom['driver'] = 'memory'): Promise<void> => {
    room = await fixture<PeerixRoom>(html`<peerix-room .driver=${driver} room=${newRoomName()} name="Nina">${inside}</peerix-room>`);
    await joined(room);
  };
  const annComes = async (): Promise<void> => {
    ann = new Fragile();
    await ann.peer.join({ room: room.room, metadata: { name: 'Ann' } });
    await meets(room, 1);
  };
  afterEach(() => ann?.peer.leave());

  it('is one sentence about one thing in a conference: who is reconnected, and that signaling is away', async () => {
    const line = new Line();
    await mount(html`<peerix-conference panel="people"></peerix-conference>`, line);
    const conference = room.querySelector<PeerixConference>('peerix-conference')!;
    await until(() => about(conference, 'Only you are here.').length, 'alone');
    expect(about(conference, 'Only you are here.')).to.have.length(1);
    line.say(false);
    await until(() => about(conference, 'Signaling is offline.').length, 'offline');
    for (const panel of ['chat', 'files', 'people', 'stats']) {
      conference.setAttribute('panel', panel);
      await conference.updateComplete;
      expect(about(conference, 'Signaling is offline.'), panel).to.have.length(1);
    }
    line.say(true);
    await annComes();
    await until(() => about(conference, 'Ann').length, 'Ann');
    expect(about(conference, 'Ann')).to.have.length(1);
    ann.breakLink();
    await until(() => about(conference, 'Reconnecting to Ann.').length, 'reconnecting');
    expect(about(conference, 'Reconnecting')).to.have.length(1);
    ann.mend();
    await until(() => about(conference, 'Ann is back.').length, 'back');
    expect(about(conference, 'Ann is back.')).to.have.length(1);
  });

  it('is said by the tiles where no status is, and again once it is taken out', async () => {
    await mount(html`<peerix-remote-streams everyone></peerix-remote-streams><peerix-status></peerix-status>`);
    const view = room.querySelector<PeerixRemoteStreams>('peerix-remote-streams')!, status = room.querySelector('peerix-status')!;
    await annComes();
    ann.breakLink();
    await until(() => shadow(view, '[part=reconnecting]'), 'reconnecting');
    expect(about(view, 'Reconnecting')).to.deep.equal([]);
    status.remove();
    await until(() => about(view, 'Reconnecting to Ann.').length, 'the tiles say it');
    room.append(status);
    await until(() => !about(view, 'Reconnecting').length, 'the status says it');
  });

  it('is said by the first of two status elements', async () => {
    await mount(html`<peerix-status></peerix-status><peerix-status></peerix-status>`);
    const [first, second] = room.querySelectorAll<PeerixStatus>('peerix-status');
    await friend(room.room, 'Ben');
    await until(() => about(first!, 'Ben is here.').length && shadow(second!, '[part=news]')!.textContent.includes('Ben is here.'), 'Ben');
    expect(aloud(second!)).to.deep.equal([]);
    first!.remove();
    await friend(room.room, 'Cleo');
    await until(() => about(second!, 'Cleo').length, 'the second has the word');
    expect(about(second!, 'Ben')).to.deep.equal([]);
  });

  it('is of each room its own', async () => {
    await mount(html`<peerix-status></peerix-status>`);
    const other = await fixture<PeerixRoom>(html`<peerix-room driver="memory" room=${newRoomName()}><peerix-remote-streams></peerix-remote-streams></peerix-room>`);
    await joined(other);
    const cleo = new Fragile();
    await cleo.peer.join({ room: other.room, metadata: { name: 'Cleo' } });
    await meets(other, 1);
    cleo.breakLink();
    await until(() => about(other, 'Reconnecting to Cleo.').length, 'the tiles of a room without a status say it');
    await cleo.peer.leave();
  });
});
