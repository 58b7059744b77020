import { expect } from '@open-wc/testing';
import { MemoryDriver, NatsDriver, Peer } from '../../../src/index.js';
import { NatsServer } from '../../support/nats.js';

const WARM = Symbol.for('peerix.warm');

describe('a driver that can connect ahead', () => {
  it('connects while the password is stretched, and is let go when the join is over', async () => {
    const log: string[] = [];
    class Slow extends MemoryDriver {
      override subscribe(...args: Parameters<MemoryDriver['subscribe']>): void {
        log.push('subscribe');
        super.subscribe(...args);
      }
    }
    const driver = Object.assign(new Slow('abilities'), { [WARM]: () => { log.push('warm'); return () => { log.push('let go'); }; } });
    const peer = new Peer({ driver, password: 'secret' });
    await peer.join({ room: 'r' });
    expect(log).to.deep.equal(['warm', 'subscribe', 'subscribe', 'let go']);
    await peer.leave();
  });

  it('over NATS opens its socket before the room has a topic, and closes it if nobody subscribes', async () => {
    const server = await NatsServer.start();
    const opened: WebSocket[] = [];
    const driver = new NatsDriver({
      servers: server.url,
      wsFactory: async (url: string) => {
        const socket = new WebSocket(url);
        opened.push(socket);
        return { socket, encrypted: false };
      },
    });
    const letGo = (driver as unknown as { [WARM](): () => void })[WARM]();
    await new Promise<void>((resolve) => { const look = () => (opened[0]?.readyState === WebSocket.OPEN ? resolve() : setTimeout(look, 10)); look(); });
    letGo();
    await new Promise<void>((resolve) => { const look = () => (opened[0]?.readyState === WebSocket.CLOSED ? resolve() : setTimeout(look, 10)); look(); });
    await server.stop();
  });
});
