import { badOption } from '../../src/errors.js';
import type { MetadataSource, PeerOptions } from '../../src/index.js';

/** What a room element says about connections; the engine checks it. */
export interface ConnectionSettings {
  readonly iceServers: PeerOptions['iceServers'];
  readonly iceTransportPolicy: RTCIceTransportPolicy;
  readonly verify: PeerOptions['verify'];
  readonly connectionTimeout: number;
  readonly reconnectTimeout: number;
  readonly maxPeers: number;
}

/** The engine's options but driver and password. */
export function connectionOptions(settings: ConnectionSettings): PeerOptions {
  const { iceServers, iceTransportPolicy, verify, connectionTimeout, reconnectTimeout, maxPeers } = settings;
  return {
    iceServers, iceTransportPolicy, verify, connectionTimeout, reconnectTimeout,
    maxPeers: maxPeers === Infinity ? undefined : maxPeers,
  };
}

export const splitList = (text: string): string[] => text.split(/\s+/).filter(Boolean);

export const parseIceServers = (urls: string): RTCIceServer[] => splitList(urls).map((url) => ({ urls: url }));

/** Throws `BAD_OPTION` for the attribute `ice-servers`, which carries no credentials: anybody can read it. */
export function checkIceServersAttribute(value: string | null): void {
  const wrong = splitList(value ?? '').find((url) => !/^stuns?:[^\s/]+$/i.test(url));
  if (wrong === undefined) return;
  throw badOption(`ice-servers: “${wrong}” is no STUN URL.`,
    'Write it like ice-servers="stun:stun.example.org:3478", several with spaces between. TURN with credentials goes into the property iceServers.');
}

/** Attributes cannot throw: what is no JSON object becomes undefined, and `checkMetadataAttribute` says so in time. */
export function parseMetadata(json: string): object | undefined {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Throws `BAD_OPTION` for the attribute `metadata`. */
export function checkMetadataAttribute(value: string | null): void {
  if (value === null || parseMetadata(value)) return;
  throw badOption('metadata is no JSON object.', 'Write it like metadata=\'{"role":"host"}\', or set the property metadata.');
}

/** Throws `BAD_OPTION`: joining the unlocked room instead would fail open. */
export function refusePasswordAttribute(element: Element): void {
  if (!element.hasAttribute('password')) return;
  throw badOption('password must not be an attribute: everybody can read it there.',
    'Remove the attribute, and set the property password from a script.');
}

/** `name` wins over `metadata.name`. */
export function named(source: MetadataSource, name: string): MetadataSource {
  if (!name) return source;
  return typeof source === 'function' ? async (id) => ({ ...await source(id), name }) : { ...source, name };
}
