import type { IceServers, JoinOptions, OpenOptions, PeerOptions, PublishOptions, TrackLimits } from './types/index.js';
import type { DriverLike } from './drivers/driver.js';
import { MemoryDriver } from './drivers/memory.js';
import { badOption, PeerixError } from './errors.js';
import type { Opening, Receive } from './data/opening.js';
import { encodeJsonWithin } from './data/json.js';
import { MAX_CHANNELS, MAX_LABEL_LENGTH, MAX_METADATA_BYTES, MAX_PROTOCOL_LENGTH, MAX_SLOTS } from './signaling/message.js';
import type { Publishing } from './media/publishing.js';

export const DEFAULT_LABEL = 'default';
/** Labels that begin so are the engine's own. */
export const RESERVED = 'peerix:';
/** Of a request, in UTF-16 units. */
export const MAX_NAME_LENGTH = 200;

/** Checked constructor options, with their defaults. */
export interface Settings {
  readonly driver: DriverLike;
  /** Checked, unless it is yet to be asked for. */
  readonly iceServers: RTCIceServer[] | (() => unknown);
  readonly iceTransportPolicy: RTCIceTransportPolicy;
  /** Seconds. */
  readonly connectionTimeout: number;
  readonly reconnectTimeout: number;
  readonly password: string | undefined;
  readonly verify: PeerOptions['verify'];
  /** Including oneself. */
  readonly maxPeers: number;
  readonly log: NonNullable<PeerOptions['log']>;
  readonly RTCPeerConnection: typeof RTCPeerConnection | undefined;
}

/** What is left out has a default; null has none. @throws `BAD_OPTION`, naming the call */
export function checkObject<T>(call: string, options: T): T {
  if (typeof options === 'object' && options !== null) return options;
  throw badOption(`${call} got options that are no object.`, 'Give an object, or leave it out.');
}

/** @throws `BAD_OPTION` */
export function checkPeerOptions(options: PeerOptions): Settings {
  checkObject('new Peer', options);
  return {
    driver: checkDriver(options.driver),
    iceServers: typeof options.iceServers === 'function' ? options.iceServers : checkIceServers(options.iceServers || []),
    iceTransportPolicy: checkPolicy(options.iceTransportPolicy),
    connectionTimeout: checkSeconds('connectionTimeout', options.connectionTimeout, 15),
    reconnectTimeout: checkSeconds('reconnectTimeout', options.reconnectTimeout, 30),
    password: checkPassword(options.password),
    verify: checkVerify(options.verify),
    maxPeers: checkMaxPeers(options.maxPeers),
    log: checkLog(options.log),
    RTCPeerConnection: options.RTCPeerConnection,
  };
}

/** @throws `BAD_OPTION` */
export function checkRoom(options: JoinOptions | undefined): string {
  const room: unknown = options?.room;
  if (typeof room !== 'string' || room === '') {
    throw badOption('join needs a room name.', "Call join({ room: 'some-name' }) with a non-empty string.");
  }
  return room;
}

/** The list within either form. @throws `BAD_OPTION`, naming the server that is wrong */
export function checkIceServers(value: IceServers): RTCIceServer[] {
  const list: unknown = Array.isArray(value) ? value : (value as { iceServers?: unknown } | null)?.iceServers;
  if (!Array.isArray(list)) {
    throw badOption('iceServers is no list of servers.', "Give a list such as [{ urls: 'stun:stun.example.org:3478' }], or { iceServers: [...] }.");
  }
  list.forEach(checkIceServer);
  return list as RTCIceServer[];
}

/** @throws `BAD_OPTION`, `BAD_DATA`, `TOO_LARGE` */
export function checkPublish(input: MediaStream | PublishOptions): Publishing {
  const options: PublishOptions = isStream(input) ? { stream: input } : input;
  if (!isStream(options?.stream)) {
    throw badOption('publish needs a MediaStream.', 'Give publish(stream) what getUserMedia or getDisplayMedia resolved with.');
  }
  if (options.stream.getTracks().length === 0) {
    throw badOption('publish got a stream without tracks.', 'Add a track first; to stop sharing call unpublish({ label }).');
  }
  if (options.metadata !== undefined) encodeJsonWithin(MAX_METADATA_BYTES, options.metadata, 'metadata');
  return {
    label: checkLabel(options.label), stream: options.stream, metadata: options.metadata,
    audio: checkLimits('audio', options.audio), video: checkLimits('video', options.video),
  };
}

/** @throws `BAD_OPTION` */
export function checkOpen(options: OpenOptions = {}): Opening {
  checkObject('open', options);
  const maxRetransmits = checkUnsignedShort('maxRetransmits', options.maxRetransmits);
  const maxPacketLifeTime = checkUnsignedShort('maxPacketLifeTime', options.maxPacketLifeTime);
  if (maxRetransmits !== null && maxPacketLifeTime !== null) {
    throw badOption('open got both maxRetransmits and maxPacketLifeTime.', 'Give one of them.');
  }
  const { ordered = true, protocol = '' } = options;
  if (typeof ordered !== 'boolean') throw badOption('ordered is neither true nor false.', 'Leave it out for an ordered channel.');
  if (typeof protocol !== 'string' || protocol.length > MAX_PROTOCOL_LENGTH) {
    throw badOption(`protocol is no string of up to ${MAX_PROTOCOL_LENGTH} characters.`, 'Leave it out if you use none.');
  }
  const receive = checkReceive(options.receive);
  return { label: checkLabel(options.label), ordered, maxRetransmits, maxPacketLifeTime, protocol, ...(receive !== undefined && { receive }) };
}

function checkReceive(receive: Receive | undefined): Receive | undefined {
  if (receive === undefined || receive === 'accept' || receive === 'ask' || (typeof receive === 'number' && receive >= 0)) return receive;
  throw badOption("receive is neither 'accept' nor 'ask' nor a number of bytes.", 'Leave it out to take up to 256 MiB.');
}

/** What one description can carry. @throws `BAD_OPTION` */
export function checkSlots(shared: ReadonlyMap<string, Publishing>, more: Publishing): void {
  const all = new Map(shared).set(more.label, more);
  const tracks = [...all.values()].reduce((sum, { stream }) => sum + stream.getTracks().length, 0);
  if (tracks > MAX_SLOTS) throw badOption(`publish would share ${tracks} tracks; ${MAX_SLOTS} are allowed.`, 'Call unpublish for what is no longer needed.');
}

/** Beside them `'default'` and the channel of requests open themselves. */
const MAX_LABELS = MAX_CHANNELS - 2;
/** They travel in one packet with the description. */
const MAX_LABELS_BYTES = 40 * 1024;

/** What one description can list. @throws `BAD_OPTION`, `TOO_LARGE` */
export function checkChannels(open: ReadonlyMap<string, Opening>, more: Opening): void {
  const all = new Map(open).set(more.label, more);
  if (all.size > MAX_LABELS) throw badOption(`open got more than ${MAX_LABELS} labels.`, 'Call close for what is no longer needed.');
  encodeJsonWithin(MAX_LABELS_BYTES, [...all.values()], 'The list of open labels');
}

/** @throws `BAD_OPTION` */
export function checkLabel(label: unknown = DEFAULT_LABEL): string {
  if (typeof label === 'string' && label.startsWith(RESERVED)) throw badOption(`label begins with "${RESERVED}".`, 'Choose another one: these are for Peerix itself.');
  if (typeof label === 'string' && label.length >= 1 && label.length <= MAX_LABEL_LENGTH) return label;
  throw badOption(`label is no string of 1 to ${MAX_LABEL_LENGTH} characters.`, `Leave it out for "${DEFAULT_LABEL}".`);
}

/** @throws `BAD_OPTION` */
export function checkName(name: unknown): string {
  if (typeof name === 'string' && name.length >= 1 && name.length <= MAX_NAME_LENGTH) return name;
  throw badOption(`The request's name is no string of 1 to ${MAX_NAME_LENGTH} characters.`, "Give one such as 'add', and what it is about as data.");
}

/** JSON text. @throws `BAD_OPTION`, `TOO_LARGE` */
export function checkMetadata(metadata: unknown): string {
  try {
    return encodeJsonWithin(MAX_METADATA_BYTES, metadata, 'metadata');
  } catch (cause) {
    if (cause instanceof PeerixError && cause.code === 'TOO_LARGE') throw cause;
    const { message, hint } = cause as PeerixError;
    throw new PeerixError('BAD_OPTION', message, { cause, ...(hint !== undefined && { hint }) });
  }
}

/** @throws `BAD_OPTION`, `TOO_LARGE` */
export function checkSource(source: unknown): void {
  if (source !== undefined && typeof source !== 'function') checkMetadata(source);
}

/** @throws `BAD_OPTION` */
export function checkSignal(signal: Partial<AbortSignal> | undefined): void {
  if (signal === undefined || (typeof signal?.aborted === 'boolean' && typeof signal.addEventListener === 'function')) return;
  throw badOption('signal is no AbortSignal.', 'Give controller.signal, or AbortSignal.timeout(ms).');
}

function checkDriver(driver: DriverLike | undefined): DriverLike {
  if (driver === undefined) return new MemoryDriver();
  const isDriver = driver !== null && typeof driver === 'object'
    && (['subscribe', 'unsubscribe', 'publish'] as const).every((method) => typeof driver[method] === 'function');
  if (isDriver) return driver;
  throw badOption('driver is no driver.', 'Give new BroadcastChannelDriver(), new NatsDriver({ servers }), or an object with subscribe, unsubscribe and publish.');
}

function checkPolicy(policy: unknown = 'all'): RTCIceTransportPolicy {
  if (policy === 'all' || policy === 'relay') return policy;
  throw badOption(`iceTransportPolicy is ${JSON.stringify(policy)}.`, "Use 'all' or 'relay'.");
}

/** @throws `BAD_OPTION` */
export function checkSeconds(name: string, value: unknown, fallback: number): number {
  if (value === undefined) return fallback;
  if (typeof value !== 'number' || !(value >= 0)) throw badOption(`${name} is no number of seconds.`, 'Give 0 (never give up) to 3600.');
  if (value > 3600) throw badOption(`${name} is ${value}: seconds, not milliseconds.`, `Did you mean ${value / 1000}?`);
  return value;
}

function checkPassword(password: unknown): string | undefined {
  if (password === undefined || (typeof password === 'string' && password !== '')) return password;
  throw badOption('password is empty or no string.', 'Leave it out for a room without password.');
}

// Anything but a function would protect nobody.
function checkVerify(verify: PeerOptions['verify']): PeerOptions['verify'] {
  if (verify === undefined || typeof verify === 'function') return verify;
  throw badOption('verify is no function.', 'Give a function of the applicant that resolves with true or false.');
}

function checkLog(log: PeerOptions['log'] = () => {}): NonNullable<PeerOptions['log']> {
  if (typeof log === 'function') return log;
  throw badOption('log is no function.', 'Give a function that takes an entry.');
}

function checkMaxPeers(maxPeers: unknown = Infinity): number {
  if (maxPeers === Infinity || (Number.isInteger(maxPeers) && (maxPeers as number) >= 1)) return maxPeers as number;
  throw badOption('maxPeers is no whole number of at least 1.', 'It counts everybody in the room, yourself included; leave it out for no limit.');
}

/** RFC 7064, RFC 7065: host, port, and for TURN a transport. */
const ICE_URL = /^(stuns?:([^\s/?:@]+|\[[\da-f:.]+\])(:\d{1,5})?|turns?:([^\s/?:@]+|\[[\da-f:.]+\])(:\d{1,5})?(\?transport=(udp|tcp))?)$/i;

function checkIceServer(server: unknown, i: number): void {
  const { urls, username, credential } = (server ?? {}) as Partial<Record<keyof RTCIceServer, unknown>>;
  const list: unknown[] = Array.isArray(urls) ? urls : [urls];
  if (list.length === 0 || !list.every((url) => typeof url === 'string' && ICE_URL.test(url))) {
    throw badOption(`iceServers[${i}].urls has no ICE URL.`, "Write it like 'stun:stun.example.org:3478' or 'turn:turn.example.org:3478'.");
  }
  const needsCredential = list.some((url) => /^turns?:/i.test(String(url)));
  if (needsCredential && (typeof username !== 'string' || typeof credential !== 'string')) {
    throw badOption(`iceServers[${i}] is a TURN server without username or credential.`, 'Give both as strings.');
  }
}

const PRIORITIES: readonly RTCPriorityType[] = ['very-low', 'low', 'medium', 'high'];

function checkLimits(name: string, limits: TrackLimits | undefined): TrackLimits | undefined {
  if (limits === undefined) return undefined;
  checkObject(name, limits);
  for (const field of ['maxBitrate', 'maxFramerate', 'scaleResolutionDownBy'] as const) {
    const value = limits[field], least = field === 'scaleResolutionDownBy' ? 1 : 0;
    if (value !== undefined && !(typeof value === 'number' && Number.isFinite(value) && value >= least)) {
      throw badOption(`${name}.${field} is no number of at least ${least}.`, 'Leave it out for no limit.');
    }
  }
  if (limits.priority !== undefined && !PRIORITIES.includes(limits.priority)) {
    throw badOption(`${name}.priority is ${JSON.stringify(limits.priority)}.`, `Use one of ${PRIORITIES.join(', ')}.`);
  }
  const codec: unknown = limits.codec;
  if (codec !== undefined && !(typeof codec === 'string' && /^[\w.-]{1,40}$/.test(codec))) {
    throw badOption(`${name}.codec is no name of a codec.`, "Give one such as 'VP9'; leave it out to let the browsers choose.");
  }
  return limits;
}

function checkUnsignedShort(name: string, value: unknown): number | null {
  if (value === undefined || value === null) return null;
  if (Number.isInteger(value) && (value as number) >= 0 && (value as number) <= 65_535) return value as number;
  throw badOption(`${name} is no whole number from 0 to 65535.`, 'Leave it out for a reliable channel.');
}

// By its methods: a page may hand over a stream of an iframe.
function isStream(value: unknown): value is MediaStream {
  return typeof value === 'object' && value !== null && typeof (value as MediaStream).getTracks === 'function';
}
