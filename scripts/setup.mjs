import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { findChromium } from './chromium.mjs';
import { findFirefox } from './firefox-program.mjs';
import { findNatsServer, NATS_CACHE } from './nats-server.mjs';
import { findIp, findNft, findTurnServer } from './network-programs.mjs';
import { ROOT, run } from './run.mjs';

// Everything here runs before there is a node_modules: Node's own modules only.

/** Something is missing that we may not or cannot install ourselves. The message is one sentence: what, and how to get it. */
export class SetupError extends Error {}

/** Installs the packages of package.json, unless all are there in the version it names. */
export async function setUpPackages() {
  if (packagesAreThere()) return;
  console.log('Installing packages (npm install) …');
  // Not `npm ci`: it refuses lockfiles that lack another platform's optional packages.
  const code = await run('npm', ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error']);
  if (code !== 0) throw new SetupError('npm install failed (see above): check the network and run it again.');
}

/** The packages, and what only tests need: a Chromium and a nats-server. */
export async function setUpTests() {
  await setUpPackages();
  if (!findChromium()) installChromium();
  if (!findNatsServer()) unpackNatsServer();
}

/** The packages, and a Chromium to measure with. */
export async function setUpBench() {
  await setUpPackages();
  if (!findChromium()) installChromium();
}

/** What tests need, and what makes networks and, unless `isShort`, all their faults: what is missing is skipped, not failed. */
export async function setUpFaults({ isShort = false } = {}) {
  await setUpTests();
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return; // only root makes networks
  if (!findIp()) installPackage('iproute2');
  if (isShort) return;
  if (!findNft()) installPackage('nftables');
  if (!findTurnServer()) installTurnServer();
}

/** What tests need, and a Firefox: without one, its tests are skipped. */
export async function setUpFirefox() {
  await setUpTests();
  if (!findFirefox() && process.getuid?.() === 0) installPackage('firefox-esr');
}

function packagesAreThere() {
  const { dependencies, devDependencies } = readPackage(ROOT);
  return Object.entries({ ...dependencies, ...devDependencies })
    .every(([name, version]) => readPackage(`${ROOT}node_modules/${name}/`)?.version === version);
}

function readPackage(folder) {
  try {
    return JSON.parse(readFileSync(`${folder}package.json`, 'utf8'));
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}

function installChromium() {
  if (process.getuid?.() === 0) installPackage('chromium');
  if (!findChromium()) {
    throw new SetupError('Chromium is missing: install it (Debian: sudo apt-get install chromium) '
      + 'or name any Chromium or Chrome in CHROMIUM_BIN.');
  }
}

// As a package it would run from now on, for everybody.
function installTurnServer() {
  installPackage('coturn');
  spawnSync('systemctl', ['disable', '--now', 'coturn'], { stdio: 'ignore' });
}

function installPackage(name) { apt('install', '-y', '--no-install-recommends', name); }

/** Debian's package, unpacked into .cache: needs no root and starts no service. */
function unpackNatsServer() {
  if (apt('download', 'nats-server')) {
    const [deb] = readdirSync(NATS_CACHE).filter((file) => file.endsWith('.deb'));
    if (deb) spawnSync('dpkg', ['-x', deb, '.'], { cwd: NATS_CACHE, stdio: 'inherit' });
  }
  if (!findNatsServer()) {
    throw new SetupError('nats-server is missing: install it (Debian: sudo apt-get install nats-server; '
      + 'else https://github.com/nats-io/nats-server/releases) or name it in NATS_SERVER_BIN.');
  }
}

/** True if it worked. A fresh container has no package lists: fetches them once where we may. */
function apt(...args) {
  mkdirSync(NATS_CACHE, { recursive: true });
  const attempt = (...words) => spawnSync('apt-get', words, { cwd: NATS_CACHE, stdio: 'inherit' }).status === 0;
  return attempt(...args) || (process.getuid?.() === 0 && attempt('update') && attempt(...args));
}
