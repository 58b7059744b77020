import { main } from './main.mjs';
import { setUpPackages } from './setup.mjs';
import { build } from './steps.mjs';

/** `npm run build`: everything that is published and is not in the repository. */
await main(async () => {
  await setUpPackages();
  return build();
});
