import { MAX_NAME_LENGTH, RESERVED } from '../../options.js';
import { utf8 } from '../../signaling/bytes.js';
import { boolean, integer, oneOf, optional, type Parser, read, record, text } from '../../signaling/parse.js';
import { defaultOpening } from '../opening.js';
import { encode, type Encoded } from '../value.js';

/** The channel of requests and answers: no application opens it, and none sees it. */
export const REQUESTS = defaultOpening(`${RESERVED}requests`);

/** Beside the value of a message, in its `info`. A failure's value is its message, what the rest carries means nothing. */
export type Envelope = Ask | Answer | Failure | Cancel;
/** `id` counts up, each side for itself. */
export interface Ask { readonly t: 'ask'; readonly id: number; readonly name: string; readonly isVoid?: boolean | undefined }
export interface Answer { readonly t: 'answer'; readonly id: number; readonly isVoid?: boolean | undefined }
export interface Failure { readonly t: 'fail'; readonly id: number; readonly code: 'NO_RESPONDER' | 'RESPONDER_FAILED' }
export interface Cancel { readonly t: 'cancel'; readonly id: number }

/** What is asked or answered; `isVoid` stands for `undefined`, which no message carries. */
export interface Content { readonly value: Encoded; readonly isVoid: boolean }

/** @throws `BAD_DATA`, `TOO_LARGE` */
export function contentOf(data: unknown): Content {
  return { value: encode(data === undefined ? '' : data, undefined), isVoid: data === undefined };
}

/** UTF-16 units of what a handler threw. */
export const MAX_REASON = 1000;
export const NOTHING = contentOf(undefined);

export function pack(envelope: Envelope, { value, isVoid }: Content): Encoded {
  return { ...value, info: utf8(JSON.stringify(isVoid ? { ...envelope, isVoid } : envelope)) };
}

const id = integer(1, Number.MAX_SAFE_INTEGER);
const isVoid = optional(boolean);
const envelopes: { readonly [t: string]: Parser<Envelope> } = {
  ask: record<Ask>({ t: oneOf('ask'), id, name: text(1, MAX_NAME_LENGTH), isVoid }),
  answer: record<Answer>({ t: oneOf('answer'), id, isVoid }),
  fail: record<Failure>({ t: oneOf('fail'), id, code: oneOf('NO_RESPONDER', 'RESPONDER_FAILED') }),
  cancel: record<Cancel>({ t: oneOf('cancel'), id }),
};
const typed = record({ t: text(0, Infinity) });

/** Undefined when malformed, or of a later version. */
export function parseEnvelope(json: unknown): Envelope | undefined {
  return read((info) => {
    const { t } = typed(info), parse = Object.hasOwn(envelopes, t) ? envelopes[t] : undefined;
    return parse?.(info);
  }, json);
}
