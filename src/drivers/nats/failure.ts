import type { PeerixError } from '../../errors.js';

/** Makes a `SIGNALING_FAILED`. */
export type Fail = (message: string, cause?: unknown, hint?: string) => PeerixError;

const REFUSED_CREDENTIALS = [
  'AUTHORIZATION_VIOLATION', 'AUTHENTICATION_EXPIRED', 'AUTHENTICATION_TIMEOUT', 'ACCOUNT_EXPIRED',
  'BAD_AUTHENTICATION', 'BAD_CREDS',
];
const BAD_OPTIONS = ['INVALID_OPTION', 'NOT_FUNC', 'BAD API'];

/** What can go wrong with one place, such as `the NATS server ws://…`, in words. */
export class Failures {
  constructor(readonly place: string, readonly fail: Fail) {}

  /** An attempt of nats.ws to connect: its errors for an absent and a hung server carry no message. */
  connect(error: unknown): PeerixError {
    const { fail, place } = this, code = codeOf(error);
    if (isTyped(error)) return error;
    if (code === 'UNKNOWN_ERROR') {
      return fail(`Cannot reach ${place}.`, error,
        'Check that it runs with its websocket listener on, and that this page may open that address: wss:// from https '
        + 'pages, and the browser\'s permission for a server in the local network.');
    }
    if (code === 'TIMEOUT') {
      return fail(`No answer from ${place}.`, error, 'Check that it is a NATS websocket listener and not overloaded.');
    }
    if (REFUSED_CREDENTIALS.includes(code)) {
      return fail(`Credentials refused by ${place} (${code}).`, error,
        'Check `user` and `pass`, `token` or `authenticator` in the options of NatsDriver.');
    }
    return fail(`Cannot use ${place}: ${messageOf(error)}.`, error);
  }

  lost(cause?: unknown): PeerixError {
    return this.fail(`Lost ${this.place}.`, cause, 'It is tried again until it is back; running calls are not affected.');
  }

  refused(complaint: string, subjects: string): PeerixError {
    return this.fail(`Refused by ${this.place}: ${complaint}.`, undefined,
      `Check that this user may log in, and may publish and subscribe to "${subjects}".`);
  }
}

/** Trying again cannot help. */
export function isFinal(error: unknown): boolean {
  return isTyped(error) || BAD_OPTIONS.includes(codeOf(error));
}

export function messageOf(error: unknown): string {
  return (error instanceof Error && error.message) || codeOf(error) || String(error);
}

function isTyped(error: unknown): error is PeerixError {
  return codeOf(error) === 'SIGNALING_FAILED';
}

function codeOf(error: unknown): string {
  const code = (error as { code?: unknown } | null | undefined)?.code;
  return typeof code === 'string' ? code : '';
}
