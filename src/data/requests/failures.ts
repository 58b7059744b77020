import { PeerixError } from '../../errors.js';
import { MAX_REASON, type Failure } from './envelope.js';

export function timedOut(name: string, seconds: number): PeerixError {
  return new PeerixError('TIMEOUT', `"${name}" was not answered within ${seconds} s.`, { hint: 'Ask again, or give a longer timeout.' });
}

/** `how` it went: `left`, or the connection was given up or its channel closed. */
export function parted(id: string, how: 'left' | 'closed'): PeerixError {
  const what = how === 'left' ? `The remote "${id}" left` : `The connection with "${id}" ended`;
  return new PeerixError('CHANNEL_CLOSED', `${what} before it answered.`, { hint: 'Ask somebody else, or ask again when it is back.' });
}

export function overtaken(): PeerixError {
  return new PeerixError('ABORTED', 'leave() came before the answer.', { hint: 'Join again and ask again.' });
}

/** For the responder's signal. */
export function unwanted(): PeerixError {
  return new PeerixError('ABORTED', 'Nobody waits for this answer any more.', { hint: 'Stop working on it.' });
}

/** As the other side said; `reason` is what a stranger sent. */
export function failedThere({ code }: Failure, name: string, reason: unknown): PeerixError {
  if (code === 'NO_RESPONDER') {
    return new PeerixError(code, `Nobody there responds to "${name}".`, { hint: `Call respond('${name}', …) there before it is asked.` });
  }
  const said = typeof reason === 'string' && reason.slice(0, MAX_REASON);
  return new PeerixError(code, said || `The responder of "${name}" failed.`, { hint: `See what the responder of "${name}" does there.` });
}

/** What the responder's handler returned cannot travel. */
export function badAnswer(name: string, cause: PeerixError): PeerixError {
  const { code, message, hint } = cause;
  return new PeerixError(code, `The answer to "${name}" cannot be sent: ${message}`, { cause, ...(hint !== undefined && { hint }) });
}
