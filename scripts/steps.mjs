import { rmSync } from 'node:fs';
import { ROOT, inOrder, run, tool } from './run.mjs';

// The steps that scripts are made of. Each resolves with an exit code and expects the packages to be there.

export const checkTypes = () => tool('typescript/bin/tsc', ['--project', '.']);

export const lint = () => inOrder(checkCode, checkIcons);

const checkCode = () => tool('oxlint/bin/oxlint', ['--deny-warnings']);

/** That they are what their script draws. */
const checkIcons = () => run(process.execPath, [`${ROOT}scripts/icons.mjs`, '--check']);

/** dist/src and dist/components for npm, dist/cdn for script tags, custom-elements.json for editors. */
export const build = () => inOrder(emptyDist, buildPackage, buildCdn, buildManifest);

/** dist/cdn/peerix.js alone. */
export const buildCdn = () => tool('vite/bin/vite.js', ['build', '--logLevel', 'warn']);

export const testInBrowser = (args, env) => tool('@web/test-runner/dist/bin.js', args, { env });

const buildPackage = () => tool('typescript/bin/tsc', ['--project', 'tsconfig.build.json']);

const buildManifest = () => tool('@custom-elements-manifest/analyzer/cem.js', ['analyze', '--quiet']);

async function emptyDist() {
  rmSync(`${ROOT}dist`, { recursive: true, force: true });
  return 0;
}
