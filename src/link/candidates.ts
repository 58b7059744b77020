import type { Timers } from '../environment.js';
import { MAX_CANDIDATES, type Candidate } from '../signaling/message.js';

// Browsers offer TCP candidates that only connect outward: two such ends never meet.
function isUseful(candidate: RTCIceCandidate): boolean {
  return candidate.candidate !== '' && candidate.tcpType !== 'active' && !/ tcptype active/.test(candidate.candidate);
}

function plain({ candidate, sdpMid, sdpMLineIndex, usernameFragment }: RTCIceCandidate): Candidate {
  return { candidate, sdpMid, sdpMLineIndex, usernameFragment: usernameFragment ?? null };
}

/** Trickles a connection's candidates (RFC 8838) in batches: all that come in one macrotask travel together. */
export function batchCandidates(pc: RTCPeerConnection, timers: Timers, send: (batch: Candidate[]) => void): void {
  let batch: Candidate[] = [];
  pc.addEventListener('icecandidate', ({ candidate }) => {
    if (!candidate || !isUseful(candidate)) return;
    if (batch.length === 0) {
      timers.after(0, () => {
        for (let i = 0; i < batch.length; i += MAX_CANDIDATES) send(batch.slice(i, i + MAX_CANDIDATES));
        batch = [];
      });
    }
    batch.push(plain(candidate));
  });
}
