import type { PeerixError } from '../../src/index.js';
import { words, type Sentence } from '../words.js';

/** Why one is not in the room, and what to do. */
export function failureWords({ code, message, hint = '' }: PeerixError): Sentence {
  switch (code) {
    case 'ROOM_FULL': return words.full;
    case 'REJECTED': return words.rejected;
    case 'INSECURE_CONTEXT': return words.insecure;
    default: return { title: message, advice: hint };
  }
}

