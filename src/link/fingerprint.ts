import type { Bytes } from '../drivers/driver.js';

const LINE = /^a=fingerprint:(?:(\S+) ([0-9A-F:]+)\s*$)?/gim;

/** The one SHA-256 certificate fingerprint of a description (RFC 8122); undefined if there is none, another hash, or several. */
export function fingerprintOf(sdp: string): Bytes | undefined {
  const values = new Set<string>();
  for (const [, hash, value] of sdp.matchAll(LINE)) {
    if (hash?.toLowerCase() !== 'sha-256' || !value) return undefined;
    values.add(value.toUpperCase());
  }
  const [only] = values;
  if (!only || values.size > 1) return undefined;
  const bytes = only.split(':').map((hex) => Number.parseInt(hex, 16));
  return bytes.length === 32 && bytes.every((byte) => byte >= 0 && byte <= 255) ? Uint8Array.from(bytes) : undefined;
}
