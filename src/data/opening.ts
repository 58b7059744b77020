import { PeerixError } from '../errors.js';
import { RESERVED } from '../options.js';
import type { ChannelSpec } from '../signaling/message.js';

/** One label that should be open: checked options of `open`. */
export interface Opening {
  readonly label: string;
  readonly ordered: boolean;
  readonly maxRetransmits: number | null;
  readonly maxPacketLifeTime: number | null;
  readonly protocol: string;
  readonly receive?: Receive;
}

/** What a label takes unasked: everything, nothing, or up to so many bytes. */
export type Receive = 'accept' | 'ask' | number;
export const DEFAULT_RECEIVE = 256 * 1024 * 1024;

export function defaultOpening(label: string): Opening {
  return { label, ordered: true, maxRetransmits: null, maxPacketLifeTime: null, protocol: '' };
}

export function isReliable({ maxRetransmits, maxPacketLifeTime }: Opening): boolean {
  return maxRetransmits === null && maxPacketLifeTime === null;
}

/** A channel of the engine's own, in which every message has an answer or is one. */
export function isAnswered({ label }: Opening): boolean { return label.startsWith(RESERVED); }

export function areAlike(a: Opening, b: Opening): boolean {
  return a.ordered === b.ordered && a.maxRetransmits === b.maxRetransmits
    && a.maxPacketLifeTime === b.maxPacketLifeTime && a.protocol === b.protocol;
}

/** As `createDataChannel` takes it (WebRTC §6.1). */
export function initOf({ id, ordered, maxRetransmits, maxPacketLifeTime, protocol }: ChannelSpec): RTCDataChannelInit {
  return {
    negotiated: true, id, ordered, protocol,
    ...(maxRetransmits !== null && { maxRetransmits }),
    ...(maxPacketLifeTime !== null && { maxPacketLifeTime }),
  };
}

/** The other side opened the label first, with other options: its options hold. */
export function channelMismatch(label: string): PeerixError {
  return new PeerixError('CHANNEL_MISMATCH', `The remote opened "${label}" with other options; they hold.`, {
    hint: `Open "${label}" with the same options everywhere.`,
  });
}
