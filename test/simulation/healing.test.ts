import { checkScenarios } from './scenarios.js';

describe('links heal', () => {
  checkScenarios('cuts', 'freezes', 'rebuilt', 'oneSided', 'everything', 'transfers');
});

describe('nobody is taken for gone who is there', () => {
  checkScenarios('hidden', 'asleep', 'lossyPath');
});
