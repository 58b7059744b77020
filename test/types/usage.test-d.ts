// What users write, and what must not compile. Checked as contract.test-d.ts is. Nothing here runs.
import { BroadcastChannelDriver, Driver, MemoryDriver, NatsDriver, Peer, PeerixError } from '../../src/index.js';
import type { DriverHandler, DriverLike, PeerEvent, PeerOptions, Remote, Report } from '../../src/index.js';
import type { NatsConnection as CoreConnection } from '@nats-io/nats-core';
import type { NatsConnection } from 'nats.ws';
import {
  addWords, type PeerixChat, type PeerixDataChannel, type PeerixFiles, type PeerixInvite, type PeerixLocalMedia, type PeerixPeers,
  type PeerixPrejoin, type PeerixRoom, type Words,
} from '../../components/elements.js';

interface Point { x: number; y: number }
interface App {
  metadata: { name: string };
  messages: { default: string; chat: string; cursor: Point };
  requests: { add(pair: { a: number; b: number }): number };
}
declare const stream: MediaStream;
declare const remote: Remote<App>;
declare function show(...things: unknown[]): void;

export async function untyped() {
  const peer = new Peer({ driver: new BroadcastChannelDriver('my-app-channel') });
  const stop: () => void = peer.on('connection', ({ remote: other, state }) => show(other.id, state));
  peer.on('error', ({ error }) => show(error.code, error.hint));
  peer.on('connection:connected', ({ name, previous }) => show(name satisfies 'connection:connected', previous === 'connecting'));
  peer.on('channel:message', ({ label, data, info }) => show(label.length, data, info));
  peer.once('stream:add', (event) => show(event.stream.getTracks(), event.metadata.anything), { signal: AbortSignal.timeout(1) });
  await peer.join({ room: 'room-id', metadata: { name: 'Ann', colour: 'red' } });
  peer.publish(stream);
  peer.publish({ stream, label: 'screen', video: { maxBitrate: 1_000_000 } });
  peer.open({ label: 'chat', ordered: false, maxRetransmits: 0 });
  peer.open();
  peer.send('anything');
  peer.send(new Uint8Array(3), { label: 'chat', to: [...peer.remotes.keys()] });
  await peer.setMetadata((id) => ({ name: id }));
  peer.unpublish({ label: 'screen' });
  peer.close({ label: 'chat' });
  stop();
  await peer.leave();
}

export async function typed() {
  await using peer = new Peer<App>({ driver: new MemoryDriver('test'), iceServers: async () => ({ iceServers: [] }) });
  peer.on('channel:message', (event) => {
    if (event.label === 'cursor') show(event.data.x);
    if (event.label === 'chat') show(event.data.toUpperCase());
  });
  peer.on('channel', (event) => {
    if (event.name === 'channel:error') show(event.error.code);
  });
  const report: Report = await peer.send({ x: 1, y: 2 }, { label: 'cursor', to: remote });
  show(report.ok, [...report.values()]);
  const transfer = peer.send('hello');
  for await (const { sent, total } of transfer) show(sent, total);
  transfer.cancel('changed my mind');
  const three: number = await peer.request('add', { a: 1, b: 2 }, { to: remote });
  const all: ReadonlyMap<string, PromiseSettledResult<number>> = await peer.request('add', { a: 1, b: 2 });
  peer.respond('add', ({ a, b }, { signal }) => (signal.aborted ? 0 : a + b));
  await peer.join({ room: 'r', metadata: async (id) => ({ name: id }), signal: AbortSignal.timeout(1000) });
  show(three, all, peer.metadata.name, remote.metadata.name, remote.publications.get('camera')?.muted.audio);

  // @ts-expect-error: chat carries strings
  peer.send({ x: 1, y: 2 }, { label: 'chat' });
  // @ts-expect-error: no such label
  peer.send('hello', { label: 'chatt' });
  // @ts-expect-error: no such request
  peer.request('divide', { a: 1, b: 2 });
  // @ts-expect-error: metadata needs a name
  await peer.setMetadata({ colour: 'red' });
  // @ts-expect-error: no such event
  peer.on('connections', () => undefined);
  // @ts-expect-error: state is read-only
  peer.state = 'joined';
  // @ts-expect-error: a room has a name
  await peer.join({ metadata: { name: 'Ann' } });
}

export function errors(error: unknown) {
  if (error instanceof PeerixError && error.code === 'ROOM_FULL') show(error.message, error.hint, error.cause);
  show(new PeerixError('BAD_OPTION', 'No.', { hint: 'Do.', cause: error }));
  // @ts-expect-error: no such code
  show(new PeerixError('OOPS', 'No.'));
}

/** A driver of one's own, with the base class and without. */
export class SocketDriver extends Driver {
  readonly socket = new WebSocket('wss://example.org');
  override subscribe(topic: string, handler: DriverHandler): void {
    this.socket.onmessage = ({ data }) => handler(new Uint8Array(data as ArrayBuffer));
    this.socket.onclose = ({ reason }) => this.report(false, reason);
    show(topic, this.online, this.reason);
  }
  override unsubscribe(): void { this.socket.close(); }
  override publish(_topic: string, bytes: Uint8Array<ArrayBuffer>): void { this.socket.send(bytes); }
}
const bare: DriverLike = {
  subscribe: () => undefined,
  unsubscribe: async () => undefined,
  publish: (_topic, bytes) => { new WebSocket('wss://example.org').send(bytes); },
};

export function drivers(connection: NatsConnection, core: CoreConnection) {
  const options: PeerOptions[] = [
    { driver: bare },
    { driver: new SocketDriver() },
    { driver: new NatsDriver({ servers: ['ws://127.0.0.1:8080'], prefix: 'calls', user: 'ann', pass: 'secret' }) },
    { driver: new NatsDriver({ nc: connection }) },
    { driver: new NatsDriver({ nc: core, prefix: 'calls' }) },
  ];
  // @ts-expect-error: one or the other
  show(new NatsDriver({ nc: connection, servers: 'ws://127.0.0.1:8080' }));
  // @ts-expect-error: neither
  show(new NatsDriver({ prefix: 'calls' }), options);
}

export function elements(room: PeerixRoom, typedRoom: PeerixRoom<App>, media: PeerixLocalMedia) {
  const found: PeerixRoom | null = document.querySelector('peerix-room');
  const made: PeerixLocalMedia = document.createElement('peerix-local-media');
  room.peer = new Peer<App>();
  typedRoom.peer = new Peer<App>();
  media.forElement = typedRoom;
  media.forElement = null;
  room.driver = 'nats';
  room.driver = new MemoryDriver();
  room.driver = bare;
  room.driver = null;
  room.metadata = { name: 'Ann', colour: 'red' };
  room.iceServers = () => [{ urls: 'stun:stun.example.org' }];
  room.password = 'secret';
  room.verify = ({ metadata }) => metadata.name === 'Ann';
  room.addEventListener('stream:add', function (event) { show(event.detail.stream, event.bubbles, this.remotes.size); });
  room.addEventListener('error', ({ detail }) => show(detail.error.code));
  room.addEventListener('click', ({ clientX }) => show(clientX));
  room.addEventListener('anything', (event: Event) => show(event.type));
  const onConnection = ({ detail }: CustomEvent<PeerEvent<'connection'>>) => show(detail.state);
  room.addEventListener('connection', onConnection);
  room.removeEventListener('connection', onConnection);
  typedRoom.addEventListener('channel:message', ({ detail }) => {
    if (detail.label === 'cursor') show(detail.data.y);
  });
  typedRoom.on('metadata', ({ metadata, previous }) => show(metadata.name, previous.name));
  media.addEventListener('media-stop', ({ detail }) => show(detail.reason === 'unplugged'));
  media.addEventListener('media-error', ({ detail }) => show(detail.error.code));
  show(found, made, room.join(), room.join({ room: 'other' }), room.state, media.start());
  // @ts-expect-error: no such driver
  room.driver = 'carrier-pigeon';
  // @ts-expect-error: remotes are read-only
  room.remotes = new Map();
}

export async function talking(channel: PeerixDataChannel, chat: PeerixChat, room: PeerixRoom<App>) {
  channel.maxRetransmits = 0;
  channel.ordered = false;
  channel.receive = 'ask';
  channel.forElement = room;
  channel.addEventListener('channel:message', ({ detail }) => show(detail.remote.id, detail.data, detail.info));
  channel.addEventListener('transfer', ({ detail }) => detail.transfer.accept());
  const report: Report = await channel.send({ x: 1 }, { to: remote, info: 'a move' });
  show(report.ok, channel.state === 'open');
  chat.heading = 'Talk';
  chat.forElement = room;
  chat.addEventListener('chat-message', ({ detail: { message } }) => show(message.own ? message.delivery?.size : message.name));
  show(chat.send('hi').id, chat.messages.map(({ text, at }) => [text, at]), chat.unread);
  // @ts-expect-error: messages are read-only
  chat.messages = [];
  // @ts-expect-error: chat is text
  chat.send({ text: 'hi' });
}

export function exchanging(files: PeerixFiles, room: PeerixRoom<App>, list: FileList) {
  files.receive = 'ask';
  files.receive = 1024;
  files.wholePage = true;
  files.forElement = room;
  files.send(list);
  files.send(new File([], 'empty.txt'));
  files.addEventListener('file-received', ({ detail: { file, from } }) => show(file.name, from));
  files.addEventListener('file-offered', ({ detail: { name, size, from } }) => show(name, size, from));
  // @ts-expect-error: no such policy
  files.receive = 'everything';
  // @ts-expect-error: not a file
  files.send('words');
}

export function entering(prejoin: PeerixPrejoin, peers: PeerixPeers, media: PeerixLocalMedia, room: PeerixRoom<App>) {
  prejoin.nameRequired = true;
  prejoin.forElement = peers.forElement = room;
  prejoin.addEventListener('prejoin-join', (event) => {
    event.preventDefault();
    const { name, audioDevice, videoDevice, muted, cameraOff } = event.detail;
    show(Object.assign(media, { audioDevice, videoDevice, muted, cameraOff }), name);
  });
  peers.addEventListener('peer-choice', ({ detail: { id, volume, hidden } }) => show(id.length, volume.toFixed(), hidden satisfies boolean));
  // @ts-expect-error: a name is text
  prejoin.name = 7;
}

export function narrowing(event: PeerEvent<'connection' | 'track' | 'error', App>) {
  switch (event.name) {
    case 'connection:failed': return show(event.reason satisfies string | undefined);
    case 'track:add': return show(event.track.kind, event.label, event.remote.metadata.name);
    case 'error': return show(event.remote?.id);
    default: return show(event.name);
  }
}

export function words(invite: PeerixInvite) {
  addWords('fr', { chat: { send: 'Envoyer', jump: (n) => `${n} messages` }, common: { alone: { title: 'Seul.', advice: '' } } });
  const german: Words = { invite: { copy: 'Kopieren' } };
  addWords('de', german);
  // @ts-expect-error: no such word
  addWords('fr', { chat: { sned: 'Envoyer' } });
  // @ts-expect-error: a number belongs into it
  addWords('fr', { chat: { jump: 'nouveaux messages' } });
  invite.addEventListener('invite-copied', ({ detail }) => show(detail.url));
}
