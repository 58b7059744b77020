import { checkScenarios } from './scenarios.js';

// The whole engine over simulated time, chance, cryptography, connections and signaling. See run.mjs for looking into
// one schedule; PEERIX_RUNS=10000 (`npm run test:full`) runs all of them, PEERIX_SEED=17 PEERIX_RUNS=1 that one.
describe('everybody meets, once', () => {
  checkScenarios('pair', 'pair50', 'lossy', 'clean', 'partial8', 'islands');
});
