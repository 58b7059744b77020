import { expect } from '@open-wc/testing';
import { OrderedAssembly, UnorderedAssembly } from '../../../src/data/assembly.js';
import { CHUNK, parsePart } from '../../../src/data/framing.js';
import { Budget, ReliableOutbox, type Pipe } from '../../../src/data/outbox.js';
import { decode, encode, type Encoded } from '../../../src/data/value.js';

const silent = { acknowledged: () => {}, settle: () => {} };

/** A data channel that takes so many parts and is then full. */
function pipeOf(capacity: number): Pipe & { readonly sent: ArrayBuffer[] } {
  const sent: ArrayBuffer[] = [];
  return {
    sent, readyState: 'open', send: (part: Uint8Array<ArrayBuffer>) => { sent.push(part.slice().buffer); },
    get bufferedAmount() { return sent.length < capacity ? 0 : Infinity; },
  } as unknown as Pipe & { sent: ArrayBuffer[] };
}

it('a message takes the receipt for what came the other way along, once', () => {
  const waiting = [7], pipe = pipeOf(100), outbox = new ReliableOutbox(true, new Budget(), () => waiting.shift()), assembly = new OrderedAssembly();
  outbox.attach(pipe);
  outbox.post(encode(new Uint8Array(CHUNK + 1), { a: 1 }), silent);
  const parts = pipe.sent.map((data) => parsePart(data)!);
  expect(parts.map(({ ack }) => ack)).to.deep.equal([7, undefined]);
  const values = parts.flatMap((part) => {
    const arrival = assembly.take(part);
    return arrival === 'violation' ? [] : arrival.values;
  });
  expect(values.map((value) => decode(value))).to.deep.equal([{ data: new Uint8Array(CHUNK + 1), info: { a: 1 } }]);
});

for (const ordered of [true, false]) {
  describe(`an ${ordered ? 'ordered' : 'unordered'} outbox`, () => {
    const make = () => ({ outbox: new ReliableOutbox(ordered, new Budget()), assembly: ordered ? new OrderedAssembly() : new UnorderedAssembly() });

    it('says on a new connection, too, what was cancelled half-way: what follows arrives', () => {
      const { outbox, assembly } = make(), lost = pipeOf(1), next = pipeOf(100), received: unknown[] = [];
      outbox.attach(lost);
      const takeBack = outbox.post(encode(new Uint8Array(3 * CHUNK), undefined), silent);
      outbox.detach();
      takeBack();
      outbox.post(encode('after', undefined), silent);
      outbox.rewind(1);
      outbox.attach(next);
      for (const data of next.sent) {
        const arrival = assembly.take(parsePart(data)!);
        if (arrival === 'violation') throw new Error('a part came out of turn');
        received.push(...arrival.values.map((value: Encoded) => decode(value)?.data));
        outbox.acknowledge(arrival.acknowledge);
      }
      expect(received).to.deep.equal(['after']);
      expect(outbox.isEmpty).to.equal(true);
    });

    it('believes no receipt of what it has not sent whole', () => {
      const { outbox } = make(), pipe = pipeOf(1), settled: unknown[] = [];
      outbox.attach(pipe);
      outbox.post(encode(new Uint8Array(3 * CHUNK), undefined), { acknowledged: () => {}, settle: (outcome) => settled.push(outcome) });
      outbox.acknowledge([1]);
      expect([settled, outbox.isEmpty]).to.deep.equal([[], false]);
    });
  });
}
