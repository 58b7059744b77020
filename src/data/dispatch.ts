import type { Label, Outcome, PeerEventMap, SendOptions, Sendable, To } from '../types/index.js';
import type { Emitter } from '../events.js';
import type { Environment } from '../environment.js';
import { badOption, PeerixError } from '../errors.js';
import { checkLabel, checkSignal, DEFAULT_LABEL } from '../options.js';
import type { RemoteMember } from '../remote.js';
import { toBase64url } from '../signaling/bytes.js';
import { defaultOpening, isReliable, type Opening } from './opening.js';
import { CHUNK } from './framing.js';
import { Sending } from './sending.js';
import type { Encoded } from './value.js';
import { BLOB, isParcel, pack, sizeOf, type Parcel } from './bulk/parcel.js';

export interface DispatchContext {
  readonly environment: Environment;
  readonly events: Emitter<PeerEventMap>;
  readonly openings: ReadonlyMap<string, Opening>;
  /** Undefined while idle. */
  readonly remotes: ReadonlyMap<string, RemoteMember> | undefined;
  /** The id was a remote in this stay. */
  hasSeen(id: string): boolean;
}

type Options = SendOptions & { readonly to?: To };

/** Sends one value to its addressees. A bad call rejects; whatever the network does ends in the report. */
export function dispatch(context: DispatchContext, data: Sendable, options: Options = {}): Sending {
  const makeId = () => toBase64url(context.environment.crypto.getRandomValues(new Uint8Array(12)));
  try {
    return new Dispatch(context, options).run(makeId, data);
  } catch (error) {
    const sending = new Sending(makeId, [], 0).fail(error);
    reportUnlessAwaited(context, sending, error);
    return sending;
  }
}

class Dispatch {
  readonly #context: DispatchContext;
  readonly #options: Options;
  readonly #label: string;

  constructor(context: DispatchContext, options: Options) {
    this.#context = context;
    this.#options = options;
    this.#label = checkLabel(options.label satisfies Label<any> | undefined);
    checkSignal(options.signal);
  }

  run(makeId: () => string, data: Sendable): Sending {
    const addressees = this.#addressees();
    const opening = this.#opening();
    const load = pack(data, this.#options.info);
    for (const remote of addressees.values()) checkSize(load, remote?.channels.get(this.#label) ?? opening);
    const sending = new Sending(makeId, [...addressees.keys()], sizeOf(load));
    if (isParcel(load)) sending.onSettled(() => load.source.cancel());
    if (!this.#options.signal?.aborted) {
      for (const [remoteId, remote] of addressees) this.#post(sending, remoteId, remote, opening, load);
    }
    return sending.follow(this.#options.signal).begin();
  }

  #post(sending: Sending, id: string, remote: RemoteMember | undefined, opening: Opening | undefined, load: Encoded | Parcel): void {
    const delivery = sending.delivery(id, (outcome, why) => { if (remote) this.#report(sending, remote, outcome, why); });
    if (!remote) return delivery.settle('left');
    if (!opening) return delivery.settle('closed');
    if (remote.labelled.isClosed(this.#label)) {
      if (this.#label !== DEFAULT_LABEL) return delivery.settle('closed');
      remote.labelled.reopen(this.#label);
    }
    sending.onTakeBack(isParcel(load)
      ? remote.transfers.send(opening, sending.id, load, { ...delivery, fail: (error) => sending.cancel(unreadable(error)) })
      : remote.labelled.post(opening, load, delivery));
  }

  /** By id; undefined stands for one that has left. */
  #addressees(): Map<string, RemoteMember | undefined> {
    const { remotes } = this.#context;
    if (!remotes) throw new PeerixError('NOT_JOINED', 'send needs a room.', { hint: 'Await join({ room }) first.' });
    const { to } = this.#options;
    if (to === undefined) return new Map([...remotes].filter(([, { state }]) => state === 'connected' || state === 'disconnected'));
    return new Map(idsOf(to).map((id) => [id, this.#find(remotes, id)]));
  }

  #find(remotes: ReadonlyMap<string, RemoteMember>, id: string): RemoteMember | undefined {
    const remote = remotes.get(id);
    if (remote || this.#context.hasSeen(id)) return remote;
    throw new PeerixError('UNKNOWN_PEER', `No remote "${id}" was ever in this room.`, { hint: 'Take ids from peer.remotes or from events.' });
  }

  /** How the label was opened: by me, or else by any remote. Undefined when it was, and was closed since. */
  #opening(): Opening | undefined {
    const remotes = [...this.#context.remotes?.values() ?? []], label = this.#label;
    const opening = this.#context.openings.get(label) ?? remotes.map(({ channels }) => channels.get(label)).find((channel) => channel);
    if (opening) return opening;
    if (label === DEFAULT_LABEL) return defaultOpening(label);
    if (remotes.some((remote) => remote.labelled.isClosed(label))) return undefined;
    throw new PeerixError('CHANNEL_CLOSED', `Nobody opened "${this.#label}".`, { hint: `Call open({ label: '${this.#label}' }) first.` });
  }

  #report(sending: Sending, remote: RemoteMember, outcome: Outcome, why = ''): void {
    if (outcome !== 'timeout' && outcome !== 'rejected') return;
    const channel = remote.channels.get(this.#label);
    if (!channel) return;
    whenUnobserved(this.#context, sending, () => this.#context.events.emit({
      name: 'channel:error', remote, channel, label: this.#label,
      error: new PeerixError('CHANNEL_FAILED', `A message on "${this.#label}" was not delivered: ${outcome}${why && ` (${why})`}.`, { hint: 'Await send() to see what became of each message.' }),
    }));
  }
}

function idsOf(to: To): string[] {
  const list: unknown[] = typeof to === 'object' && to !== null && Symbol.iterator in to ? [...to] : [to];
  return list.map((item) => {
    const id: unknown = typeof item === 'object' && item !== null ? (item as { id?: unknown }).id : item;
    if (typeof id === 'string') return id;
    throw badOption('to is neither an id nor a remote.', 'Give remote.id, a Remote, or several of them.');
  });
}

function checkSize(load: Encoded | Parcel, opening: Opening | undefined): void {
  const size = sizeOf(load) ?? 0;
  if (!opening || isReliable(opening) || (!isParcel(load) && size + load.info.length <= CHUNK)) return;
  if (isParcel(load) && load.kind >= BLOB) {
    throw new PeerixError('BAD_DATA', 'An unreliable channel takes no Blob, File or stream.', { hint: 'Send its bytes, or use a reliable channel.' });
  }
  throw new PeerixError('TOO_LARGE', `The message has ${size} bytes; an unreliable channel takes ${CHUNK}.`, {
    hint: 'Send it in parts, or on a reliable channel.',
  });
}

function unreadable(cause: unknown): PeerixError {
  if (cause instanceof PeerixError) return cause;
  return new PeerixError('BAD_DATA', 'What is being sent could not be read to its end.', { cause, hint: 'A file may have changed, or a stream failed: send it anew.' });
}

// A bad call that nobody awaits has no other home.
function reportUnlessAwaited(context: DispatchContext, sending: Sending, error: unknown): void {
  if (error instanceof PeerixError) whenUnobserved(context, sending, () => context.events.emit({ name: 'error', error }));
}

function whenUnobserved({ environment }: DispatchContext, sending: Sending, report: () => void): void {
  environment.setTimeout(() => { if (!sending.isObserved) report(); }, 0);
}
