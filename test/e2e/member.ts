import type { Peer } from '../../src/index.js';
import { Page } from '../support/pages.js';

type Engine = typeof import('../../src/index.js');

/** How a member finds the others: `servers` of NATS, or else BroadcastChannel. */
export interface Entry {
  readonly room: string;
  readonly servers?: string;
  readonly password?: string;
  readonly metadata?: { readonly [key: string]: string };
}

export interface Published {
  readonly to: 'all' | 'one';
  readonly bytes: number;
}

/** What test/e2e/pages/engine.html has, and `join` adds. */
interface Globals {
  engine: Engine;
  connections: RTCPeerConnection[];
  member: Peer;
  /** Everything it published on its driver, in order. */
  published: Published[];
  seen: string[];
}
declare const engine: Globals['engine'];
declare const connections: Globals['connections'];
declare const member: Globals['member'];
declare const published: Globals['published'];
declare const seen: Globals['seen'];

/** A tab with an engine and no elements. */
export function openMember(browser: 'same' | 'other' = 'same'): Promise<Page> {
  return Page.open('/test/e2e/pages/engine.html', { browser });
}

export function join(page: Page, { room, servers, password, metadata }: Entry): Promise<void> {
  return page.eval(async (name, url, secret, about) => {
    const published: Published[] = [], seen: string[] = [];
    const inner = url ? new engine.NatsDriver({ servers: url }) : new engine.BroadcastChannelDriver();
    const driver = {
      subscribe: inner.subscribe.bind(inner),
      unsubscribe: inner.unsubscribe.bind(inner),
      publish(topic: string, bytes: Uint8Array<ArrayBuffer>) {
        published.push({ to: topic.endsWith('.all') ? 'all' : 'one', bytes: bytes.length });
        return inner.publish(topic, bytes);
      },
    };
    const member = new engine.Peer({ driver, ...(secret && { password: secret }) });
    member.on('error', ({ error }) => seen.push(`error ${error.code}`));
    member.on('channel:message', ({ label, data }) => seen.push(`${label} ${data}`));
    member.on('metadata', ({ metadata }) => seen.push(`metadata ${JSON.stringify(metadata)}`));
    Object.assign(globalThis, { member, published, seen } satisfies Partial<Globals>);
    await member.join({ room: name, metadata: about ?? {} });
  }, room, servers ?? '', password ?? '', metadata);
}

export const connectedTo = (page: Page) => page.eval(() => [...member.remotes.values()].filter(({ state }) => state === 'connected').length);
export const publishedBy = (page: Page): Promise<Published[]> => page.eval(() => published);
export const seenBy = (page: Page): Promise<string[]> => page.eval(() => seen);

/** RTCPeerConnections by what they do: carrying a pair, or kept for the next one. */
export const connectionsOf = (page: Page) => page.eval(() => {
  const alive = connections.filter(({ connectionState }) => connectionState !== 'closed');
  const used = alive.filter(({ connectionState }) => connectionState === 'connected');
  return { made: connections.length, used: used.length, spare: alive.length - used.length };
});

/** Shares a moving picture under each of these labels. */
export const share = (page: Page, ...labels: string[]) => page.eval((wanted) => {
  for (const label of wanted) {
    const canvas = document.createElement('canvas');
    const context = canvas.getContext('2d')!;
    setInterval(() => { context.fillStyle = `hsl(${performance.now()} 90% 50%)`; context.fillRect(0, 0, canvas.width, canvas.height); }, 50);
    member.publish({ stream: canvas.captureStream(20), label, metadata: { about: label } });
  }
}, labels);

export const open = (page: Page, ...labels: string[]) => page.eval((wanted) => {
  for (const label of wanted) member.open({ label });
}, labels);

/** Per remote: labels of its streams, and of the channels that are open. */
export const sharedWith = (page: Page) => page.eval(() => [...member.remotes.values()].map(({ streams, channels }) => ({
  streams: [...streams.keys()].sort(),
  channels: [...channels.values()].filter(({ state }) => state === 'open').map(({ label }) => label).sort(),
})));

export const send = (page: Page, label: string, text: string) => page.eval(async (channel, data) => [...(await member.send(data, { label: channel })).values()], label, text);
