import { main } from './main.mjs';
import { run } from './run.mjs';
import { setUpBench } from './setup.mjs';

/** `npm run bench`: test/bench/run.mjs, given all arguments. */
await main(async (args) => {
  await setUpBench();
  return run(process.execPath, ['test/bench/run.mjs', ...args]);
});
