import { PeerixError, type ErrorCode } from '../../src/index.js';
import type { Sentence } from '../words.js';
import { audioWords } from './words.js';

export const canChooseOutput = (): boolean => 'setSinkId' in HTMLMediaElement.prototype;

/**
 * The id if sound can come out there. A device that was unplugged under a playing element goes unnoticed, so a fresh one
 * is asked. Throws `MEDIA_NOT_FOUND`, `MEDIA_DENIED`, `MEDIA_FAILED`, `UNSUPPORTED`.
 */
export async function usableOutput(id: string): Promise<string> {
  if (!id) return id;
  if (!canChooseOutput()) throw outputError('UNSUPPORTED', audioWords.unsupported);
  await new Audio().setSinkId(id).catch((cause: unknown) => { throw why(cause); });
  return id;
}

function why(cause: unknown): PeerixError {
  const name = cause instanceof DOMException ? cause.name : '';
  if (name === 'NotFoundError') return outputError('MEDIA_NOT_FOUND', audioWords.missing, cause);
  if (name === 'NotAllowedError') return outputError('MEDIA_DENIED', audioWords.denied, cause);
  return outputError('MEDIA_FAILED', audioWords.failed, cause);
}

const outputError = (code: ErrorCode, { title, advice }: Sentence, cause?: unknown): PeerixError =>
  new PeerixError(code, title, { hint: advice, cause });
