import { expect } from '@open-wc/testing';
import type { Sendable, SendOptions, To } from '../../../src/index.js';
import { failure, inbox, named, pair, record, settled, strangers, turn, until } from '../support.js';

const cycle: { self?: object } = {};
cycle.self = { cycle };
const detached = new Uint8Array(4);
structuredClone(detached.buffer, { transfer: [detached.buffer] });

const LOSSY: [string, unknown][] = [
  ['undefined', undefined], ['a function', () => {}], ['a symbol', Symbol('s')], ['a bigint', 1n],
  ['a Map', new Map()], ['a Set', new Set()], ['an Error', new Error('x')],
  ['a cycle', cycle], ['NaN', NaN], ['Infinity', Infinity], ['an array with a hole', Array(2)], ['a RegExp', /x/],
  ['a WeakMap', new WeakMap()], ['a nested undefined', { a: [{ b: undefined }] }], ['a nested function', { a: { b: () => {} } }],
  ['a nested bigint', [1n]], ['a nested Map', { a: new Map() }], ['a nested NaN', { a: [NaN] }], ['nested bytes', { a: new Uint8Array(1) }],
  ['a nested Blob', { a: new Blob([]) }], ['a getter that throws', { get a() { throw new Error('mine'); } }],
  ['toJSON that gives undefined', { toJSON: () => undefined }], ['toJSON that gives a Map', { a: { toJSON: () => new Map() } }],
  ['a detached buffer', detached.buffer], ['a view of a detached buffer', detached],
];

for (const [name, value] of LOSSY) {
  it(`rejects ${name} with BAD_DATA`, async () => {
    const { a } = await pair();
    const error = await failure(() => a.send(value as Sendable));
    expect(error.code).to.equal('BAD_DATA');
    expect(error.hint).to.be.a('string');
  });
}

it('names the place of what it would lose', async () => {
  const { a } = await pair();
  expect((await failure(() => a.send({ list: [0, { when: undefined }] }))).message).to.contain('data.list.1.when');
  expect((await failure(() => a.send('x', { info: { f() {} } }))).message).to.contain('info.f');
});

it('takes the same object twice: that is no cycle', async () => {
  const { a, b } = await pair();
  const received = inbox(b), shared = { x: 1 };
  await a.send([shared, shared, { shared }]);
  expect(received).to.deep.equal([[{ x: 1 }, { x: 1 }, { shared: { x: 1 } }]]);
});

const LARGE: [string, Sendable, SendOptions?][] = [
  ['info of 8 KiB + 1', '', { info: 'x'.repeat(8 * 1024 - 1) }],
];
for (const [name, data, options] of LARGE) {
  it(`rejects ${name} with TOO_LARGE`, async () => {
    const { a } = await pair();
    expect((await failure(() => a.send(data, options as object))).code).to.equal('TOO_LARGE');
  });
}

it('rejects a send outside of a room with NOT_JOINED', async () => {
  const [a] = strangers(1);
  expect((await failure(() => a!.send('x'))).code).to.equal('NOT_JOINED');
});

it('rejects a label that nobody opened with CHANNEL_CLOSED', async () => {
  const { a, toB } = await pair();
  expect((await failure(() => a.send('x', { label: 'never' }))).code).to.equal('CHANNEL_CLOSED');
  expect((await failure(() => toB.send('x', { label: 'never' }))).code).to.equal('CHANNEL_CLOSED');
});

it('rejects an id never seen with UNKNOWN_PEER, and sends to nobody then', async () => {
  const { a, b } = await pair((one) => one.open({ label: 'settled' }));
  const received = inbox(b);
  expect((await failure(() => a.send('x', { to: 'nobody' }))).code).to.equal('UNKNOWN_PEER');
  expect((await failure(() => a.send('x', { to: [b.id!, 'nobody'] }))).code).to.equal('UNKNOWN_PEER');
  expect((await failure(() => a.send('x', { to: a.id! }))).code).to.equal('UNKNOWN_PEER');
  await settled(a, b);
  expect(received).to.deep.equal([]);
});

const BAD_OPTIONS: [string, object][] = [
  ['an empty label', { label: '' }], ['a label of 201 characters', { label: 'x'.repeat(201) }], ['a label that is no string', { label: 7 }],
  ['to: null', { to: null }], ['to: a number', { to: 7 }], ['to: a list with undefined', { to: [undefined] }],
  ['to: a remote without id', { to: {} }],
  ['a signal that is none', { signal: {} }],
];
for (const [name, options] of BAD_OPTIONS) {
  it(`rejects ${name} with BAD_OPTION, and sends nothing`, async () => {
    const { a, b } = await pair((one) => one.open({ label: 'settled' }));
    const received = inbox(b);
    expect((await failure(() => a.send('x', options as { to: To }))).code).to.equal('BAD_OPTION');
    await settled(a, b);
    expect(received).to.deep.equal([]);
  });
}

it('throws BAD_OPTION from open for bad options', async () => {
  const [a] = strangers(1);
  const bad = [
    { label: '' }, { ordered: 1 }, { maxRetransmits: -1 }, { maxRetransmits: 1.5 }, { maxPacketLifeTime: 65_536 },
    { maxRetransmits: 1, maxPacketLifeTime: 1 }, { protocol: 7 },
  ];
  for (const options of bad) expect((await failure(() => a!.open(options as object))).code, JSON.stringify(options)).to.equal('BAD_OPTION');
});

it('rejects requests whose options are no object with BAD_OPTION, and asks nobody', async () => {
  const { a, b, toB } = await pair();
  let asked = 0;
  b.respond('x', () => { asked++; });
  for (const options of [null, 7, 'x'] as never[]) {
    for (const one of [a, toB]) expect((await failure(() => one.request('x', 1, options))).code).to.equal('BAD_OPTION');
  }
  await toB.request('x', 1);
  expect(asked).to.equal(1);
});

describe('a bad call that nobody awaits', () => {
  const unhandled: unknown[] = [];
  const onUnhandled = (event: PromiseRejectionEvent) => {
    event.preventDefault();
    unhandled.push(event.reason);
  };
  before(() => window.addEventListener('unhandledrejection', onUnhandled));
  after(() => window.removeEventListener('unhandledrejection', onUnhandled));

  it('is an error event, and no unhandled rejection', async () => {
    const { a } = await pair();
    const events = record(a);
    a.send(undefined as never);
    a.send('x', { label: 'never' });
    a.send('x', { to: 'nobody' });
    await until('three errors came', () => named(events, 'error').length === 3);
    expect(named(events, 'error').map(({ error }) => error.code)).to.deep.equal(['BAD_DATA', 'CHANNEL_CLOSED', 'UNKNOWN_PEER']);
    await turn();
    expect(unhandled).to.deep.equal([]);
  });

  it('is a rejection only, where somebody awaits it', async () => {
    const { a } = await pair();
    const events = record(a);
    await failure(() => a.send(undefined as never));
    await a.send(undefined as never).catch(() => {});
    await turn();
    expect(named(events, 'error')).to.deep.equal([]);
    expect(unhandled).to.deep.equal([]);
  });

  it('stays silent when aborted or cancelled', async () => {
    const { a } = await pair();
    const events = record(a), controller = new AbortController();
    a.send('x'.repeat(1_000_000), { signal: controller.signal });
    a.send('x'.repeat(1_000_000)).cancel();
    controller.abort();
    a.send('x', { signal: controller.signal });
    await turn();
    expect(unhandled).to.deep.equal([]);
    expect(named(events, 'error')).to.deep.equal([]);
  });
});
