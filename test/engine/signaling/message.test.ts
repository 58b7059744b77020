import { expect } from '@open-wc/testing';
import { toBase64url } from '../../../src/signaling/bytes.js';
import {
  type ChannelSpec, metadataFits, parseChannelSpec, parseFrame, parseJoinBody, parseSlots, type Slot,
} from '../../../src/signaling/message.js';

type Json = Record<string, unknown>;

const h = toBase64url(new Uint8Array(16).fill(7));
const MAX = 2 ** 31;
const slot: Slot = { mid: '0', label: 'camera', kind: 'video', metadata: { title: 'Ann' }, muted: false };
const channel: ChannelSpec = {
  label: 'chat', id: 10, ordered: true, maxRetransmits: null, maxPacketLifeTime: null, protocol: '',
};
const candidate = {
  candidate: 'candidate:1 1 udp 1 x.local 9 typ host', sdpMid: '0', sdpMLineIndex: 0, usernameFragment: 'abcd',
};
const description = { n: 1, d: 1, sdp: 'v=0\r\n', meta: { name: 'Ann' }, h, slots: [slot], channels: [channel] };
const good = {
  hello: { t: 'hello', meta: { name: 'Ann' }, h },
  offer: { t: 'offer', ...description },
  answer: { t: 'answer', ...description },
  cand: { t: 'cand', n: 1, o: true, list: [candidate] },
  nudge: { t: 'nudge', n: MAX },
  gone: { t: 'gone', n: 2, hi: 3, final: true },
  reject: { t: 'reject', why: 'verify', mh: h },
} satisfies Record<string, Json>;
type Kind = keyof typeof good;

const NOT_AN_ORDINAL = [undefined, null, 0, -1, 1.5, MAX + 1, NaN, Infinity, '1', true, [1], {}];
const NOT_A_BOOLEAN = [undefined, null, 0, 1, 'true', {}];
const NOT_A_LIST = [undefined, null, {}, 'x', { length: 0 }];
const NOT_A_HASH = [null, 7, '', h.slice(1), `${h}A`, `${h}==`, h.replace('B', '+'), toBase64url(new Uint8Array(15))];

function frameOf(...m: unknown[]): unknown {
  return { e: 1, ae: 0, s: 1, a: 0, m };
}

/** As it comes out of a packet. */
function received(json: unknown): ReturnType<typeof parseFrame> {
  return parseFrame(JSON.parse(JSON.stringify(json)));
}

function expectRefused(kind: Kind, member: string, values: readonly unknown[]): void {
  for (const value of values) {
    const frame = frameOf({ ...good[kind], [member]: value });
    expect(parseFrame(frame), `${kind}.${member} = ${String(value)}`).to.equal(undefined);
  }
}

function expectTaken(kind: Kind, member: string, values: readonly unknown[]): void {
  for (const value of values) {
    const frame = frameOf({ ...good[kind], [member]: value });
    expect(received(frame), `${kind}.${member} = ${String(value)}`).to.be.an('object');
  }
}

describe('frame', () => {
  it('keeps everything of every message', () => {
    const whole = frameOf(...Object.values(good));
    expect(JSON.parse(JSON.stringify(received(whole)))).to.deep.equal(whole);
  });

  it('refuses what is no frame', () => {
    for (const json of [undefined, null, 1, 'x', [], {}, [frameOf()], { e: 1, ae: 0, s: 1, a: 0 }]) {
      expect(parseFrame(json), JSON.stringify(json)).to.equal(undefined);
    }
  });

  it('has whole counters from 0 to 2^31', () => {
    for (const counter of ['e', 'ae', 's', 'a']) {
      for (const value of [undefined, null, -1, 0.5, MAX + 1, NaN, '1', [1]]) {
        expect(parseFrame({ ...frameOf() as Json, [counter]: value }), `${counter} = ${String(value)}`).to.equal(undefined);
      }
      for (const value of [0, 1, MAX]) {
        expect(parseFrame({ ...frameOf() as Json, [counter]: value })?.[counter as 'e']).to.equal(value);
      }
    }
  });

  it('is a query with incarnation 0, which carries no messages', () => {
    const query = { e: 0, ae: 0, s: 0, a: 0, m: [] };
    expect(parseFrame(query)).to.deep.equal(query);
    expect(parseFrame({ ...query, m: [good.nudge] })).to.equal(undefined);
  });

  it('takes up to 256 messages', () => {
    for (const value of NOT_A_LIST) expect(parseFrame({ ...frameOf() as Json, m: value })).to.equal(undefined);
    expect(parseFrame(frameOf(...Array(256).fill(good.nudge)))?.m.length).to.equal(256);
    expect(parseFrame(frameOf(...Array(257).fill(good.nudge)))).to.equal(undefined);
  });

  it('is dropped whole when one message is malformed', () => {
    expect(received(frameOf(good.hello, good.nudge))).to.be.an('object');
    for (const bad of [null, 1, 'hello', [], {}, { t: 1 }, { t: null }, { n: 1 }, { t: 'nudge' }]) {
      expect(parseFrame(frameOf(good.hello, bad, good.nudge)), JSON.stringify(bad)).to.equal(undefined);
    }
  });

  it('keeps the place of a message of a later version, and nothing of its content', () => {
    const later = [{ t: 'teleport', to: 'moon' }, { t: '__proto__' }, { t: 'toString' }];
    const unknown = { t: 'unknown' };
    const parsed = received(frameOf(good.nudge, ...later, good.nudge));
    expect(parsed?.m).to.deep.equal([good.nudge, unknown, unknown, unknown, good.nudge]);
  });

  it('holds own copies of the known fields only', () => {
    const extra = { extra: 1, then: 2, toJSON: 3 };
    const whole = {
      ...frameOf({
        ...good.offer, ...extra,
        slots: [{ ...slot, ...extra }], channels: [{ ...channel, ...extra }],
      }, { ...good.cand, ...extra, list: [{ ...candidate, ...extra }] }) as Json,
      ...extra,
    };
    expect(JSON.parse(JSON.stringify(parseFrame(whole)))).to.deep.equal(frameOf(good.offer, good.cand));
    const list = [candidate];
    const parsed = parseFrame(frameOf({ ...good.cand, list }));
    list.push(candidate);
    expect(parsed?.m[0]).to.have.property('list').with.length(1);
  });

  it('takes no prototype from the wire', () => {
    const hostile = '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},';
    const text = JSON.stringify(frameOf(...Object.values(good))).replaceAll('{', hostile).replaceAll(',}', '}');
    const parsed = parseFrame(JSON.parse(text));
    expect(parsed).to.be.an('object');
    for (const object of [parsed!, ...parsed!.m]) {
      expect(Object.getPrototypeOf(object)).to.equal(Object.prototype);
      expect(object).to.not.have.property('polluted');
    }
    expect({}).to.not.have.property('polluted');
    const inherited = JSON.parse('{"__proto__":{"e":1,"ae":0,"s":1,"a":0,"m":[]}}') as unknown;
    expect(parseFrame(inherited), 'fields of a prototype').to.equal(undefined);
  });
});

describe('messages', () => {
  it('hello has metadata, even null, and a leave hash', () => {
    expectTaken('hello', 'meta', [null, 0, '', [], {}, 'text']);
    expectRefused('hello', 'meta', [undefined, 'x'.repeat(8192)]);
    expectRefused('hello', 'h', [undefined, ...NOT_A_HASH]);
  });

  for (const kind of ['offer', 'answer'] as const) {
    it(`${kind} has session, description number and text`, () => {
      expectRefused(kind, 'n', NOT_AN_ORDINAL);
      expectRefused(kind, 'd', NOT_AN_ORDINAL);
      expectRefused(kind, 'sdp', [undefined, null, 1, '', {}, 'x'.repeat(262_145)]);
      expectTaken(kind, 'sdp', ['x'.repeat(262_144)]);
    });

    it(`${kind} may leave out metadata and hash, as restarts do, not garble them`, () => {
      const restart = { t: kind, n: 1, d: 2, sdp: 'v=0', slots: [], channels: [] };
      expect(JSON.parse(JSON.stringify(received(frameOf(restart))?.m[0]))).to.deep.equal(restart);
      expectRefused(kind, 'meta', ['x'.repeat(8192)]);
      expectRefused(kind, 'h', NOT_A_HASH);
    });

    it(`${kind} has slots and channels`, () => {
      expectRefused(kind, 'slots', [...NOT_A_LIST, [{ ...slot, mid: 0 }], Array(2).fill(slot)]);
      expectRefused(kind, 'channels', [...NOT_A_LIST, [{ ...channel, id: 0 }]]);
      expectRefused(kind, 'channels', [[channel, { ...channel, label: 'b' }], [channel, { ...channel, id: 12 }]]);
      const channels = Array.from({ length: 259 }, (_, i) => ({ ...channel, label: `c${i}`, id: 10 + i }));
      expectTaken(kind, 'channels', [[], channels.slice(1)]);
      expectRefused(kind, 'channels', [channels]);
    });
  }

  it('cand says which session and side, and has at most 32 candidates', () => {
    expectRefused('cand', 'n', NOT_AN_ORDINAL);
    expectRefused('cand', 'o', NOT_A_BOOLEAN);
    expectRefused('cand', 'list', [...NOT_A_LIST, Array(33).fill(candidate), [null], ['x'], [[]]]);
    expectTaken('cand', 'list', [[], Array(32).fill(candidate)]);
  });

  it('a candidate is what addIceCandidate takes', () => {
    const taken: Json[] = [{ candidate: '' }, { sdpMid: null }, { sdpMLineIndex: null }, { usernameFragment: null }];
    for (const change of taken) expectTaken('cand', 'list', [[{ ...candidate, ...change }]]);
    const refused: Json[] = [
      { candidate: undefined }, { candidate: null }, { candidate: 'x'.repeat(1025) },
      { sdpMid: 0 }, { sdpMid: 'x'.repeat(65) },
      { sdpMLineIndex: -1 }, { sdpMLineIndex: 65_536 }, { sdpMLineIndex: '0' }, { usernameFragment: 1 },
      { usernameFragment: 'x'.repeat(257) }, { sdpMid: null, sdpMLineIndex: null },
    ];
    for (const change of refused) expectRefused('cand', 'list', [[{ ...candidate, ...change }]]);
    const bare = parseFrame(frameOf({ ...good.cand, list: [{ candidate: '', sdpMid: '0' }] }));
    const filled = { candidate: '', sdpMid: '0', sdpMLineIndex: null, usernameFragment: null };
    expect(bare?.m[0]).to.deep.include({ list: [filled] });
  });

  it('a real browser\'s candidates pass', async () => {
    const connection = new RTCPeerConnection();
    connection.createDataChannel('probe');
    const first = new Promise<RTCIceCandidate>((resolve) => {
      connection.onicecandidate = ({ candidate: gathered }) => gathered?.candidate && resolve(gathered);
    });
    await connection.setLocalDescription();
    const gathered = (await first).toJSON();
    connection.close();
    const parsed = received(frameOf({ ...good.cand, list: [gathered] }))?.m[0];
    expect(parsed).to.deep.include({ list: [{ usernameFragment: null, ...gathered }] });
  });

  it('nudge and gone name a session', () => {
    expectRefused('nudge', 'n', NOT_AN_ORDINAL);
    expectRefused('gone', 'n', NOT_AN_ORDINAL);
  });

  it('gone says the highest session seen, which may be none, and whether that is final', () => {
    expectRefused('gone', 'hi', [undefined, null, -1, 0.5, MAX + 1, '1']);
    expectTaken('gone', 'hi', [0, MAX]);
    expectRefused('gone', 'final', NOT_A_BOOLEAN.filter((value) => value !== undefined));
    expectTaken('gone', 'final', [undefined, false]);
  });

  it('reject gives one of two reasons and the hash of what was judged', () => {
    expectTaken('reject', 'why', ['verify', 'room-full']);
    expectRefused('reject', 'why', [undefined, null, '', 'mood', {}]);
    expectRefused('reject', 'mh', [undefined, null, 7, 'x'.repeat(65)]);
  });
});

describe('join body', () => {
  it('is a leave hash of 16 bytes and nothing else', () => {
    const parsed = parseJoinBody({ h, meta: { name: 'Ann' } });
    expect(Object.keys(parsed!)).to.deep.equal(['h']);
    expect(toBase64url(parsed!.h)).to.equal(h);
    for (const value of [undefined, ...NOT_A_HASH]) expect(parseJoinBody({ h: value }), String(value)).to.equal(undefined);
    for (const json of [undefined, null, h, [h], {}]) expect(parseJoinBody(json)).to.equal(undefined);
  });
});

describe('slots', () => {
  it('have a mid of their own, a label, a kind, metadata and a mute', () => {
    const audio = { mid: '1', label: 'l'.repeat(200), kind: 'audio', metadata: null, muted: true };
    expect(parseSlots([slot, audio])).to.deep.equal([slot, audio]);
    expect(parseSlots([])).to.deep.equal([]);
    const bad: Json[] = [
      { mid: '' }, { mid: 0 }, { mid: undefined }, { mid: 'x'.repeat(65) },
      { label: '' }, { label: 'l'.repeat(201) }, { label: 1 },
      { kind: 'text' }, { kind: undefined }, { muted: 0 }, { muted: undefined }, { metadata: 'x'.repeat(8192) },
    ];
    for (const change of bad) expect(parseSlots([{ ...slot, ...change }]), JSON.stringify(change)).to.equal(undefined);
    expect(parseSlots([slot, slot]), 'same mid').to.equal(undefined);
    for (const json of [...NOT_A_LIST, [null], ['0']]) expect(parseSlots(json)).to.equal(undefined);
  });

  it('are at most 64', () => {
    const slots = Array.from({ length: 65 }, (_, i) => ({ ...slot, mid: `${i}` }));
    expect(parseSlots(slots.slice(1))?.length).to.equal(64);
    expect(parseSlots(slots)).to.equal(undefined);
  });
});

describe('channel', () => {
  it('is what createDataChannel takes', () => {
    const taken: Json[] = [
      {}, { label: 'l'.repeat(200) }, { id: 1 }, { id: 1023 }, { ordered: false }, { maxRetransmits: 0 },
      { maxRetransmits: 65_535 }, { maxPacketLifeTime: 65_535 }, { protocol: 'p'.repeat(200) },
    ];
    for (const change of taken) {
      expect(parseChannelSpec({ ...channel, ...change })).to.deep.equal({ ...channel, ...change });
    }
    const refused: Json[] = [
      { label: '' }, { label: 'l'.repeat(201) }, { label: 7 },
      { id: 0 }, { id: 1024 }, { id: 1.5 }, { id: '10' }, { ordered: 1 },
      { maxRetransmits: -1 }, { maxRetransmits: 65_536 }, { maxRetransmits: undefined },
      { maxPacketLifeTime: 65_536 }, { maxPacketLifeTime: '1' }, { maxRetransmits: 0, maxPacketLifeTime: 0 },
      { protocol: null }, { protocol: 'p'.repeat(201) },
    ];
    for (const change of refused) {
      expect(parseChannelSpec({ ...channel, ...change }), JSON.stringify(change)).to.equal(undefined);
    }
    for (const json of [undefined, null, 'chat', [channel]]) expect(parseChannelSpec(json)).to.equal(undefined);
  });
});

describe('metadata', () => {
  it('is JSON of at most 8 KiB, in bytes', () => {
    expect(metadataFits('x'.repeat(8190))).to.equal(true);
    expect(metadataFits('x'.repeat(8191))).to.equal(false);
    expect(metadataFits('é'.repeat(4095))).to.equal(true);
    expect(metadataFits('é'.repeat(4096))).to.equal(false);
    for (const json of [null, 0, '', [], {}, { deep: [{ er: null }] }]) expect(metadataFits(json)).to.equal(true);
  });

  it('is not what JSON cannot say', () => {
    const cycle: Json = {};
    cycle.self = cycle;
    let deep: unknown = [];
    for (let i = 0; i < 100_000; i++) deep = [deep];
    for (const value of [undefined, () => 1, Symbol('s'), 1n, cycle, deep]) expect(metadataFits(value)).to.equal(false);
  });
});
