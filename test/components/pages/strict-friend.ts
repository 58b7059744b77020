import { MemoryDriver, Peer } from '../../../src/index.js';

const peer = new Peer({ driver: new MemoryDriver() });
peer.open({ label: 'files' });
peer.on('channel:open', ({ remote }) => { void remote.send(new File([new Uint8Array(100_000)], 'plan.pdf'), { label: 'files' }); });
await peer.join({ room: 'strict', metadata: { name: 'Ann' } });
