import type { Environment, Timers } from '../environment.js';
import type { PeerixError } from '../errors.js';
import type { RemoteMember } from '../remote.js';
import type { Message } from '../signaling/message.js';
import type { Secrets } from '../signaling/place.js';
import type { ControlMessage } from './control.js';

/** Nothing yet · a connection is being made · connected · was, and is being healed · the other side should offer · given up · one did not let the other in. */
export type LinkState = 'idle' | 'attempt' | 'up' | 'heal' | 'wait' | 'closed' | 'refused';

/** What the links of one membership share. */
export interface LinkPlace {
  readonly environment: Environment;
  /** Seconds; 0 = never give up. */
  readonly connectionTimeout: number;
  /** Seconds; 0 = never give up. */
  readonly reconnectTimeout: number;
  createConnection(): RTCPeerConnection | Promise<RTCPeerConnection>;
  onError(error: PeerixError): void;
  /** Time went on without this page: a laptop that slept. */
  onJump(): void;
  count(what: string): void;
  /** Redacted: no SDP, address, key, password or metadata. */
  log(event: string, fields: { readonly [field: string]: unknown }): void;
}

/** The contact that a link belongs to. */
export interface LinkHost {
  readonly id: string;
  readonly timers: Timers;
  readonly secrets: Promise<Secrets>;
  /** My id is the lower one: my offer wins when both offer the same session. */
  readonly isLower: boolean;
  /** Something authentic came from that id: it is there. */
  readonly isProved: boolean;
  /** It said who it is, and was let in. */
  readonly isIntroduced: boolean;
  /** It may know who I am. */
  readonly isAdmitted: boolean;
  /** It is in the room, or may come in. */
  readonly hasPlace: boolean;
  /** Undefined where not too many others are being connected just now; else resolves when to ask again. */
  turn(): Promise<void> | undefined;
  /** Tells it that it can't come in; the link ends. */
  refuse(why: 'room-full'): void;
  /** What is said of me in a first offer or answer. */
  introduce(): { readonly meta: unknown; readonly h: string };
  createRemote(): RemoteMember;
  /** Whether the certificate in a description is the one that this id showed first; otherwise that is counted. */
  acceptsFingerprint(sdp: string): boolean;
  post(message: Message): void;
  /** One of that type still waits to be acknowledged. */
  hasPosted(t: Message['t']): boolean;
  run(task: () => void | Promise<void>): void;
  onUp(): void;
  /** Nothing is heard from it: what is unacknowledged goes over the driver, too. */
  onTrouble(): void;
  onHealed(): void;
  /** The two of us are apart; we may meet again. */
  onParted(): void;
  onControl(message: ControlMessage): void;
  /** Nobody proved to be there. */
  onUnproved(): void;
}
