import { hash } from '../crypto/hash.js';

/** One m-section that carries media. */
export interface MediaSection { readonly mid: string; readonly kind: 'audio' | 'video'; readonly direction: RTCRtpTransceiverDirection }

/** What a session description says. */
export interface Described {
  readonly ufrag: string;
  /** `AA:BB:…` of the certificate. */
  readonly fingerprint: string;
  readonly hasData: boolean;
  readonly media: readonly MediaSection[];
  readonly candidates: readonly string[];
}

/** As SHA-256 would be: 32 bytes. */
export function fingerprintOfCertificate(serial: number): string {
  const bytes = hash(9, [Uint8Array.of(serial >>> 24, serial >>> 16, serial >>> 8, serial)], 32);
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0').toUpperCase()).join(':');
}

/** A description such as browsers write (RFC 8829), as far as anybody here reads it. */
export function writeSdp(type: 'offer' | 'answer', { ufrag, fingerprint, hasData, media, candidates }: Described): string {
  const transport = [
    'c=IN IP4 0.0.0.0', `a=ice-ufrag:${ufrag}`, `a=ice-pwd:password-of-${ufrag}`, `a=fingerprint:sha-256 ${fingerprint}`,
    `a=setup:${type === 'offer' ? 'actpass' : 'active'}`,
  ];
  const data = hasData ? [['m=application 9 UDP/DTLS/SCTP webrtc-datachannel', ...transport, 'a=mid:data', 'a=sctp-port:5000']] : [];
  const sections = media.map(({ mid, kind, direction }) => {
    return [`m=${kind} 9 UDP/TLS/RTP/SAVPF 96`, ...transport, `a=mid:${mid}`, `a=${direction}`];
  });
  const [first, ...rest] = [...data, ...sections];
  const all = first ? [[...first, ...candidates.map((candidate) => `a=${candidate}`)], ...rest] : [];
  return ['v=0', 'o=- 1 1 IN IP4 127.0.0.1', 's=-', 't=0 0', ...all.flat(), ''].join('\r\n');
}

/** @throws `OperationError` as browsers do for what is no description */
export function readSdp(sdp: string): Described {
  const ufrag = /^a=ice-ufrag:(\S+)\r?$/m.exec(sdp)?.[1], fingerprint = /^a=fingerprint:sha-256 (\S+)\r?$/m.exec(sdp)?.[1];
  if (!sdp.startsWith('v=0') || !ufrag || !fingerprint) throw new DOMException('no session description', 'OperationError');
  const media = [...sdp.matchAll(/^m=(audio|video) [^]*?^a=mid:(\S+)\r?\na=(\w+)\r?$/gm)].map(([, kind, mid, direction]) => {
    return { kind, mid, direction } as MediaSection;
  });
  const candidates = [...sdp.matchAll(/^a=(candidate:.*?)\r?$/gm)].map(([, line]) => line!);
  return { ufrag, fingerprint, hasData: /^m=application /m.test(sdp), media, candidates };
}
