import type { Peer, Remote } from '../../../src/index.js';

/** A responder that answers when told to. */
export function slow(peer: Peer, name: string) {
  const calls: { readonly data: any; readonly remote: Remote; readonly signal: AbortSignal; answer(value?: unknown): void }[] = [];
  peer.respond(name, (data, { remote, signal }) => new Promise((answer) => { calls.push({ data, remote, signal, answer }); }));
  return calls;
}

/** What became of each: its answer or the code of its failure. */
export const outcomes = (all: ReadonlyMap<string, PromiseSettledResult<any>>) => {
  return Object.fromEntries([...all].map(([id, outcome]) => [id, outcome.status === 'fulfilled' ? outcome.value : outcome.reason.code]));
};
