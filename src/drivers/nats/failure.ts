import { PeerixError } from '../../errors.js';

const REFUSED_CREDENTIALS = [
  'AUTHORIZATION_VIOLATION', 'AUTHENTICATION_EXPIRED', 'AUTHENTICATION_TIMEOUT', 'ACCOUNT_EXPIRED',
  'BAD_AUTHENTICATION', 'BAD_CREDS',
];
const BAD_OPTIONS = ['INVALID_OPTION', 'NOT_FUNC', 'BAD API'];

/** Why an attempt of nats.ws to connect failed: its errors for an absent and a hung server carry no message. */
export function connectFailure(error: unknown, place: string): PeerixError {
  if (error instanceof PeerixError) return error;
  const code = codeOf(error);
  if (code === 'UNKNOWN_ERROR') {
    return failure(`Cannot reach ${place}.`, error,
      'Check that it runs with its websocket listener on, and that this page may open that address: wss:// from https '
      + 'pages, and the browser\'s permission for a server in the local network.');
  }
  if (code === 'TIMEOUT') {
    return failure(`No answer from ${place}.`, error, 'Check that it is a NATS websocket listener and not overloaded.');
  }
  if (REFUSED_CREDENTIALS.includes(code)) {
    return failure(`Credentials refused by ${place} (${code}).`, error,
      'Check `user` and `pass`, `token` or `authenticator` in the options of NatsDriver.');
  }
  return failure(`Cannot use ${place}: ${messageOf(error)}.`, error);
}

/** Trying again cannot help. */
export function isFinal(error: unknown): boolean {
  return error instanceof PeerixError || BAD_OPTIONS.includes(codeOf(error));
}

export function lost(place: string, cause?: unknown): PeerixError {
  return failure(`Lost ${place}.`, cause, 'It is tried again until it is back; running calls are not affected.');
}

export function refused(place: string, complaint: string, subjects: string): PeerixError {
  return failure(`Refused by ${place}: ${complaint}.`, undefined,
    `Check that this user may log in, and may publish and subscribe to "${subjects}".`);
}

export function failure(message: string, cause: unknown, hint?: string): PeerixError {
  return new PeerixError('SIGNALING_FAILED', message, { cause, ...(hint !== undefined && { hint }) });
}

export function messageOf(error: unknown): string {
  return (error instanceof Error && error.message) || codeOf(error) || String(error);
}

function codeOf(error: unknown): string {
  const code = (error as { code?: unknown } | null | undefined)?.code;
  return typeof code === 'string' ? code : '';
}
