import { main } from './main.mjs';
import { run } from './run.mjs';
import { setUpTests } from './setup.mjs';

const script = (name) => run(process.execPath, [`scripts/${name}.mjs`]);

/** `npm run verify`: all of `npm test` (types, lint, build, tests), and what the bundles weigh; `npm run size` judges that. */
await main(async () => {
  await setUpTests();
  await script('size');
  return script('test');
});
