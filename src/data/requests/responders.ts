import type { Remote, Unsubscribe } from '../../types/index.js';
import { badOption } from '../../errors.js';
import { checkName } from '../../options.js';

export type Responder = (data: any, context: { readonly remote: Remote; readonly signal: AbortSignal }) => unknown;

/** What I answer, by the request's name; as listeners do, it outlasts every room. */
export class Responders {
  readonly #all = new Map<string, { readonly respond: Responder }>();

  /** @throws `BAD_OPTION`, also where the name has a responder */
  add(name: unknown, respond: Responder): Unsubscribe {
    const checked = checkName(name);
    if (typeof respond !== 'function') throw badOption('respond got no function.', 'Give a function of the data that returns the answer.');
    if (this.#all.has(checked)) {
      throw badOption(`"${checked}" has a responder already.`, 'Call what its respond() returned first: a request has one answer.');
    }
    const entry = { respond };
    this.#all.set(checked, entry);
    return () => { if (this.#all.get(checked) === entry) this.#all.delete(checked); };
  }

  get(name: string): Responder | undefined { return this.#all.get(name)?.respond; }
}
