import { checkScenarios } from './scenarios.js';

describe('links outlive what happens to them', () => {
  checkScenarios('faults', 'drops', 'verifyFaults', 'renegotiate');
});
