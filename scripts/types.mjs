import { main } from './main.mjs';
import { setUpPackages } from './setup.mjs';
import { checkTypes } from './steps.mjs';

/** `npm run types`: everything in TypeScript, and our types against the contract (test/types). */
await main(async () => {
  await setUpPackages();
  return checkTypes();
});
