import type { CloseReason } from '../types/index.js';
import type { Link } from '../link/link.js';
import { hashMetadata } from './admission.js';
import type { Mailbox } from './mailbox.js';
import type { Message, Reject } from './message.js';
import type { ContactPlace } from './place.js';

type Why = Reject['why'];

export interface RefusalHost {
  readonly id: string;
  readonly link: Link;
  readonly mailbox: Mailbox;
  readonly isProved: boolean;
  post(message: Message): void;
  onParted(): void;
  /** It judged what I no longer say of myself. */
  seek(): void;
  /** Its no is said. */
  onRefused(why: Why): void;
}

/** A no, said or heard: for what somebody says of itself, or for want of a place (protocol §4, §6). */
export class Refusal {
  readonly #host: RefusalHost;
  readonly #place: ContactPlace;
  #heard: Why | undefined;
  #isOwedPlace = false;

  constructor(host: RefusalHost, place: ContactPlace) {
    this.#host = host;
    this.#place = place;
  }

  /** Its last word on me. */
  get heard(): Why | undefined { return this.#heard; }
  /** It was turned away for want of a place. */
  get isOwedPlace(): boolean { return this.#isOwedPlace; }

  owePlace(): void { this.#isOwedPlace = true; }

  /** We are connected. */
  clear(): void {
    this.#heard = undefined;
    this.#isOwedPlace = false;
  }

  /** Nothing stays of what was begun, and it is told so. `mh` says which metadata was judged. */
  say(why: Why, mh = ''): void {
    this.#place.log('refused', { remote: this.#host.id, why });
    this.#part(why);
    this.#isOwedPlace = why === 'room-full' && this.#host.isProved; // others ask again by themselves
    this.#host.post({ t: 'reject', why, mh });
  }

  async hear({ why, mh }: Reject): Promise<void> {
    const { meta } = this.#place.introduction;
    if (why === 'verify' && mh !== await hashMetadata(this.#place.environment, meta)) {
      if (this.#host.link.isBusy) this.#end('rejected', 'closed'); // what was judged is over
      return this.#host.seek();
    }
    if (why === 'room-full' && this.#host.link.state === 'up') return;
    this.#place.log('was-refused', { remote: this.#host.id, why });
    this.#heard = why;
    this.#isOwedPlace = false; // now the other remembers
    this.#part(why);
    this.#host.onRefused(why);
  }

  #part(why: Why): void {
    if (why === 'verify') this.#end('rejected', 'refused'); else this.#end('room-full', 'closed');
  }

  #end(reason: CloseReason, state: 'closed' | 'refused'): void {
    const wasShown = this.#host.link.remote !== undefined;
    this.#host.link.end(reason, state);
    this.#host.mailbox.renew();
    if (wasShown) this.#host.onParted();
  }
}
