import { expect, fixture, html } from '@open-wc/testing';
import '../../../components/peerix-room/define.js';
import '../../../components/peerix-stats/define.js';
import { PeerixStats, type PeerixRoom } from '../../../components/elements.js';
import { defineElement } from '../../../components/define-element.js';
import { canvasStream, friend, joined, meets, newRoomName, shadow, shadowAll, soundTrack, stub, until } from '../support.js';

const cells = (stats: Element): string[][] => shadowAll(stats, 'tbody tr').map((line) =>
  [...line.children].map(({ textContent }) => textContent.replace(/\s+/g, ' ').trim()));
const empty = (stats: Element): string => shadow(stats, '.empty')?.textContent.trim() ?? '';
const UNKNOWN = '–not known';

describe('peerix-stats', () => {
  let room: PeerixRoom;
  let stats: PeerixStats;
  beforeEach(async () => {
    room = await fixture<PeerixRoom>(html`<peerix-room driver="memory" room=${newRoomName()}><peerix-stats></peerix-stats></peerix-room>`);
    stats = room.querySelector('peerix-stats')!;
    await joined(room);
  });

  /** How often each link has been measured. */
  function looks(): () => number {
    let count = 0;
    for (const remote of room.remotes.values()) {
      const { getStats } = remote;
      stub(remote, 'getStats', () => {
        count++;
        return getStats.call(remote);
      });
    }
    return () => count;
  }

  it('scrolls inside itself where there is little room, never the page', async () => {
    const box = document.createElement('div');
    Object.assign(box.style, { position: 'relative', inlineSize: '300px', overflow: 'auto' });
    room.before(box);
    box.append(room);
    await friend(room.room, 'Ann Okafor');
    await meets(room, 1);
    await until(() => cells(stats).length, 'a link');
    expect(shadow(stats, '.scroll')!.scrollWidth).to.be.above(300);
    expect(box.scrollWidth).to.equal(300);
    box.replaceWith(room);
  });

  it('says how each link does', async () => {
    await until(() => empty(stats) === 'Only you are here. Whoever opens this link is in the call.', 'alone');
    const ann = await friend(room.room, 'Ann Okafor');
    const stream = canvasStream();
    stream.addTrack(soundTrack());
    ann.publish({ stream, label: 'camera' });
    await meets(room, 1);
    await until(() => cells(stats)[0]?.[4]!.match(/\d/) && /\d/.test(cells(stats)[0]![6]!), 'measured twice');
    const [[name, link, roundTrip, loss, up, down, picture, codec]] = cells(stats) as [string[]];
    expect(name).to.equal('Ann Okafor');
    expect(link).to.equal('Connecteddirect, UDP');
    expect(roundTrip).to.match(/^\d+ ms$/);
    expect(loss).to.match(/^[\d.]+%$/);
    expect(up).to.match(/^[\d.]+ [kM]b\/s$/);
    expect(down).to.match(/^[\d.]+ [kM]b\/s$/);
    expect(picture).to.match(/^160 × 120\d+ fps$/);
    expect(codec).to.match(/VP8|VP9|H264|AV1/);
    await expect(stats).to.be.accessible();
    expect(shadowAll(stats, 'thead th').every((head) => head.getAttribute('scope') === 'col')).to.equal(true);
    expect(shadowAll(stats, 'tbody th').every((head) => head.getAttribute('scope') === 'row')).to.equal(true);
    const [sent] = [...(await [...room.remotes.values()][0]!.getStats()).values()].filter(({ type }) => type === 'local-candidate');
    if (sent.address) expect(stats.shadowRoot!.textContent).to.not.contain(sent.address);
  });

  it('says what is not known yet', async () => {
    await friend(room.room, 'Ann');
    await meets(room, 1);
    await until(() => cells(stats)[0]?.[1] === 'Connecteddirect, UDP', 'a path');
    expect(cells(stats)[0]!.slice(6)).to.deep.equal([UNKNOWN, UNKNOWN]);
    await expect(stats).to.be.accessible();
  });

  it('draws a chart that goes on', async () => {
    await friend(room.room, 'Ann');
    await meets(room, 1);
    const line = () => shadow(stats, 'path')?.getAttribute('d') ?? '';
    await until(() => /^M[\d.]+ [\d.]+L/.test(line()), 'a line');
  });

  it('measures only what can be seen', async () => {
    await friend(room.room, 'Ann');
    await meets(room, 1);
    const count = looks();
    await until(() => count() > 0, 'measures');
    stats.hidden = true;
    const before = count();
    const other = await fixture<PeerixStats>(html`<peerix-stats></peerix-stats>`);
    other.forElement = room;
    // Two points in its chart: it has measured three times, and two periods are over.
    await until(() => shadow(other, 'path')?.getAttribute('d')!.match(/[ML]/g)?.length === 2, 'the other measures');
    expect(count() - before, 'three, and one that was on its way').to.be.at.most(4);
    other.remove();
    const rest = count();
    stats.hidden = false;
    await until(() => count() > rest + 1, 'again');
  });

  it('lives with a connection that gives no statistics', async () => {
    await friend(room.room, 'Ann');
    await meets(room, 1);
    let asked = 0;
    for (const remote of room.remotes.values()) {
      stub(remote, 'getStats', () => {
        asked++;
        return Promise.reject(new DOMException('Closed.', 'InvalidStateError'));
      });
    }
    await until(() => asked > 0 && cells(stats)[0]?.[2] === UNKNOWN, 'not known');
  });

  it('says so outside a room, and finds one by for', async () => {
    const lone = await fixture<PeerixStats>(html`<peerix-stats></peerix-stats>`);
    await until(() => empty(lone).startsWith('No room here.'), 'says so');
    expect(lone.matches(':state(disabled)')).to.equal(true);
    await expect(lone).to.be.accessible();
    await friend(room.room, 'Ann');
    room.id = 'measured';
    lone.htmlFor = 'measured';
    await until(() => cells(lone)[0]?.[0] === 'Ann', 'found');
    await room.leave();
    await until(() => empty(lone) === 'You are not in the room. Connections appear here once you join.', 'left');
  });

  it('measures the room it is in, after moves too', async () => {
    const there = await fixture<PeerixRoom>(html`<peerix-room driver="memory" room=${newRoomName()}></peerix-room>`);
    await joined(there);
    await friend(room.room, 'Ann');
    await friend(there.room, 'Zoe');
    await until(() => cells(stats)[0]?.[0] === 'Ann', 'here');
    there.append(stats);
    await until(() => cells(stats)[0]?.[0] === 'Zoe' && cells(stats)[0]![2] !== UNKNOWN, 'there, measured');
    stats.remove();
    await until(() => empty(stats).startsWith('No room'), 'nowhere');
    room.append(stats);
    await until(() => cells(stats)[0]?.[0] === 'Ann' && cells(stats)[0]![2] !== UNKNOWN, 'here again');
  });

  it('takes properties that were set before its definition', async () => {
    const late = document.createElement('x-late-stats') as PeerixStats;
    late.forElement = room;
    document.body.append(late);
    defineElement('x-late-stats', class extends PeerixStats {});
    await until(() => empty(late).startsWith('Only you'), 'found');
    late.remove();
  });
});
