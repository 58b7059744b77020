import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/**
 * A project of somebody who installed the package as `npm publish` would send it, beside `dependencies` of ours.
 * `dispose` removes it.
 */
export function installedPackage(dependencies = []) {
  const folder = mkdtempSync(join(tmpdir(), 'peerix-consumer-'));
  const pkgDir = join(folder, 'node_modules/peerix');
  mkdirSync(pkgDir, { recursive: true });
  const [{ filename }] = JSON.parse(execFileSync('npm', ['pack', '--json', '--pack-destination', folder], {
    cwd: ROOT, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'],
  }));
  execFileSync('tar', ['-xzf', join(folder, filename), '--strip-components=1', '-C', pkgDir]);
  for (const name of dependencies) link(name, folder);
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'consumer', private: true, type: 'module' }));
  return { folder, pkgDir, dispose: () => rmSync(folder, { recursive: true }) };
}

function link(name, folder) {
  const place = join(folder, 'node_modules', name);
  mkdirSync(dirname(place), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules', name), place);
}

/** Runs a module in bare Node in that project; gives the JSON value of what it logs. */
export function inNode({ folder }, code) {
  const output = execFileSync(process.execPath, ['--input-type=module', '--eval', code], {
    cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'],
  });
  return JSON.parse(output);
}
