import { expect } from '@open-wc/testing';
import { inbox, next, pair, until } from '../support.js';

const pattern = (i: number) => (i * 31 + 7) % 251;
const bytes = (length: number) => Uint8Array.from({ length }, (_, i) => pattern(i));
const KIB = 1024;

const JSON_VALUES: unknown[] = [
  null, 0, -1.5, 1e300, true, false, [], {}, [null, 0, false, '', [[]]], { a: { b: [{ c: null }] } }, { '': 0, ключ: 'значение' },
];
const TEXTS = ['', 'a', 'grüße 👋🏽', '\u0000', '\ufeffmarked', 'null', '{"a":1}'];

it('keeps strings, the empty one too', async () => {
  const { a, b } = await pair();
  const received = inbox(b);
  for (const text of TEXTS) await a.send(text);
  expect(received).to.deep.equal(TEXTS);
});

it('keeps JSON values, falsy and nested ones too', async () => {
  const { a, b } = await pair();
  const received = inbox(b);
  for (const value of JSON_VALUES) await a.send(value as object);
  expect(received).to.deep.equal(JSON_VALUES);
});

it('keeps an ArrayBuffer', async () => {
  const { a, b } = await pair();
  const received = inbox(b);
  await a.send(bytes(10).buffer);
  await a.send(new ArrayBuffer(0));
  expect(received).to.have.lengthOf(2);
  expect(received[0]).to.be.instanceOf(ArrayBuffer).with.property('byteLength', 10);
  expect([...new Uint8Array(received[0] as ArrayBuffer)]).to.deep.equal([...bytes(10)]);
  expect(received[1]).to.be.instanceOf(ArrayBuffer).with.property('byteLength', 0);
});

const VIEWS = [
  'Uint8Array', 'Uint8ClampedArray', 'Int8Array', 'Uint16Array', 'Int16Array', 'Uint32Array', 'Int32Array',
  'Float16Array', 'Float32Array', 'Float64Array', 'BigInt64Array', 'BigUint64Array', 'DataView',
];

for (const name of VIEWS) {
  it(`keeps a ${name}, and sends only what it views`, async function () {
    const View = (globalThis as unknown as Record<string, new (buffer: ArrayBuffer, offset?: number, length?: number) => ArrayBufferView>)[name];
    if (!View) return this.skip();
    const { a, b } = await pair();
    const size = (View as { BYTES_PER_ELEMENT?: number }).BYTES_PER_ELEMENT ?? 1;
    const whole = bytes(64).buffer;
    const view = new View(whole, 16, 16 / size);
    const [{ data }] = await Promise.all([next(b, 'channel:message'), a.send(view)]);
    const received = data as ArrayBufferView;
    expect(received.constructor).to.equal(View);
    expect([received.byteOffset, received.byteLength, received.buffer.byteLength]).to.deep.equal([0, 16, 16]);
    expect([...new Uint8Array(received.buffer as ArrayBuffer)]).to.deep.equal([...bytes(64).slice(16, 32)]);
  });
}

it('sends what the bytes are when send is called', async () => {
  const { a, b } = await pair();
  const changing = bytes(100);
  const sending = a.send(changing);
  changing.fill(0);
  const { data } = await next(b, 'channel:message');
  await sending;
  expect([...data as Uint8Array]).to.deep.equal([...bytes(100)]);
});

for (const size of [0, 1, 64 * KIB - 1, 64 * KIB, 64 * KIB + 1, 1024 * KIB]) {
  it(`carries ${size} bytes whole`, async () => {
    const { a, b } = await pair();
    const [{ data }, report] = await Promise.all([next(b, 'channel:message'), a.send(bytes(size))]);
    expect(report.ok).to.equal(true);
    const received = data as Uint8Array;
    expect(received.length).to.equal(size);
    expect(received.every((byte, i) => byte === pattern(i))).to.equal(true);
  });
}

it('measures text in UTF-8', async () => {
  const { a, b } = await pair();
  const largest = 'é'.repeat(512 * KIB);
  const [{ data }] = await Promise.all([next(b, 'channel:message'), a.send(largest)]);
  expect(data).to.equal(largest);
});

it('carries info beside every type, and leaves the field out where there is none', async () => {
  const { a, b } = await pair();
  const events: unknown[] = [];
  b.on('channel:message', (event) => events.push('info' in event ? event.info : 'none'));
  const infos = [{ id: 7 }, null, 0, false, '', [1]];
  for (const info of infos) await a.send(bytes(70 * KIB), { info });
  await a.send('without');
  await a.send('undefined', { info: undefined });
  await until('all came', () => events.length === infos.length + 2);
  expect(events).to.deep.equal([...infos, 'none', 'none']);
});

it('carries 8 KiB of info', async () => {
  const { a, b } = await pair();
  const info = 'x'.repeat(8 * KIB - 2);
  const [event] = await Promise.all([next(b, 'channel:message'), a.send('', { info })]);
  expect(event.info).to.equal(info);
});
