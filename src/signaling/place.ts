import type { Bytes } from '../drivers/driver.js';
import type { ControlMessage } from '../link/control.js';
import type { LinkPlace } from '../link/host.js';
import type { RemoteContact, RemoteMember } from '../remote.js';
import type { AdmissionPlace } from './admission.js';
import type { Contact } from './contact.js';
import type { DiscoveryPlace } from './discovery.js';
import type { MailboxPlace } from './mailbox.js';
import type { Frame } from './message.js';
import type { PairKeys } from './seal.js';

/** Who somebody is, and what only the two of us know. */
export interface Acquaintance {
  readonly id: string;
  readonly idBytes: Bytes;
  readonly pub: Bytes;
  /** Derived beside whatever else a first contact has to do. */
  readonly secrets: Promise<Secrets>;
}
export interface Secrets {
  readonly keys: PairKeys;
  /** Not needed before the proof: nothing waits for it. */
  safetyNumber(): Promise<string>;
}

/** What every contact of one membership shares. */
export interface ContactPlace extends LinkPlace, MailboxPlace, AdmissionPlace, DiscoveryPlace {
  readonly myId: string;
  /** What is said of me on first contact: my metadata and the hash of my leave secret. */
  readonly introduction: { readonly meta: unknown; readonly h: string };
  /** One more may come in. */
  readonly hasPlace: boolean;
  createRemote(contact: RemoteContact): RemoteMember;
  /** Over the driver; `first` brings my key along. */
  publishFrame(to: Acquaintance, frame: Frame, kind: 'first' | 'mail'): void;
}

/** Where a contact is kept. */
export interface ContactBook {
  /** It said goodbye in-band. */
  bury(contact: Contact): void;
  forget(contact: Contact): void;
  /** Something may be allocated for one more that has not proved to be there. */
  mayBegin(): boolean;
  /** Undefined where its attempt may begin now; else resolves when to ask again. */
  turn(contact: Contact): Promise<void> | undefined;
  /** Whose leave secret has that hash said goodbye already. */
  hasHeardLeave(leaveHash: string): boolean;
  query(stranger: Acquaintance): void;
  onUp(contact: Contact): void;
  /** Its link is being healed. */
  onTrouble(contact: Contact): void;
  /** The two of us are apart; we may meet again. */
  onParted(contact: Contact): void;
  /** It may be reached later. */
  onUnanswered(contact: Contact): void;
  onRefused(): void;
  onRoster(contact: Contact, message: ControlMessage): Promise<void>;
}
