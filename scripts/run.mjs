import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('..', import.meta.url));

const ENDING = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** Runs a program in the repository, its output shown; resolves with its exit code (1 if it was killed). Who ends us ends it. */
export function run(program, args, { env } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: ROOT, stdio: 'inherit', env: { ...process.env, ...env } });
    const passOn = (signal) => child.kill(signal);
    for (const signal of ENDING) process.on(signal, passOn);
    child.once('error', reject);
    child.once('exit', (code) => {
      for (const signal of ENDING) process.off(signal, passOn);
      resolve(code ?? 1);
    });
  });
}

/** A command line tool of our development dependencies. */
export function tool(name, args, options) {
  return run(process.execPath, [`${ROOT}node_modules/${name}`, ...args], options);
}

/** One after the other until one fails; resolves with the first exit code that is not zero. */
export async function inOrder(...steps) {
  for (const step of steps) {
    const code = await step();
    if (code !== 0) return code;
  }
  return 0;
}
