import type { CloseReason } from '../types/index.js';
import { PeerixError } from '../errors.js';

/** Why a pair is apart, and what its people can do. */
export interface LinkFailure { readonly reason: CloseReason; readonly hint: string }

/** No session came about. */
export function noRoute(iceServers: readonly RTCIceServer[] = []): LinkFailure {
  const hasRelay = iceServers.some(({ urls }) => [urls].flat().some((url) => /^turns?:/i.test(url)));
  return hasRelay
    ? { reason: 'relay-unreachable', hint: 'Check that the TURN server is reachable and its credentials are valid.' }
    : { reason: 'no-route', hint: 'No TURN server configured: add one to iceServers.' };
}

/** A session that worked ended without a goodbye. */
export function lost(reason: 'crashed' | 'timeout'): LinkFailure {
  return { reason, hint: 'The other side may have crashed or lost its network; it comes back by joining again.' };
}

export function connectionFailed(id: string, { reason, hint }: LinkFailure): PeerixError {
  return new PeerixError('CONNECTION_FAILED', `The connection to ${id} failed: ${reason}.`, { hint });
}

/** Browsers keep closed connections until they collect garbage, and take 500 a page. */
export function peerLimit(cause: unknown): PeerixError {
  if (cause instanceof PeerixError) return cause;
  if (cause instanceof DOMException && cause.name !== 'UnknownError') {
    return new PeerixError('BAD_OPTION', `The browser refused the options of a connection: ${cause.message}`, {
      cause, hint: 'Check iceServers.',
    });
  }
  return new PeerixError('PEER_LIMIT', 'The browser refused another RTCPeerConnection.', {
    cause, hint: 'Leave rooms that are no longer needed, or reload the page.',
  });
}
