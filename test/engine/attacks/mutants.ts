import { KIND, type Packet } from './relay.js';

const KINDS = [0, ...Object.values(KIND), 5, 255];
const VERSIONS = [0, 1, 2, 255];

function altered(packet: Packet, position: number, change: (byte: number) => number): Packet {
  const bytes = packet.bytes.slice();
  bytes[position] = change(bytes[position]!);
  return { ...packet, bytes };
}

/** One bit of one byte, for every byte; `bitAt` chooses it. */
export function* flipped(packet: Packet, bitAt: () => number): Iterable<Packet> {
  for (let i = 0; i < packet.bytes.length; i++) {
    const bit = 1 << bitAt();
    yield altered(packet, i, (byte) => byte ^ bit);
  }
}

/** Every other length: cut short by some bytes, or longer. */
export function* resized(packet: Packet): Iterable<Packet> {
  for (const length of [0, 1, 33, 34, packet.bytes.length - 16, packet.bytes.length - 1, packet.bytes.length + 1, 65_536, 65_537]) {
    const bytes = new Uint8Array(length);
    bytes.set(packet.bytes.subarray(0, length));
    if (length !== packet.bytes.length) yield { ...packet, bytes };
  }
}

/** Every other kind and version. */
export function* retyped(packet: Packet): Iterable<Packet> {
  for (const version of VERSIONS) {
    for (const kind of KINDS) {
      const other = altered(altered(packet, 0, () => version), 1, () => kind);
      if (version !== packet.bytes[0] || kind !== packet.bytes[1]) yield other;
    }
  }
}

/** Unchanged, to each of the other topics. */
export function* redirected(packet: Packet, topics: readonly string[]): Iterable<Packet> {
  for (const topic of topics) if (topic !== packet.topic) yield { ...packet, topic };
}

/** To each of the other topics, as the kind of packet that belongs there. */
export function* redirectedAndRetyped(packet: Packet, topics: readonly string[]): Iterable<Packet> {
  for (const redirect of redirected(packet, topics)) yield* retyped(redirect);
}
