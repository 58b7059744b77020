import { PeerixError, type OpenOptions, type Peer } from '../../src/index.js';
import { reportTo } from '../peerix-room/hooks.js';

interface Declared { readonly kind: string; holders: number; readonly waiting: Set<() => void> }

const declared = new WeakMap<Peer, Map<string, Declared>>();

/**
 * Opens a channel for an element; returns how to let go of it. Elements that declare the same label share it, and the
 * last that lets go closes it. Throws what `Peer.open` throws, and `CHANNEL_MISMATCH` where another element holds the
 * label with other options.
 */
export function declareChannel(peer: Peer, options: OpenOptions & { readonly label: string }): () => void {
  const { label } = options;
  const channels = declared.get(peer) ?? new Map<string, Declared>();
  const kind = kindOf(options);
  const known = channels.get(label);
  if (known && known.kind !== kind) throw mismatch(label);
  peer.open(options);
  declared.set(peer, channels);
  const entry = known ?? { kind, holders: 0, waiting: new Set() };
  channels.set(label, entry);
  entry.holders++;
  let isHeld = true;
  return () => {
    if (!isHeld) return;
    isHeld = false;
    if (--entry.holders) return;
    channels.delete(label);
    peer.close({ label });
    for (const retry of entry.waiting) retry();
  };
}

/**
 * For whoever could not declare one of these labels: reports why, unless that is over in a moment, for elements change
 * together; and retries when an element that held one with other options lets go. Returns how to give it up.
 */
export function whenFree(peer: Peer, labels: readonly string[], error: PeerixError, retry: () => void): () => void {
  const entries = error.code === 'CHANNEL_MISMATCH' ? labels.flatMap((label) => declared.get(peer)?.get(label) ?? []) : [];
  let isOver = false;
  const giveUp = (): void => {
    isOver = true;
    for (const { waiting } of entries) waiting.delete(again);
  };
  const again = (): void => {
    giveUp();
    retry();
  };
  for (const { waiting } of entries) waiting.add(again);
  queueMicrotask(() => { if (!isOver) reportTo(peer, error); });
  return giveUp;
}

const kindOf = ({ ordered = true, maxRetransmits, maxPacketLifeTime, protocol = '', receive }: OpenOptions): string =>
  JSON.stringify([ordered, maxRetransmits ?? null, maxPacketLifeTime ?? null, protocol, receive ?? null]);

const mismatch = (label: string): PeerixError => new PeerixError('CHANNEL_MISMATCH',
  `Another element declares the channel “${label}” with other options; those hold.`,
  { hint: 'Give both elements the same options, or another label.' });
