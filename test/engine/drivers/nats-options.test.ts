import { expect } from '@open-wc/testing';
import type { NatsDriverOptions } from '../../../src/drivers/nats.js';
import { NatsDriver } from '../../../src/drivers/nats.js';
import { PeerixError } from '../../../src/errors.js';

const SERVERS = 'ws://127.0.0.1:1';

function refusal(options: unknown): PeerixError {
  try {
    new NatsDriver(options as NatsDriverOptions);
  } catch (error) {
    if (error instanceof PeerixError) return error;
    throw error;
  }
  throw new Error(`Accepted: ${JSON.stringify(options)}`);
}

describe('NatsDriver options', () => {
  const nc = { publish() {}, subscribe() {}, flush() {}, status() {} };

  const bad: [option: string, what: string, options: unknown][] = [
    ['servers', 'nothing', undefined],
    ['servers', 'null', null],
    ['servers', 'no options', {}],
    ['servers', 'servers and nc', { servers: SERVERS, nc }],
    ['servers', 'an empty list', { servers: [] }],
    ['servers', 'an empty string', { servers: '' }],
    ['servers', 'a host only', { servers: 'nats.example.org' }],
    ['servers', 'another protocol', { servers: 'nats://nats.example.org:4222' }],
    ['servers', 'https', { servers: 'https://nats.example.org' }],
    ['servers', 'one bad of two', { servers: [SERVERS, 'nats'] }],
    ['servers', 'two in one string', { servers: 'ws://a:1 ws://b:1' }],
    ['servers', 'a number', { servers: 4222 }],
    ['servers', 'credentials in the URL', { servers: 'wss://ann:secret@nats.example.org' }],
    ['nc', 'a promise for a connection', { nc: Promise.resolve(nc) }],
    ['nc', 'null for a connection', { nc: null }],
    ['prefix', 'an empty prefix', { servers: SERVERS, prefix: '' }],
    ['prefix', 'a space', { servers: SERVERS, prefix: 'a b' }],
    ['prefix', 'a line end', { servers: SERVERS, prefix: 'a\r\nSUB > 1\r\n' }],
    ['prefix', 'a line end last', { servers: SERVERS, prefix: 'a\n' }],
    ['prefix', 'a wildcard', { servers: SERVERS, prefix: 'a.*' }],
    ['prefix', 'a full wildcard', { servers: SERVERS, prefix: '>' }],
    ['prefix', 'an empty part', { servers: SERVERS, prefix: 'a..b' }],
    ['prefix', 'a dot last', { servers: SERVERS, prefix: 'a.' }],
    ['prefix', 'too long a prefix', { servers: SERVERS, prefix: 'a'.repeat(101) }],
    ['prefix', 'a number', { servers: SERVERS, prefix: 5 }],
  ];
  for (const [option, what, options] of bad) {
    it(`refuses ${what}, naming \`${option}\` and the fix`, () => {
      const error = refusal(options);
      expect(error.code).to.equal('BAD_OPTION');
      if (options) expect(error.message).to.contain(`\`${option}\``);
      expect(error.message).not.to.contain('secret');
      expect(error.hint).to.match(/\.$/);
    });
  }

  it('takes good ones, and connects to nothing yet', () => {
    for (const options of [
      { servers: SERVERS }, { servers: [SERVERS, 'wss://nats.example.org/path'] },
      { servers: SERVERS, prefix: 'a-b.C_1' },
      { servers: SERVERS, nc: undefined, token: 'secret' }, { servers: SERVERS, prefix: 'a'.repeat(100) },
    ]) new NatsDriver(options as NatsDriverOptions);
  });
});
