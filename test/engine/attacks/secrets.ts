import type { Member } from './members.js';

/** What a browser tells in a description, and nobody else is to know: see RFC 8839 (ICE), RFC 8122 (fingerprint). */
export interface Secrets {
  /** Passwords and names of ICE, addresses, the certificate's fingerprint as it is written. */
  readonly texts: string[];
  /** The fingerprint's own bytes. */
  readonly bytes: Uint8Array[];
}

const TEXTS = /^a=(?:ice-ufrag|ice-pwd|fingerprint:sha-256)[: ](\S+)/gm;
const CANDIDATE = /^a=candidate:(\S+) \d \S+ \d+ (\S+) (\d+) typ/gm;

/** Of all connections that a member has now. */
export function secretsOf(member: Member): Secrets {
  const sdp = member.alive.flatMap(({ localDescription, remoteDescription }) => [localDescription?.sdp ?? '', remoteDescription?.sdp ?? '']).join('\n');
  const written = [...sdp.matchAll(TEXTS)].map(([, value]) => value!);
  const addresses = [...sdp.matchAll(CANDIDATE)].flatMap(([, foundation, address, port]) => [`candidate:${foundation}`, address!, `${address} ${port}`]);
  const prints = written.filter((value) => value.includes(':'));
  const texts = [...written, ...addresses, ...prints.map((print) => print.replaceAll(':', '')), ...prints.map((print) => print.replaceAll(':', '').toLowerCase())];
  const bytes = prints.map((print) => Uint8Array.from(print.split(':'), (hex) => Number.parseInt(hex, 16)));
  return { texts: [...new Set(texts)], bytes };
}
