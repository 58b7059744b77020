import { main } from './main.mjs';
import { setUpPackages } from './setup.mjs';
import { lint } from './steps.mjs';

/** `npm run lint` */
await main(async () => {
  await setUpPackages();
  return lint();
});
