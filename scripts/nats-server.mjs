import { fileURLToPath } from 'node:url';
import { isExecutable, onPath } from './chromium.mjs';

/** Where `setup.mjs` unpacks Debian's package when it may not install it. */
export const NATS_CACHE = fileURLToPath(new URL('../.cache/nats-server/', import.meta.url));

/** `NATS_SERVER_BIN`, the PATH (Debian puts it in sbin, which is not on everybody's), or what `setup.mjs` unpacked. */
export function findNatsServer() {
  const places = [...onPath(['nats-server'], ['/usr/sbin', '/usr/local/sbin']), `${NATS_CACHE}usr/sbin/nats-server`];
  return process.env.NATS_SERVER_BIN || places.find(isExecutable);
}
