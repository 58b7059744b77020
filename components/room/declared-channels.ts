import { PeerixError, type OpenOptions, type Peer } from '../../src/index.js';

interface Declared { readonly kind: string; holders: number }

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
  const entry = known ?? { kind, holders: 0 };
  channels.set(label, entry);
  entry.holders++;
  let isHeld = true;
  return () => {
    if (!isHeld) return;
    isHeld = false;
    if (--entry.holders) return;
    channels.delete(label);
    peer.close({ label });
  };
}

const kindOf = ({ ordered = true, maxRetransmits, maxPacketLifeTime, protocol = '', receive }: OpenOptions): string =>
  JSON.stringify([ordered, maxRetransmits ?? null, maxPacketLifeTime ?? null, protocol, receive ?? null]);

const mismatch = (label: string): PeerixError => new PeerixError('CHANNEL_MISMATCH',
  `Another element declares the channel “${label}” with other options; those hold.`,
  { hint: 'Give both elements the same options, or another label.' });
