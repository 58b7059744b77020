import type { Channel, SendOptions, Sendable, Transfer } from '../types/index.js';
import type { Timers } from '../environment.js';
import type { RemoteEvent } from '../events.js';
import type { ControlMessage } from '../link/control.js';
import type { Session } from '../link/session.js';
import type { PeerHost } from '../peer-host.js';
import type { RemoteMember } from '../remote.js';
import { Transfers } from './bulk/transfers.js';
import { Channels } from './channels.js';
import { DEFAULT_RECEIVE } from './opening.js';
import { Exchange } from './requests/exchange.js';
import { VisibleChannels } from './visible-channels.js';

export interface RemoteDataHost extends Pick<PeerHost, 'events' | 'openings' | 'responders' | 'count'> {
  readonly timers: Timers;
  emit(event: RemoteEvent): void;
  send(data: Sendable, options: SendOptions): Transfer;
  /** How many labels I share media under. */
  shares(): number;
}

/** Everything with one remote that is no media: channels, what travels beside them, requests. */
export class RemoteData {
  readonly channels: Channels;
  readonly transfers: Transfers;
  readonly exchange: Exchange;
  /** The application's. Live. */
  readonly visible: ReadonlyMap<string, Channel>;

  constructor(remote: RemoteMember, host: RemoteDataHost) {
    const onViolation = (what: string) => host.count(`violation:${what}`);
    this.channels = new Channels({
      timers: host.timers,
      openings: host.openings,
      emit: (event) => { if (!this.exchange.takes(event)) host.emit(event); },
      send: (data, options) => host.send(data, options),
      onSaid: () => this.transfers.onSaid(),
      shares: () => host.shares(),
      onAnnouncement: (channel, value) => { if (this.visible.has(channel.label)) this.transfers.onAnnouncement(channel, value); else onViolation('announcement'); },
      onClosed: (label) => this.transfers.endLabel(label),
      onViolation,
    });
    this.transfers = new Transfers({
      timers: host.timers,
      emit: (event) => host.emit(event),
      receives: (label) => host.openings.get(label)?.receive ?? DEFAULT_RECEIVE,
      post: (opening, announcement, delivery) => this.channels.post(opening, announcement, delivery),
      onViolation,
    });
    this.exchange = new Exchange(remote, this.channels, host);
    this.visible = new VisibleChannels(this.channels.all);
  }

  begin(session: Session): void {
    this.channels.begin(session);
    this.transfers.begin(session);
  }

  up(): void {
    this.channels.up();
    this.transfers.up();
  }

  /** The connection is gone, the pair is not. */
  suspend(): void {
    this.channels.suspend();
    this.transfers.suspend();
  }

  end(outcome: 'left' | 'closed'): void {
    this.exchange.part(outcome);
    this.transfers.end(outcome);
    this.channels.end(outcome);
  }

  /** I leave: what is under way ends as mine, and what was said in this task still goes. */
  abandon(): void {
    this.exchange.abandon();
    this.transfers.abandon();
    this.channels.flush();
  }

  /** False where the message is about something else. */
  onControl(message: ControlMessage): boolean {
    switch (message.t) {
      case 'open': this.channels.onOpenMessage(message); break;
      case 'opened': this.channels.onOpenedMessage(message); break;
      case 'close': this.channels.onCloseMessage(message); break;
      case 'resume': this.channels.onResumeMessage(message); break;
      case 'ack': this.channels.onAckMessage(message); break;
      case 'credit': this.transfers.onCreditMessage(message); break;
      case 'end': this.transfers.onEndMessage(message); break;
      case 'ended': this.transfers.onEndedMessage(message); break;
      default: return false;
    }
    return true;
  }
}
