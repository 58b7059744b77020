import { checkScenarios } from './scenarios.js';

describe('whoever comes and goes is seen to', () => {
  checkScenarios('churn', 'outage', 'leaving', 'publishing', 'wandering');
});
