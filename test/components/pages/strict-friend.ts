import { MemoryDriver, Peer } from '../../../src/index.js';

const peer = new Peer({ driver: new MemoryDriver() });
await peer.join({ room: 'strict', metadata: { name: 'Ann' } });
