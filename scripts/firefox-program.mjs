import { isExecutable, onPath } from './chromium.mjs';

const NAMES = ['firefox-esr', 'firefox'];
const OUTSIDE_PATH = ['/Applications/Firefox.app/Contents/MacOS/firefox'];

/** The Firefox to test with: `FIREFOX_BIN`, or the first on the PATH. */
export function findFirefox() {
  return process.env.FIREFOX_BIN || [...onPath(NAMES), ...OUTSIDE_PATH].find(isExecutable);
}

/** A camera and a microphone that are not there, without a question. */
export const FIREFOX_PREFERENCES = {
  'media.navigator.streams.fake': true,
  'media.navigator.permission.disabled': true,
  // For minutes Firefox answers new websockets late where one failed: users have to wait, tests need not.
  'network.websocket.delay-failed-reconnects': false,
};
