import { inRawPair, inRoom } from '../connected.js';
import { within } from '../waiting.js';

const TIMEOUT_MS = 30_000;

/** Round trips of a small message, one after the other; ms. */
export interface PingSample { readonly roundTrip: readonly number[] }

export function rawPing(count: number): Promise<PingSample> {
  return inRawPair(({ channels: [from, to] }) => roundTrips(count, (onBack) => {
    to.onmessage = ({ data }: MessageEvent<string>) => to.send(data);
    from.onmessage = ({ data }: MessageEvent<string>) => onBack((JSON.parse(data) as { i: number }).i);
    return (i) => from.send(JSON.stringify({ i }));
  }));
}

export function ping(count: number): Promise<PingSample> {
  return inRoom(2, ({ peers: [a, b] }) => roundTrips(count, (onBack) => {
    b!.on('channel:message', ({ data, remote }) => { remote.send(data as object); });
    a!.on('channel:message', ({ data }) => onBack((data as { i: number }).i));
    return (i) => { a!.send({ i }); };
  }));
}

async function roundTrips(count: number, connect: (onBack: (i: number) => void) => (i: number) => void): Promise<PingSample> {
  const roundTrip: number[] = [];
  await within<void>(TIMEOUT_MS, () => `${count - roundTrip.length} of ${count} answers missing`, (resolve, reject) => {
    let sentAt = performance.now();
    const send = connect((i) => {
      if (i !== roundTrip.length) return reject(new Error(`answer ${i} came instead of ${roundTrip.length}`));
      roundTrip.push(performance.now() - sentAt);
      if (roundTrip.length === count) return resolve();
      sentAt = performance.now();
      send(roundTrip.length);
    });
    send(0);
  });
  return { roundTrip };
}
