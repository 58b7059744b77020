import { expect } from '@open-wc/testing';
import { platform, Timers } from '../../../src/environment.js';
import { Transfers } from '../../../src/data/bulk/transfers.js';
import type { LabelChannel } from '../../../src/data/channel.js';
import { ANNOUNCEMENT } from '../../../src/data/value.js';
import type { ControlMessage } from '../../../src/link/control.js';
import type { Session } from '../../../src/link/session.js';
import { utf8 } from '../../../src/signaling/bytes.js';

/** What is said on a connection that never brings a lane. */
function said(transfers: Transfers): ControlMessage[] {
  const list: ControlMessage[] = [];
  transfers.begin({ control: { send: (message: ControlMessage) => list.push(message) }, pc: { signalingState: 'closed' } } as unknown as Session);
  transfers.up();
  return list;
}

it('who never hears how its transfers ended is told of the newest again, not of all that ever were', () => {
  const transfers = new Transfers({ timers: new Timers(platform), emit: () => {}, receives: () => 10, post: () => () => {}, onViolation: () => {} });
  const channel = { label: 'x', state: 'open' } as LabelChannel, first = said(transfers);
  for (let x = 1; x <= 5000; x++) {
    transfers.onAnnouncement(channel, { type: ANNOUNCEMENT, info: utf8(''), bytes: utf8(JSON.stringify({ x, id: 'id', kind: 128, size: 1000 })) });
  }
  expect(first.filter(({ t, outcome }) => t === 'end' && outcome === 'rejected')).to.have.length(5000);
  transfers.onEndedMessage({ t: 'ended', x: 5000, dir: 'in' });
  const again = said(transfers);
  expect(again.length).to.be.within(256, 1024);
  expect(again.at(-1)).to.include({ t: 'end', x: 4999, dir: 'in', outcome: 'rejected' });
});
