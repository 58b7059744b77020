/** Why something failed. Stable: programs may switch on it. */
export type ErrorCode =
  // your call
  | 'BAD_OPTION' | 'BAD_DATA' | 'TOO_LARGE' | 'ALREADY_JOINED' | 'NOT_JOINED' | 'UNKNOWN_PEER' | 'CHANNEL_CLOSED'
  | 'ABORTED' | 'TIMEOUT' | 'NO_RESPONDER' | 'RESPONDER_FAILED'
  // the place
  | 'INSECURE_CONTEXT' | 'UNSUPPORTED' | 'PEER_LIMIT'
  // the room
  | 'REJECTED' | 'ROOM_FULL' | 'VERIFY_FAILED'
  // the network
  | 'SIGNALING_FAILED' | 'ICE_SERVERS_FAILED' | 'CONNECTION_FAILED' | 'NEGOTIATION_FAILED' | 'CHANNEL_FAILED' | 'CHANNEL_MISMATCH'
  // devices (elements)
  | 'MEDIA_DENIED' | 'MEDIA_NOT_FOUND' | 'MEDIA_IN_USE' | 'MEDIA_FAILED';

const NAMES: Partial<Record<ErrorCode, string>> = { ABORTED: 'AbortError', TIMEOUT: 'TimeoutError' };

/**
 * Every failure of Peerix. A call that fails rejects or throws one and emits nothing; what nobody called for is an
 * `error` event. An `error` event without any listener goes to `console.error`.
 */
export class PeerixError extends Error {
  override readonly name: string;
  /** What to do next, in one sentence. */
  readonly hint?: string;

  constructor(readonly code: ErrorCode, message: string, options: { hint?: string; cause?: unknown } = {}) {
    super(message, 'cause' in options ? { cause: options.cause } : undefined);
    this.name = NAMES[code] ?? 'PeerixError';
    if (options.hint !== undefined) this.hint = options.hint;
  }
}

export function badOption(message: string, hint: string): PeerixError {
  return new PeerixError('BAD_OPTION', message, { hint });
}

/** What a log may tell of any error: messages of browsers can quote descriptions and addresses. */
export function nameOf(error: unknown): string { return error instanceof Error ? error.name : typeof error; }
