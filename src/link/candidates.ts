import type { Timers } from '../environment.js';
import { MAX_CANDIDATES, type Candidate } from '../signaling/message.js';

// Browsers offer TCP candidates that only connect outward: two such ends never meet.
function isUseful(candidate: RTCIceCandidate): boolean {
  return candidate.candidate !== '' && candidate.tcpType !== 'active' && !/ tcptype active/.test(candidate.candidate);
}

function plain({ candidate, sdpMid, sdpMLineIndex, usernameFragment }: RTCIceCandidate): Candidate {
  return { candidate, sdpMid, sdpMLineIndex, usernameFragment: usernameFragment ?? null };
}

/** After the first batch, which most often suffices, candidates may wait for each other. */
const LATER_MS = 50;

/** Trickles a connection's candidates (RFC 8838) in batches: all of the first macrotask, then whatever 50 ms bring. */
export function batchCandidates(pc: RTCPeerConnection, timers: Timers, send: (batch: Candidate[]) => void): void {
  const batch: Candidate[] = [];
  let wait = 0;
  const flush = () => {
    wait = LATER_MS;
    for (const ready = batch.splice(0); ready.length;) send(ready.splice(0, MAX_CANDIDATES));
  };
  pc.addEventListener('icecandidate', ({ candidate }) => {
    if (!candidate || !isUseful(candidate)) return;
    if (batch.push(plain(candidate)) === 1) timers.after(wait, flush);
  });
}
