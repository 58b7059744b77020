import type { Peer, PeerixError, PeerOptions } from '../../src/index.js';

// Global symbols: an injected peer may come from another copy of the library.
const OBSERVE = Symbol.for('peerix.observe');
const REPORT = Symbol.for('peerix.report');

/** What the engine offers to elements only. */
interface Hooks {
  /** Sees every event under each of its names, specific first, and counts as nobody's listener. */
  [OBSERVE](listener: (name: string, event: object) => void): () => void;
  /** Raises an `error` event for a failure that nobody called for. */
  [REPORT]?(error: PeerixError): void;
  /** New options, from the next connection; a new driver and password from the next join. */
  configure(options: PeerOptions): void;
}

const hooks = (peer: Peer): Hooks => peer as unknown as Hooks;

export const observe = (peer: Peer, listener: (name: string, event: object) => void): (() => void) => hooks(peer)[OBSERVE](listener);
/** False where the peer, of an older copy, cannot. */
export function report(peer: Peer, error: PeerixError): boolean {
  hooks(peer)[REPORT]?.(error);
  return REPORT in peer;
}
/** As an `error` event of the peer, where there is one that can. */
export function reportTo(peer: Peer | undefined, error: PeerixError): void { if (!peer || !report(peer, error)) console.error('Peerix:', error); }
export const configure = (peer: Peer, options: PeerOptions): void => hooks(peer).configure(options);
