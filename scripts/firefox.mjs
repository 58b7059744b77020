import { main } from './main.mjs';
import { setUpFirefox } from './setup.mjs';

/**
 * `npm run test:firefox`: calls between Chromium and Firefox, and between Firefoxes; all are skipped where there is none.
 * `-- --short`: what `npm test` plays. `-- restart 'three tags'`: only those whose names contain one of these.
 */
await main(async (args) => {
  await setUpFirefox();
  const { playFirefox } = await import('../test/firefox/run.mjs');
  const { passed, failed, skipped } = await playFirefox({ isShort: args.includes('--short'), names: args.filter((word) => !word.startsWith('--')) });
  console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
  return failed > 0 ? 1 : 0;
});
