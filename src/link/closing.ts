import type { Environment } from '../environment.js';

const SETTLED_MS = 50;

/**
 * Closes a connection; one that is only being made, a little later. Chromium takes 500 a page, and never collects one
 * that is closed while news of its transports is on the way to the page: of those closed within 6 ms after the first
 * description or candidate up to a half, of those closed later none (measured with Chromium 156).
 */
export function closeConnection(pc: RTCPeerConnection, environment: Environment, onClosed: () => void): void {
  const close = () => {
    pc.close();
    onClosed();
  };
  const isBeingMade = pc.localDescription !== null && [pc.connectionState, pc.sctp?.state].some((state) => state === 'new' || state === 'connecting');
  if (isBeingMade) environment.setTimeout(close, SETTLED_MS); else close();
}
