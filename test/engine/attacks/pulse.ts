import type { Member } from './members.js';
import { Silence } from './silence.js';

const EVERY_MS = 50;
const beating = new Set<Pulse>();

afterEach(() => { for (const pulse of beating) pulse.end(); });

/** A message every 50 ms from one to the other. */
export class Pulse {
  readonly silence = new Silence();
  readonly #timer: ReturnType<typeof setInterval>;
  #sent = 0;
  #heard = 0;

  constructor(from: Member, to: Member) {
    from.peer.open({ label: 'pulse' });
    beating.add(this);
    to.peer.on('channel:message', ({ label }) => {
      if (label !== 'pulse') return;
      this.#heard++;
      this.silence.beat();
    });
    this.#timer = setInterval(() => {
      from.peer.send(++this.#sent, { label: 'pulse', to: to.id }).catch((error: unknown) => { throw error; });
    }, EVERY_MS);
  }

  get sent(): number { return this.#sent; }
  get missing(): number { return this.#sent - this.#heard; }

  end(): void {
    beating.delete(this);
    clearInterval(this.#timer);
    this.silence.end();
  }
}
