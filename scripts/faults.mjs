import { main } from './main.mjs';
import { setUpFaults } from './setup.mjs';

/**
 * `npm run test:faults`: real networks with real faults; as root on Linux, else all are skipped.
 * `-- --short`: what `npm test` plays. `-- cut frozen`: only those whose names contain one of these words. `--log`: what
 * each member saw.
 */
await main(async (args) => {
  const isShort = args.includes('--short');
  await setUpFaults({ isShort });
  const { playFaults } = await import('../test/faults/network/run.mjs');
  const { passed, failed, skipped } = await playFaults({
    isShort, showsLogs: args.includes('--log'), names: args.filter((word) => !word.startsWith('--')),
  });
  console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
  return failed > 0 ? 1 : 0;
});
