import fc from 'fast-check';
import { junk, mostly, spoiled } from './json.js';

/** Stands for the sender's own hash; `AAAA…` would be one that it cannot leave with. */
export const OWN_HASH = 'own-hash';

const hash = fc.constant(OWN_HASH);
/** So few that sequences and sessions often fit together, and the limits. */
export const ordinal = fc.oneof({ weight: 6, arbitrary: fc.constantFrom(1, 2, 3) }, fc.constantFrom(0, 4, 31, 32, 33, 2 ** 31 - 1, 2 ** 31, 2 ** 31 + 1));

/** A share of something in places where everything else should be right. */
const rarely = <T>(wrong: T, ...right: T[]): fc.Arbitrary<T> => fc.constantFrom(...right, ...right, ...right, wrong);

const slot = mostly(fc.record({
  mid: rarely('x'.repeat(65), '0', '1'), label: fc.constantFrom('camera', '\ud800', '__proto__'), kind: rarely('data', 'audio', 'video'),
  metadata: fc.constant({ title: 'x' }), muted: fc.boolean(),
}));
export const channelId = fc.oneof({ weight: 3, arbitrary: fc.constantFrom(10, 11, 12, 13) }, fc.constantFrom(0, 1, 9, 1022, 1023, 1024));
export const channelLabel = rarely('x'.repeat(201), 'default', 'chat', 'a', 'b', '\ud800', '__proto__', 'x'.repeat(200));
const limit = rarely(65_536, null, null, null, 0, 65_535);
/** A channel's options as they travel. */
export const channelSpec = fc.record({
  label: channelLabel, id: channelId, ordered: fc.boolean(), maxRetransmits: limit, maxPacketLifeTime: limit, protocol: fc.constantFrom('', 'p'),
});

const SDP_JUNK = [
  '', 'v=1', 'a=', 'm=video 9 UDP/TLS/RTP/SAVPF 96', 'm=audio 0 x 0', 'm=application 9 UDP/DTLS/SCTP webrtc-datachannel', 'a=group:BUNDLE 0 1 2',
  'a=setup:passive', 'a=ice-ufrag:x', 'a=fingerprint:sha-1 00', `a=fingerprint:sha-256 ${'AA:'.repeat(31)}AA`, `a=fingerprint:${'x'.repeat(2000)}`,
  `a=mid:${'9'.repeat(300)}`, 'a=extmap:15 urn:ietf:params:rtp-hdrext:sdes:mid', 'a=candidate:1 1 udp 1 999.1.1.1 99999 typ host', 'a=sctp-port:0',
];
const lineEdit = fc.record({ at: fc.nat(40), text: fc.constantFrom(...SDP_JUNK), how: fc.constantFrom('drop', 'put', 'replace', 'twice') });

/** What Chromium offers for a data channel. */
const SDP = [
  'v=0', 'o=- 7414264000430335894 2 IN IP4 127.0.0.1', 's=-', 't=0 0', 'a=group:BUNDLE 0', 'a=extmap-allow-mixed', 'a=msid-semantic: WMS',
  'm=application 9 UDP/DTLS/SCTP webrtc-datachannel', 'c=IN IP4 0.0.0.0', 'a=ice-ufrag:muxy', 'a=ice-pwd:yYWwy9XbnkCSY8QTJ7CHONoV',
  'a=ice-options:trickle', `a=fingerprint:sha-256 ${'D5:BB:4D:3F:32:B3:ED:27:'.repeat(4).slice(0, -1)}`, 'a=setup:actpass', 'a=mid:0',
  'a=sctp-port:5000', 'a=max-message-size:262144', '',
];

/** A description, with lines gone, doubled, or of another kind. */
function someSdp(): fc.Arbitrary<string> {
  const edited = fc.array(lineEdit, { maxLength: 4 }).map((edits) => edits.reduce((now, { at, text, how }) => {
    const i = at % (now.length + 1);
    const insert = how === 'put' || how === 'replace' ? [text] : how === 'twice' ? now.slice(i, i + 1).flatMap((line) => [line, line]) : [];
    return now.toSpliced(i, how === 'put' ? 0 : 1, ...insert);
  }, SDP).join('\r\n'));
  return fc.oneof({ weight: 4, arbitrary: fc.constant(SDP.join('\r\n')) }, { weight: 4, arbitrary: edited }, fc.string({ minLength: 1, maxLength: 200 }));
}

const CANDIDATES = ['', 'candidate:1 1 udp 2122260223 192.0.2.1 50000 typ host', 'candidate:1 1 udp 1 x.local 0 typ host', 'candidate:', 'candidate:x y z'];
const candidate = mostly(fc.record({
  candidate: fc.constantFrom(...CANDIDATES), sdpMid: fc.constantFrom('0', '1', null), sdpMLineIndex: fc.constantFrom(0, 1, 65_535),
  usernameFragment: fc.constantFrom('abcd', null),
}));

/** Metadata around the limit of 8 KiB, by its bytes as JSON. */
const heavy = fc.constantFrom(8191, 8192, 8193).map((bytes) => 'x'.repeat(bytes - 2));
const metadata = fc.oneof({ weight: 8, arbitrary: fc.constant<unknown>({ name: 'Eve' }) }, { weight: 2, arbitrary: junk }, heavy);

/** Mailbox messages of every type: right, nearly right, and wrong. */
export function message(): fc.Arbitrary<unknown> {
  const described = fc.record({
    n: ordinal, d: rarely(2, 1), sdp: someSdp(), meta: metadata, h: hash,
    slots: fc.array(slot, { maxLength: 2 }), channels: fc.array(mostly(channelSpec), { maxLength: 2 }),
  });
  const right = fc.oneof(
    fc.record({ t: fc.constant('hello'), meta: metadata, h: hash }),
    described.map((fields) => ({ t: 'offer', ...fields })),
    described.map((fields) => ({ t: 'answer', ...fields })),
    fc.record({ t: fc.constant('cand'), n: ordinal, o: fc.boolean(), list: fc.oneof(fc.array(candidate, { maxLength: 3 }), manyCandidates) }),
    fc.record({ t: fc.constant('nudge'), n: ordinal }),
    fc.record({ t: fc.constant('gone'), n: ordinal, hi: ordinal }),
    fc.record({ t: fc.constant('reject'), why: fc.constantFrom('verify', 'room-full', 'x'), mh: fc.constantFrom('', 'x', 'AAAAAAAAAAAAAAAAAAAAAA') }),
    fc.record({ t: fc.constantFrom('later', '__proto__', 'toString', '') }),
  );
  return fc.oneof({ weight: 16, arbitrary: right }, right.chain(spoiled), junk);
}

const manyCandidates = fc.constantFrom(32, 33).map((length) => (
  Array.from({ length }, (_, i) => ({ candidate: `candidate:${i} 1 udp 1 192.0.2.1 ${i} typ host`, sdpMid: '0' }))
));

/** Messages that travel together. */
export function messages(): fc.Arbitrary<unknown[]> {
  return fc.oneof(
    { weight: 20, arbitrary: fc.array(message(), { maxLength: 3 }) },
    fc.constantFrom(255, 256, 257).map((length) => Array<unknown>(length).fill({ t: 'nudge', n: 1 })),
  );
}

/** The highest there is: whoever comes with it is heard after everything else. */
export const LAST_INCARNATION = 2 ** 31;

/** Frames as no mailbox makes them. */
export function frame(): fc.Arbitrary<unknown> {
  const incarnation = fc.oneof({ weight: 5, arbitrary: fc.constant(1) }, ordinal.filter((e) => e !== LAST_INCARNATION));
  const right = fc.record({ e: incarnation, ae: ordinal, s: ordinal, a: ordinal, m: messages() });
  const query = fc.constant({ e: 0, ae: 0, s: 0, a: 0, m: [] });
  return fc.oneof({ weight: 3, arbitrary: right }, query, right.chain(spoiled), junk);
}
