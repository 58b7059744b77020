import type { Channel, Label, Outcome, PeerEventMap, SendOptions, Sendable, To } from '../types/index.js';
import type { Emitter } from '../events.js';
import type { Environment } from '../environment.js';
import { PeerixError } from '../errors.js';
import { checkLabel, checkObject, checkSignal, DEFAULT_LABEL } from '../options.js';
import type { RemoteMember } from '../remote.js';
import { toBase64url } from '../signaling/bytes.js';
import { everybody, findRemote, idsOf, remotesOf, type Attendance } from './addressees.js';
import { defaultOpening, isReliable, type Opening } from './opening.js';
import { CHUNK } from './framing.js';
import { Sending } from './sending.js';
import type { Encoded } from './value.js';
import { BLOB, isParcel, pack, sizeOf, type Parcel } from './bulk/parcel.js';

export interface DispatchContext extends Attendance {
  readonly environment: Environment;
  readonly events: Emitter<PeerEventMap>;
  readonly openings: ReadonlyMap<string, Opening>;
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
    this.#options = checkObject('send', options);
    this.#label = checkLabel(options.label satisfies Label<any> | undefined);
    checkSignal(options.signal);
  }

  run(makeId: () => string, data: Sendable): Sending {
    const addressees = this.#addressees();
    const opening = this.#opening();
    const load = pack(data, this.#options.info, this.#context.environment);
    for (const remote of addressees.values()) checkSize(load, remote?.channels.get(this.#label) ?? opening);
    const sending = new Sending(makeId, [...addressees.keys()], sizeOf(load));
    if (isParcel(load)) sending.onSettled(() => load.source.cancel());
    if (!this.#options.signal?.aborted) {
      for (const [remoteId, remote] of addressees) this.#post(sending, remoteId, remote, opening, load);
    }
    return sending.follow(this.#options.signal).begin();
  }

  #post(sending: Sending, id: string, remote: RemoteMember | undefined, opening: Opening | undefined, load: Encoded | Parcel): void {
    let channel = remote?.channels.get(this.#label);
    const delivery = sending.delivery(id, (outcome, why) => { if (remote) this.#report(sending, remote, channel, outcome, why); });
    if (!remote) return delivery.settle('left');
    if (!opening) return delivery.settle('closed');
    if (remote.data.channels.isClosed(this.#label)) {
      if (this.#label !== DEFAULT_LABEL) return delivery.settle('closed');
      remote.data.channels.reopen(this.#label);
    }
    sending.onTakeBack(isParcel(load)
      ? remote.data.transfers.send(opening, sending.id, load, { ...delivery, fail: (cause) => this.#fail(sending, remote, channel, unreadable(cause)) })
      : remote.data.channels.post(opening, load, delivery));
    channel ??= remote.channels.get(this.#label);
  }

  /** By id; undefined stands for one that has left. */
  #addressees(): Map<string, RemoteMember | undefined> {
    const remotes = remotesOf(this.#context, 'send'), { to } = this.#options;
    return new Map(to === undefined ? everybody(remotes) : idsOf(to).map((id) => [id, findRemote(this.#context, id)]));
  }

  /** How the label was opened: by me, or else by any remote. Undefined when it was, and was closed since. */
  #opening(): Opening | undefined {
    const remotes = [...this.#context.remotes?.values() ?? []], label = this.#label;
    const opening = this.#context.openings.get(label) ?? remotes.map(({ channels }) => channels.get(label)).find((channel) => channel);
    if (opening) return opening;
    if (label === DEFAULT_LABEL) return defaultOpening(label);
    if (remotes.some((remote) => remote.data.channels.isClosed(label))) return undefined;
    throw new PeerixError('CHANNEL_CLOSED', `Nobody opened "${this.#label}".`, { hint: `Call open({ label: '${this.#label}' }) first.` });
  }

  #report(sending: Sending, remote: RemoteMember, channel: Channel | undefined, outcome: Outcome, why: string | undefined): void {
    if (!['timeout', 'rejected', 'cancelled', 'closed'].includes(outcome)) return;
    this.#tell(sending, remote, channel, undelivered(this.#label, why ? `${outcome} (${why})` : outcome));
  }

  #fail(sending: Sending, remote: RemoteMember, channel: Channel | undefined, error: PeerixError): void {
    sending.cancel(error);
    this.#tell(sending, remote, channel, error);
  }

  /** Where the remote itself is gone, its own events have told it. */
  #tell(sending: Sending, remote: RemoteMember, channel: Channel | undefined, error: PeerixError): void {
    const { events } = this.#context, label = this.#label;
    whenUnobserved(this.#context, sending, () => {
      if (remote.state === 'closed') return;
      if (channel) events.emit({ name: 'channel:error', remote, channel, label, error });
      else events.emit({ name: 'error', remote, error }); // closed before: there is no channel to speak of
    });
  }
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

function undelivered(label: string, what: string): PeerixError {
  return new PeerixError('CHANNEL_FAILED', `A message on "${label}" was not delivered: ${what}.`, { hint: 'Await send() to see what became of each message.' });
}

// A bad call that nobody awaits has no other home.
function reportUnlessAwaited(context: DispatchContext, sending: Sending, error: unknown): void {
  if (error instanceof PeerixError) whenUnobserved(context, sending, () => context.events.emit({ name: 'error', error }));
}

function whenUnobserved({ environment }: DispatchContext, sending: Sending, report: () => void): void {
  environment.setTimeout(() => { if (!sending.isObserved) report(); }, 0);
}
