import { checkScenarios } from './scenarios.js';

describe('crowds, real and forged, and full rooms', () => {
  checkScenarios('crowd', 'crowdForged', 'full', 'fullVerify');
});
