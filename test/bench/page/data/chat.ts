import { inRawPair, inRoom } from '../connected.js';
import { blobOf, MIB } from './load.js';
import { collectRaw, sendRaw } from './raw-bulk.js';
import { nextBlob } from './received.js';

/** Far enough apart that none waits for the one before. */
const INTERVAL_MS = 10;
const BULK_ID = 1;

/** Small messages while a transfer runs the same way; ms. */
export interface ChatSample { readonly oneWay: readonly number[]; readonly roundTrip: readonly number[] }

export function rawChat(mib: number): Promise<ChatSample> {
  const blob = blobOf(mib * MIB);
  return inRawPair(async (pair) => {
    const [chat, back] = pair.channels, [bulk, sink] = await pair.open(BULK_ID, { priority: 'very-low' });
    const talk = new Talk((sentAt) => chat.send(`${sentAt}`));
    back.onmessage = ({ data }: MessageEvent<string>) => {
      talk.onThere(Number(data));
      back.send(data);
    };
    chat.onmessage = ({ data }: MessageEvent<string>) => talk.onBack(Number(data));
    const received = collectRaw(sink, blob.size);
    void sendRaw(bulk, blob.stream()); // that it failed shows at the other side
    return talk.during(received);
  });
}

export function chat(mib: number): Promise<ChatSample> {
  const blob = blobOf(mib * MIB), label = 'files';
  return inRoom(2, async ({ peers: [a, b] }) => {
    const talk = new Talk((sentAt) => { a!.send(sentAt); });
    const received = nextBlob(b!);
    b!.on('channel:message', ({ data, remote }) => {
      if (typeof data !== 'number') return;
      talk.onThere(data);
      remote.send(data);
    });
    a!.on('channel:message', ({ data }) => talk.onBack(data as number));
    a!.open({ label });
    a!.send(blob, { label });
    return talk.during(received);
  });
}

/** Says the time, and hears it again. */
class Talk {
  readonly #say: (sentAt: number) => void;
  readonly #oneWay: number[] = [];
  readonly #roundTrip: number[] = [];

  constructor(say: (sentAt: number) => void) { this.#say = say; }

  onThere(sentAt: number): void { this.#oneWay.push(performance.now() - sentAt); }
  onBack(sentAt: number): void { this.#roundTrip.push(performance.now() - sentAt); }

  async during(transfer: Promise<unknown>): Promise<ChatSample> {
    const timer = setInterval(() => this.#say(performance.now()), INTERVAL_MS);
    try { await transfer; } finally { clearInterval(timer); }
    return { oneWay: this.#oneWay, roundTrip: this.#roundTrip };
  }
}
