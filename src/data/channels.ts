import type { Channel, SendOptions, Sendable, Transfer } from '../types/index.js';
import type { Timers } from '../environment.js';
import type { PeerixError } from '../errors.js';
import type { ControlMessage } from '../link/control.js';
import type { Session } from '../link/session.js';
import { MAX_CHANNELS, parseChannelSpec, type ChannelSpec } from '../signaling/message.js';
import { Acks } from './acks.js';
import { Store } from './assembly.js';
import { LabelChannel, type LabelChannelHost } from './channel.js';
import type { ChannelsHost } from './host.js';
import { areAlike, channelMismatch, type Opening } from './opening.js';
import { Budget, type Delivery } from './outbox.js';
import { parseResume, type Resume } from './resume.js';
import { Shown } from './shown.js';
import { Streams } from './streams.js';
import { Turns } from './turns.js';
import { ANNOUNCEMENT, type Decoded, type Encoded } from './value.js';

/**
 * The labelled channels with one remote. Offer and answer list what each side wants; later ones are opened in control.
 * What each has of the other outlives every connection.
 */
export class Channels implements LabelChannelHost {
  readonly budget = new Budget();
  readonly store = new Store();
  readonly #host: ChannelsHost;
  readonly #all = new Map<string, LabelChannel>();
  /** Closed for the pair, by whichever side, until one opens it again. */
  readonly #turns = new Turns();
  readonly #streams = new Streams(this.#all);
  readonly #shown: Shown;
  readonly #acks: Acks;
  #outcome: 'left' | 'closed' | undefined;
  #isUp = false;
  #hasBeenUp = false;
  #isResumed = false;

  constructor(host: ChannelsHost) {
    this.#host = host;
    this.#shown = new Shown((event) => host.emit(event));
    this.#acks = new Acks(host.timers, (id, list) => this.#say({ t: 'ack', id, list: this.#streams.find(id)?.ordered ? list.slice(-1) : list }));
  }

  get all(): ReadonlyMap<string, Channel> { return this.#all; }
  get timers(): Timers { return this.#host.timers; }
  get isUp(): boolean { return this.#isUp; }
  get isResumed(): boolean { return this.#isResumed; }
  /** Messages may have been counted. */
  get hasBeenUp(): boolean { return this.#hasBeenUp; }

  // ── the link ──

  /** A new connection carries them; nothing is open on it yet. */
  begin(session: Session): void {
    this.suspend();
    // What was asked for on a connection that never came up is asked for again.
    for (const channel of this.#all.values()) if (!this.#shown.has(channel) && channel.isIdle) this.#all.delete(channel.label);
    this.#streams.begin(session);
  }

  /** What I want or adopted, as far as my first description takes it; each gets its data channel here. */
  describe(): ChannelSpec[] {
    for (const opening of this.#wanted()) this.#get(opening);
    for (const channel of this.#all.values()) if (channel.id === undefined && this.#streams.carried.length < MAX_CHANNELS) this.#streams.carry(channel);
    return this.#streams.carried.map((channel) => channel.spec(channel.id!));
  }

  /** What the other side's first description lists. */
  adopt(specs: readonly ChannelSpec[]): void { for (const spec of specs) this.#adopt(spec); }

  /** Both ends are proved: each has what both descriptions listed. Of who never sent anything the other side has nothing. */
  up(): void {
    if (!this.#streams.session) return;
    this.#isUp = true;
    this.#isResumed ||= !this.#hasBeenUp;
    this.#hasBeenUp = true;
    this.#say({ t: 'resume', next: Object.fromEntries([...this.#all].map(([label, { next }]) => [label, next])), turns: this.#turns, shares: this.#host.shares() });
    this.#begin((channel) => channel.confirm());
  }

  /** The connection is gone, the pair is not. */
  suspend(): void {
    this.#isUp = this.#isResumed = false;
    this.#acks.clear();
    for (const channel of this.#all.values()) channel.detach();
  }

  end(outcome: 'left' | 'closed'): void {
    this.#isUp = false;
    this.#outcome = outcome;
    this.#streams.end();
    for (const channel of [...this.#all.values()]) this.#remove(channel, outcome);
  }

  // ── what I want ──

  /** Opens what should be open and is not. */
  reconcile(): void {
    if (!this.#isUp) return;
    for (const opening of this.#wanted()) this.#get(opening);
    for (const channel of this.#all.values()) if (channel.id === undefined) this.#announce(channel);
  }

  /** Asked for anew: a label that was closed for the pair is wanted again. */
  reopen(label: string): void {
    const wasClosed = this.#turns.open(label), wanted = this.#host.openings.get(label), known = this.#all.get(label);
    if (wasClosed && known) this.#lose(known); // they closed it, and its stream has yet to end
    else if (wanted && known && !areAlike(wanted, known)) this.#mismatch(label);
    this.reconcile();
  }

  close(label: string): void {
    const channel = this.#all.get(label);
    this.#turns.close(label);
    if (!channel) return;
    if (channel.id !== undefined) this.#sayClosed(label, channel.id, channel.isInUse);
    this.#streams.give(channel);
    channel.end('closed'); // first: what I end is no failure
    this.#host.onClosed(label);
    this.#remove(channel);
  }

  isClosed(label: string): boolean { return this.#turns.isClosed(label); }

  /** What was posted in this task goes now. */
  flush(): void { for (const channel of this.#all.values()) channel.flush(); }

  /** Queues a message; the channel opens for it if it is not there. The returned function takes it back; false: nothing of it was sent. */
  post(opening: Opening, value: Encoded, delivery: Delivery): () => boolean {
    if (this.#outcome) {
      delivery.settle(this.#outcome); // a listener sends to the one who is going
      return () => false;
    }
    if (value.type !== ANNOUNCEMENT) this.#host.onSaid();
    const channel = this.#get(opening), takeBack = channel.post(value, delivery);
    if (channel.id === undefined) this.reconcile();
    return takeBack;
  }

  // ── control messages ──

  onOpenMessage(message: ControlMessage): void {
    const spec = parseChannelSpec(message);
    if (!spec || !this.#streams.areTheirs(spec.id)) return this.#host.onViolation('open');
    const wasClosed = this.#turns.open(spec.label), known = this.#all.get(spec.label);
    // What was closed and is opened anew, and not the loser of a glare whose data on the winner overtook its word.
    if (wasClosed && known?.isConfirmed && known.id !== spec.id) this.#lose(known);
    const channel = this.#adopt(spec);
    if (!channel) return;
    this.#shown.show(channel);
    this.#say({ t: 'opened', label: spec.label, id: spec.id });
    channel.confirm();
  }

  onOpenedMessage({ label, id }: ControlMessage): void {
    const channel = this.#streams.find(id);
    if (channel && channel.label === label) channel.confirm();
    else if (typeof label === 'string' && typeof id === 'number') this.#sayClosed(label, id, false); // gone when it was adopted
  }

  // An open data channel closes by its own stream reset, after what was sent before it. One that was never open sent
  // nothing, and its reset may have come before there was anything here to be reset.
  onCloseMessage({ label, id, wasOpen }: ControlMessage): void {
    const channel = this.#streams.find(id);
    if (!channel || channel.label !== label) return;
    this.#turns.close(channel.label);
    if (!wasOpen || !channel.isListening) this.#lose(channel);
  }

  /** What the other side has of each label; everything after that is sent again. */
  onResumeMessage(message: ControlMessage): void {
    const resume = parseResume(message);
    if (!resume) return this.#host.onViolation('resume');
    const reopened = this.#turns.learn(resume.turns);
    if (!this.#isResumed) this.#resume(resume, reopened);
    this.#begin();
  }

  onAckMessage({ id, list }: ControlMessage): void {
    if (!Array.isArray(list) || list.length > 4096 || !list.every(Number.isSafeInteger)) return this.#host.onViolation('ack');
    this.#streams.find(id)?.acknowledge(list);
    this.pump();
  }

  // ── LabelChannelHost ──

  send(data: Sendable, options: SendOptions): Transfer { return this.#host.send(data, options); }
  onTraffic(): void { this.#streams.session?.liveness.heard(); }
  onOpen(channel: LabelChannel): void { this.#shown.open(channel); }
  onMessage(channel: LabelChannel, message: Decoded): void {
    this.#host.onSaid();
    this.#shown.message(channel, message);
  }
  onAnnouncement(channel: LabelChannel, value: Encoded): void { this.#host.onAnnouncement(channel, value); }
  onAcknowledge(channel: LabelChannel, list: readonly number[]): void { this.#acks.add(channel, list); }
  takeAck({ id }: LabelChannel): number | undefined { return id === undefined ? undefined : this.#acks.take(id); }
  /** What one label leaves of the budget is for the others. */
  pump(): void { for (const channel of this.#all.values()) channel.pump(); }
  onViolation(channel: LabelChannel): void { this.#host.onViolation(`data on ${channel.id}`); }
  onError(channel: LabelChannel, error: PeerixError): void { if (this.#isUp) this.#shown.error(channel, error); }
  onEnded(channel: LabelChannel): void {
    if (!this.#isUp || this.#all.get(channel.label) !== channel) return;
    this.#turns.close(channel.label);
    this.#lose(channel);
  }

  // ── inside ──

  #wanted(): Opening[] { return [...this.#host.openings.values()].filter(({ label }) => !this.isClosed(label)); }

  /** What was closed meanwhile, by whichever side, goes; the rest begins. A listener of one may close another, or leave. */
  #begin(confirm: (channel: LabelChannel) => void = () => {}): void {
    if (!this.#isUp) return;
    const { carried } = this.#streams;
    const steps: ((channel: LabelChannel) => void)[] = [
      (channel) => { if (!this.isClosed(channel.label)) this.#shown.show(channel); else if (this.#isResumed) this.#lose(channel); },
      confirm,
      (channel) => channel.release(),
    ];
    for (const step of steps) for (const channel of carried) if (this.#all.get(channel.label) === channel) step(channel);
    this.reconcile();
  }

  /** What they have of a label that I closed and opened again since is of the one before; and so is mine of what they did. */
  #resume({ next, turns }: Resume, reopened: readonly string[]): void {
    this.#isResumed = true;
    for (const label of reopened) this.#renew(this.#all.get(label));
    for (const channel of [...this.#all.values()]) {
      const { label } = channel, isOfThis = (turns.get(label) ?? 0) === this.#turns.count(label);
      if (this.#all.get(label) === channel) channel.resume(isOfThis ? next.get(label) ?? 1 : 1);
    }
  }

  #renew(channel: LabelChannel | undefined): void {
    if (channel?.state !== 'open') return;
    this.#shown.hide(channel);
    this.#host.onClosed(channel.label);
    channel.renew();
    if (this.#all.get(channel.label) === channel) this.#shown.show(channel);
  }

  #get(opening: Opening): LabelChannel {
    const channel = this.#all.get(opening.label) ?? new LabelChannel(opening, this);
    this.#all.set(opening.label, channel);
    return channel;
  }

  #adopt(spec: ChannelSpec): LabelChannel | undefined {
    const known = this.#all.get(spec.label);
    if (!this.#streams.session || (!known && this.#all.size >= MAX_CHANNELS)) return undefined;
    if (known?.id === spec.id) return known;
    return this.#streams.allows(spec, known) ? this.#take(spec, known) : undefined;
  }

  #take(spec: ChannelSpec, known: LabelChannel | undefined): LabelChannel {
    const wanted = this.#host.openings.get(spec.label);
    if (wanted && !areAlike(wanted, spec)) this.#mismatch(spec.label);
    if (known && !areAlike(known, spec)) this.#lose(known);
    const channel = this.#get(spec);
    this.#streams.adopt(channel, spec.id);
    return channel;
  }

  #announce(channel: LabelChannel): void {
    if (!this.#streams.carry(channel) || channel.id === undefined) return;
    this.#shown.show(channel);
    this.#say({ t: 'open', ...channel.spec(channel.id) });
  }

  /** Not by me, or while we were apart. */
  #lose(channel: LabelChannel): void {
    this.#all.delete(channel.label);
    this.#host.onClosed(channel.label);
    this.#remove(channel);
  }

  #remove(channel: LabelChannel, outcome: 'left' | 'closed' = 'closed'): void {
    this.#streams.give(channel);
    if (this.#all.get(channel.label) === channel) this.#all.delete(channel.label); // a listener may have opened it anew
    channel.end(outcome);
    this.#shown.hide(channel);
    this.pump();
  }

  #sayClosed(label: string, id: number, wasOpen: boolean): void { this.#say({ t: 'close', label, id, wasOpen }); }

  #say(message: ControlMessage): void { this.#streams.session?.control.send(message); }
  #mismatch(label: string): void { this.#host.emit({ name: 'error', error: channelMismatch(label) }); }
}
