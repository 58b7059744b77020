import { vocabulary } from '../language/vocabulary.js';

export const audioWords = vocabulary('audio', {
  missing: { title: 'The chosen speaker is not there.', advice: 'Sound comes from the default one until it is back.' },
  denied: { title: 'The chosen speaker is blocked.', advice: 'Allow the microphone on this page: browsers lend speakers with it.' },
  failed: { title: 'The chosen speaker does not start.', advice: 'Sound comes from the default one. Choose another.' },
  unsupported: { title: 'This browser plays sound on the default speaker only.', advice: 'Choose the speaker in the system settings.' },
} as const);
