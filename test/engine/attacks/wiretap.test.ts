import { expect } from '@open-wc/testing';
import { NatsDriver } from '../../../src/index.js';
import { toBase64url } from '../../../src/signaling/bytes.js';
import { tracesOf } from '../../e2e/traces.js';
import { NatsServer, type Overheard } from '../../support/nats.js';
import { until } from '../support.js';
import { Member, together } from './members.js';
import { secretsOf } from './secrets.js';

const ROOM = 'canary-room-Bq7tLx', PASSWORD = 'canary-password-Mz4wKd', CHAT = 'canary-chat-Rv9nHs';
const latin1 = (bytes: Uint8Array): string => Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');

/** As they are, or in base64 at any offset. */
function showsBytes(overheard: readonly Overheard[], wanted: Uint8Array): boolean {
  const everything = overheard.map(({ bytes }) => latin1(bytes)).join('\n');
  return everything.includes(latin1(wanted)) || [0, 1, 2].some((skipped) => {
    const whole = btoa(latin1(wanted.subarray(skipped))), certain = whole.slice(0, Math.floor((wanted.length - skipped) * 8 / 6));
    return everything.includes(certain) || everything.includes(certain.replaceAll('+', '-').replaceAll('/', '_'));
  });
}

describe('what a browser says to another', function () {
  this.timeout(30_000);

  for (const password of [undefined, PASSWORD]) {
    it(`about its connection is in no byte on the NATS server${password ? ', with a password' : ''}`, async () => {
      const server = await NatsServer.start();
      await server.tap();
      const names = ['Ann', 'Bob', 'Eve'].map((name) => `canary-${name}-Jx5pQv`);
      const members = names.map(() => new Member(new NatsDriver({ servers: server.url }), password ? { password } : {}));
      await Promise.all(members.map(({ peer }, i) => peer.join({ room: ROOM, metadata: { name: names[i]! } })));
      await together(...members);
      const heard = members.map(({ events }) => () => events.some((event) => event.name === 'channel:message' && event.data === CHAT));
      await Promise.all(members.map(({ peer }) => peer.send(CHAT)));
      await until('all have heard', () => heard.every((isHeard) => isHeard()));
      const secrets = members.map(secretsOf), texts = [...new Set(secrets.flatMap((one) => one.texts))];
      await members[2]!.peer.leave();

      await until('the leave is overheard', async () => (await server.overheard()).some(({ bytes }) => bytes[1] === 4));
      const overheard = await server.overheard();
      expect(texts.length).to.be.above(15);
      expect(tracesOf([ROOM, PASSWORD, CHAT, ...names, ...texts], overheard)).to.deep.equal([]);
      for (const print of secrets.flatMap(({ bytes }) => bytes)) expect(showsBytes(overheard, print)).to.equal(false);
    });
  }

  it('would be found by this test', () => {
    const print = crypto.getRandomValues(new Uint8Array(32)), text = new TextEncoder();
    const hidden = [print, text.encode(`x${btoa(latin1(print))}`), text.encode(toBase64url(Uint8Array.of(1, ...print))), text.encode(btoa(`xy${latin1(print)}`))];
    for (const bytes of hidden) expect(showsBytes([{ subject: '', bytes: Uint8Array.of(0, ...bytes, 0) }], print)).to.equal(true);
    expect(showsBytes([{ subject: '', bytes: print.slice(1) }], print)).to.equal(false);
  });
});
