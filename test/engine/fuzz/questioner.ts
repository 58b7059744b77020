import type { Remote } from '../../../src/index.js';
import { orderedPart } from '../../../src/data/framing.js';
import { contentOf } from '../../../src/data/requests/envelope.js';
import { ANNOUNCEMENT } from '../../../src/data/value.js';
import type { RemoteMember } from '../../../src/remote.js';
import { utf8 } from '../../../src/signaling/bytes.js';
import type { Besieged } from './besieged.js';
import { Traitor } from './traitor.js';

const LABEL = 'peerix:requests';
const MAX_INFO = 8192;

/** A traitor that says whatever it is told to where requests and answers go. */
export class Questioner {
  static async connect(besieged: Besieged): Promise<Questioner> {
    const traitor = await Traitor.connect(besieged);
    const questioner = new Questioner(traitor, besieged);
    await questioner.#own.request('first', 1).catch(() => { /* nobody responds: the channel is open now */ });
    return questioner;
  }

  /** The number of the message that its own engine sent. */
  #m = 1;

  private constructor(readonly traitor: Traitor, private readonly besieged: Besieged) {}

  /** What it asked past its own engine and was answered. */
  get answers(): number { return this.traitor.peer.counters['ignored:answer'] ?? 0; }

  /** The traitor, for its victim. */
  get victimsView(): Remote { return this.besieged.peer.remotes.get(this.traitor.id)!; }

  say(envelope: unknown, data: unknown): void { this.sayRaw(JSON.stringify(envelope), data); }

  /** What it takes for an envelope, as far as a message takes it. */
  sayRaw(info: string, data: unknown): void {
    const { value } = contentOf(data);
    this.traitor.sayOn(LABEL, orderedPart(++this.#m, { ...value, info: utf8(info).slice(0, MAX_INFO) }, 0));
  }

  announce(body: object): void {
    this.traitor.sayOn(LABEL, orderedPart(++this.#m, { type: ANNOUNCEMENT, bytes: utf8(JSON.stringify(body)), info: utf8('') }, 0));
  }

  /** For both, as no application can. */
  closeChannel(): void { (this.#own as RemoteMember).data.channels.close(LABEL); }

  get #own(): Remote { return this.traitor.peer.remotes.get(this.besieged.peer.id ?? '')!; }
}
