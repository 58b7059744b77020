import { MemoryDriver } from '../../../src/index.js';
import { BAD, HALF_LOST, play } from './rounds.js';

describe('people meet over a bus that loses, repeats, delays and reorders', function () {
  this.timeout(240_000);

  const driver = (bus: string) => new MemoryDriver(bus);

  it('two of them, each pair once', () => play({ title: 'memory 30/30/300, two', people: 2, weather: BAD, driver, usually: 8, atMost: 40 }));
  it('five of them, each pair once', () => play({ title: 'memory 30/30/300, five', people: 5, weather: BAD, driver, usually: 1, atMost: 6 }));
  it('half of all lost: within 15 s', () => play({ title: 'memory 50 % lost, two', people: 2, weather: HALF_LOST, driver, usually: 8, atMost: 40 }));
});
