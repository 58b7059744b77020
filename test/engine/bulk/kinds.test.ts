import { expect } from '@open-wc/testing';
import { inbox, next, pair, record } from '../support.js';
import { bytesOf, hashOf, KIB, MIB, streamOf } from './support.js';

const SIZES = [0, 1, 64 * KIB - 1, 64 * KIB, 64 * KIB + 1, MIB - 1, MIB, MIB + 1, 2 * MIB, 5 * MIB + 3];

describe('kinds and sizes', function () {
  this.timeout(30_000);

  for (const size of SIZES) {
    it(`a Blob of ${size} bytes arrives whole, as a Blob of its type`, async () => {
      const { a, b } = await pair(), bytes = bytesOf(size), message = next(b, 'channel:message');
      const sending = a.send(new Blob([bytes], { type: 'image/png' }), { info: { n: size } });
      const { data, info, label } = await message;
      expect(data).to.be.instanceOf(Blob).and.not.instanceOf(File);
      expect([(data as Blob).type, (data as Blob).size, info, label]).to.deep.equal(['image/png', size, { n: size }, 'default']);
      expect(await hashOf(data as Blob)).to.equal(await hashOf(bytes));
      const report = await sending;
      expect([...report]).to.deep.equal([[b.id, 'delivered']]);
    });

    it(`a ReadableStream of ${size} bytes arrives at once, as a ReadableStream`, async () => {
      const { a, b } = await pair(), bytes = bytesOf(size), message = next(b, 'channel:message');
      const sending = a.send(streamOf(bytes));
      const { data } = await message;
      expect(data).to.be.instanceOf(ReadableStream);
      expect(await hashOf(data as ReadableStream)).to.equal(await hashOf(bytes));
      expect((await sending).ok).to.equal(true);
    });
  }

  it('a File keeps its name, type and time', async () => {
    const { a, b } = await pair(), message = next(b, 'channel:message');
    const file = new File([bytesOf(100_000)], 'Ünï "x"\n.txt', { type: 'text/plain', lastModified: 1_234_567_890_123 });
    await a.send(file);
    const data = (await message).data as File;
    expect(data).to.be.instanceOf(File);
    expect([data.name, data.type, data.lastModified, data.size]).to.deep.equal([file.name, 'text/plain', 1_234_567_890_123, 100_000]);
    expect(await hashOf(data)).to.equal(await hashOf(file));
  });

  const text = `${'é'.repeat(MIB)}x`, json = { list: Array.from({ length: 200_000 }, (_, i) => ({ i })) };
  const large: [string, object | string][] = [
    ['a string', text], ['JSON', json], ['an ArrayBuffer', bytesOf(3 * MIB).buffer], ['a Uint8Array', bytesOf(3 * MIB)],
    ['a Float64Array', new Float64Array(400_000).map((_, i) => i / 3)], ['a DataView', new DataView(bytesOf(2 * MIB).buffer)],
  ];
  for (const [name, value] of large) {
    it(`${name} of more than 1 MiB keeps its type`, async () => {
      const { a, b } = await pair(), received = inbox(b);
      expect((await a.send(value, { info: 'about' })).ok).to.equal(true);
      expect(received).to.have.length(1);
      const [data] = received as [object];
      if (typeof value === 'string' || value === json) return expect(JSON.stringify(data) === JSON.stringify(value)).to.equal(true);
      expect(Object.getPrototypeOf(data)).to.equal(Object.getPrototypeOf(value));
      return expect(await hashOf(data as ArrayBuffer)).to.equal(await hashOf(value as ArrayBuffer));
    });
  }

  it('what is larger than a message is offered first, in the order of the channel', async () => {
    const { a, b } = await pair(), events = record(b);
    const sendings = [a.send('before'), a.send(new Blob([bytesOf(MIB)])), a.send('between'), a.send(new Blob(['small'])), a.send('after')];
    await Promise.all(sendings);
    const names = events.map((event) => (event.name === 'channel:message' && typeof event.data === 'string' ? event.data : event.name));
    expect(names.filter((name) => name === 'transfer')).to.have.length(1);
    expect(names.filter((name) => ['before', 'transfer', 'between', 'after'].includes(name))).to.deep.equal(['before', 'transfer', 'between', 'after']);
  });
});
