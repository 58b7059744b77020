import { main } from './main.mjs';
import { run } from './run.mjs';
import { setUpTests } from './setup.mjs';

const script = (name) => run(process.execPath, [`scripts/${name}.mjs`]);

/** `npm run verify`: the bundle sizes against their budget, and all of `npm test` (types, lint, build, tests). */
await main(async () => {
  await setUpTests();
  const sizes = await script('size');
  const tests = await script('test');
  return Math.max(sizes, tests);
});
