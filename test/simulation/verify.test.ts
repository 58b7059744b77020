import { checkScenarios } from './scenarios.js';

describe('only those who are admitted meet', () => {
  checkScenarios('verify', 'mixed', 'newMeta', 'intruder', 'islandsMixed');
});
