import type { Peer } from '../../../../src/index.js';
import { within } from '../waiting.js';

const TIMEOUT_MS = 60_000;

/** The first Blob that comes to this one. */
export function nextBlob(peer: Peer): Promise<Blob> {
  return within(TIMEOUT_MS, () => 'no Blob', (resolve) => {
    peer.on('channel:message', ({ data }) => { if (data instanceof Blob) resolve(data); });
  });
}
