import { NatsDriver } from '../../../src/index.js';
import { NatsServer } from '../../support/nats.js';
import { BAD, HALF_LOST, play } from './rounds.js';

describe('people meet over a nats-server on a network that loses, repeats, delays and reorders', function () {
  this.timeout(240_000);

  let server: NatsServer;
  before(async () => { server = await NatsServer.start(); });
  const driver = () => new NatsDriver({ servers: server.url });

  it('two of them, each pair once', () => play({ title: 'NATS 30/30/300, two', people: 2, weather: BAD, driver, usually: 8, atMost: 40 }));
  it('five of them, each pair once', () => play({ title: 'NATS 30/30/300, five', people: 5, weather: BAD, driver, usually: 2, atMost: 10 }));
  it('half of all lost: within 15 s', () => play({ title: 'NATS 50 % lost, two', people: 2, weather: HALF_LOST, driver, usually: 4, atMost: 20 }));
});
