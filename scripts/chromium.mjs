import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const OUTSIDE_PATH = ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'];

/** What a call needs in a machine without screen, camera or sound, possibly as root in a container. */
export const CHROMIUM_ARGS = [
  '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update',
  '--disable-sync', '--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream',
  '--autoplay-policy=no-user-gesture-required', '--js-flags=--expose-gc',
];

/** The browser to test with: `CHROMIUM_BIN`, or the first Chromium or Chrome on the PATH. */
export function findChromium() {
  return process.env.CHROMIUM_BIN || [...onPath(NAMES), ...OUTSIDE_PATH].find(isExecutable);
}

/** Every place on the PATH where a program of one of these names could be, best name first. */
export function onPath(names, extraFolders = []) {
  const folders = [...(process.env.PATH ?? '').split(delimiter), ...extraFolders];
  return names.flatMap((name) => folders.map((folder) => join(folder, name)));
}

export function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch (error) {
    if (['ENOENT', 'EACCES', 'ENOTDIR'].includes(error.code)) return false;
    throw error;
  }
}
