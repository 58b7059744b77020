import { until } from '../support.js';
import type { Member } from './members.js';
import type { Packet, Relay } from './relay.js';

/** Fewer than a receiver's queue takes: each is judged by what it is. */
const AT_ONCE = 100;

const sum = (members: readonly Member[], counted: (member: Member) => number): number => {
  return members.reduce((total, member) => total + counted(member), 0);
};

/** Delivers packets of which none may count for anything; resolves when the members have dropped each of them. */
export async function pourAway(relay: Relay, packets: Iterable<Packet>, ...members: Member[]): Promise<number> {
  const received = () => sum(members, (member) => member.count('received'));
  const dropped = () => sum(members, (member) => member.dropped());
  const before = { received: received(), dropped: dropped() };
  const isJudged = () => received() - before.received === dropped() - before.dropped;
  await pour(relay, packets, async () => {
    await until('every packet has been dropped', isJudged).catch((error: unknown) => {
      const counters = members.map(({ peer }) => JSON.stringify(peer.counters)).join(' ');
      throw new Error(`not every packet was dropped: ${received() - before.received} came, ${dropped() - before.dropped} were dropped ${counters}`, { cause: error });
    });
  });
  return received() - before.received;
}

/** Delivers packets in portions; the next when the members have heard the last, and `after` allows it. */
export async function pour(relay: Relay, packets: Iterable<Packet>, after: () => Promise<void>): Promise<void> {
  let portion: Packet[] = [];
  const deliver = async () => {
    relay.inject(...portion);
    portion = [];
    await new Promise((resolve) => { setTimeout(resolve); });
    await after();
  };
  for (const packet of packets) if (portion.push(packet) === AT_ONCE) await deliver();
  await deliver();
}
