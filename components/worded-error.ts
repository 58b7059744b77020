import { PeerixError, type ErrorCode } from '../src/index.js';
import type { Sentence } from './words.js';

const sentences = new WeakMap<PeerixError, () => Sentence>();

/** An error whose sentence follows the language of the page for as long as it is shown. */
export function wordedError(code: ErrorCode, sentence: () => Sentence, options?: { readonly cause: unknown }): PeerixError {
  const { title, advice } = sentence();
  const error = new PeerixError(code, title, { hint: advice, ...options });
  sentences.set(error, sentence);
  return error;
}

export const sentenceOf = (error: PeerixError): Sentence =>
  sentences.get(error)?.() ?? { title: error.message, advice: error.hint ?? '' };
