import { html, nothing } from 'lit';
import type { PeerixError } from '../../src/index.js';
import type { PeerixRoom } from '../peerix-room/peerix-room.js';
import { failureWords } from '../room/failure-words.js';
import { words } from '../words.js';

/** Why one is not in the room though one asked. */
export function whyOut(room: PeerixRoom | null, problem: PeerixError | undefined): unknown {
  const error = problem ?? room?.failure;
  const sentence = error ? failureWords(error) : room?.state === 'joining' && room.offline ? words.unreachable : undefined;
  return sentence ? html`<p><strong>${sentence.title}</strong> ${sentence.advice}</p>` : nothing;
}
