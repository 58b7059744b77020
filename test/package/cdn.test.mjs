import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { ROOT } from './consumer.mjs';

const FOLDER = join(ROOT, 'dist/cdn');
const code = readFileSync(join(FOLDER, 'peerix.js'), 'utf8');
const files = readdirSync(FOLDER);
const lazy = [...code.matchAll(/\bimport\(\s*["'`]\.\/([^"'`]+)["'`]\s*\)/g)].map(([, file]) => file);

describe('the CDN file', () => {
  it('is whole: it imports nothing at once', () => {
    assert.doesNotMatch(code, /(^|[;}\n])\s*import\s*["'{*\w]/);
    assert.doesNotMatch(code, /\bfrom\s*["'][^"']+["']/);
  });

  it('loads nats.ws when first used, and has nothing else beside it', () => {
    assert.equal(new Set(lazy).size, 1);
    const [chunk] = lazy;
    assert.deepEqual(files.filter((file) => file.endsWith('.js')).sort(), [chunk, 'peerix.js'].sort());
    assert.match(readFileSync(join(FOLDER, chunk), 'utf8'), /nats/i);
  });

  it('does not carry nats.ws itself', () => {
    // The operations of the NATS client protocol, which a client cannot do without.
    for (const operation of ['CONNECT ', 'HPUB ', 'UNSUB ']) assert.equal(code.includes(operation), false, operation);
  });

  it('is minified and has a source map', () => {
    // Only template literals (styles) may keep their lines.
    assert.doesNotMatch(code, /\n\s+(?:return|const|let|if \(|this\.)/, 'whitespace stayed');
    assert.ok(files.includes('peerix.js.map'));
    assert.match(code, /\/\/# sourceMappingURL=peerix\.js\.map\s*$/);
  });

  it('ships no raw decorators', () => {
    assert.doesNotMatch(code, /@(property|state|query|customElement)\(/);
  });

  it('exports what the package exports', async () => {
    const everything = await import('peerix');
    const [, list = ''] = /export\s*\{([^}]*)\}/.exec(code) ?? [];
    const exported = list.split(',').map((entry) => entry.trim().split(/\s+as\s+/).at(-1));
    assert.deepEqual(exported.sort(), Object.keys(everything).sort());
  });
});
