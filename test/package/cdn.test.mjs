import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { ROOT } from './consumer.mjs';

const FOLDER = join(ROOT, 'dist/cdn');
const code = readFileSync(join(FOLDER, 'peerix.js'), 'utf8');
const files = readdirSync(FOLDER);
const STATIC_IMPORT = /(^|[;}\n])\s*import\s*["'`{*\w]/;
const IMPORT = /\bimport\(\s*["'`]\.\/([^"'`]+)["'`]\s*\)/g;
const read = (file) => readFileSync(join(FOLDER, file), 'utf8');
const lazyOf = (file) => [...new Set([...read(file).matchAll(IMPORT)].map(([, imported]) => imported))];
const WORDS = ['ar', 'de', 'es', 'zh'].map((language) => `words-${language}.js`);
const CHUNKS = ['lean-qr.js', 'nats-session.js', 'nats.js', ...WORDS];

describe('the CDN file', () => {
  it('is whole: it imports nothing at once', () => {
    assert.doesNotMatch(code, STATIC_IMPORT);
    assert.doesNotMatch(code, /\bfrom\s*["'][^"']+["']/);
  });

  it('loads languages, QR codes and the NATS driver when first used, and that nats.ws; nothing else lies beside it', () => {
    assert.deepEqual(files.filter((file) => file.endsWith('.js')).sort(), [...CHUNKS, 'peerix.js'].sort());
    assert.deepEqual(lazyOf('peerix.js').sort(), ['lean-qr.js', 'nats-session.js', ...WORDS]);
    assert.deepEqual(lazyOf('nats-session.js'), ['nats.js']);
    assert.deepEqual(lazyOf('nats.js'), []);
  });

  // Loaded as peerix.js?v=2, or through a redirect, it would be evaluated a second time.
  for (const chunk of CHUNKS) {
    it(`is not imported back: ${chunk}`, () => {
      assert.doesNotMatch(read(chunk), /["'`][^"'`\s]*peerix\.js["'`]/);
      assert.doesNotMatch(read(chunk), STATIC_IMPORT);
    });
  }

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
