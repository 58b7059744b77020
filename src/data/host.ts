import type { Channel, SendOptions, Sendable, Transfer } from '../types/index.js';
import type { Timers } from '../environment.js';
import type { RemoteEvent } from '../events.js';
import type { Opening } from './opening.js';
import type { Encoded } from './value.js';

/** What the channels with one remote ask of the remote. */
export interface ChannelsHost {
  readonly timers: Timers;
  /** What should be open, by label. */
  readonly openings: ReadonlyMap<string, Opening>;
  emit(event: RemoteEvent): void;
  send(data: Sendable, options: SendOptions): Transfer;
  /** A message is sent, or came, that an application may wait for. */
  onSaid(): void;
  /** How many labels I share media under. */
  shares(): number;
  /** Something is coming beside the channel. */
  onAnnouncement(channel: Channel, value: Encoded): void;
  /** A label is closed for the pair. */
  onClosed(label: string): void;
  onViolation(what: string): void;
}
