import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { inNode, installedPackage } from './consumer.mjs';

const TAGS = [
  'peerix-room', 'peerix-local-media', 'peerix-remote-streams', 'peerix-tile', 'peerix-data-channel', 'peerix-chat', 'peerix-files',
  'peerix-peers', 'peerix-prejoin', 'peerix-stats', 'peerix-toggle', 'peerix-device-select', 'peerix-leave', 'peerix-controls',
  'peerix-audio', 'peerix-start-audio', 'peerix-invite', 'peerix-status', 'peerix-conference',
];
const ENGINE = ['BroadcastChannelDriver', 'Driver', 'MemoryDriver', 'NatsDriver', 'Peer', 'PeerixError'];
const ELEMENTS = [
  'PeerixAudio', 'PeerixChat', 'PeerixConference', 'PeerixControls', 'PeerixDataChannel', 'PeerixDeviceSelect', 'PeerixFiles', 'PeerixInvite',
  'PeerixLeave', 'PeerixLocalMedia', 'PeerixPeers', 'PeerixPrejoin', 'PeerixRemoteStreams', 'PeerixRoom', 'PeerixStartAudio', 'PeerixStats',
  'PeerixStatus', 'PeerixTile', 'PeerixToggle', 'addWords',
];

const names = (specifier) => `import * as all from '${specifier}'; console.log(JSON.stringify(Object.keys(all).sort()))`;

describe('the engine, with nothing else installed', () => {
  let alone;
  before(() => { alone = installedPackage(); });
  after(() => alone.dispose());

  it('imports in bare Node without Lit or nats.ws', () => {
    assert.deepEqual(inNode(alone, names('peerix/engine')), ENGINE);
  });

  it('leaves globals alone and lets the process end', () => {
    const code = `const known = new Set(Object.getOwnPropertyNames(globalThis));
      await import('peerix/engine');
      console.log(JSON.stringify(Object.getOwnPropertyNames(globalThis).filter((name) => !known.has(name))))`;
    assert.deepEqual(inNode(alone, code), []);
  });

  it('makes a Peer, and says by a typed error that Node has no WebRTC', () => {
    const code = `import { Peer, PeerixError } from 'peerix/engine';
      const failed = await new Peer().join({ room: 'r' }).then(() => undefined, (error) => error);
      console.log(JSON.stringify({ typed: failed instanceof PeerixError, code: failed?.code }))`;
    assert.deepEqual(inNode(alone, code), { typed: true, code: 'UNSUPPORTED' });
  });

  it('says that the NATS driver could not be loaded, and loads it at the next subscribe', () => {
    const code = `import { renameSync } from 'node:fs';
      import { NatsDriver, PeerixError } from 'peerix/engine';
      const file = ${JSON.stringify(join(alone.pkgDir, 'dist/src/drivers/nats/session.js'))};
      const silent = { async *[Symbol.asyncIterator]() { await new Promise(() => {}); }, unsubscribe() {} };
      const driver = new NatsDriver({ nc: { publish() {}, subscribe: () => silent, flush: async () => {}, status: () => silent } });
      renameSync(file, file + '.away');
      const failed = await driver.subscribe('a', () => {}).then(() => undefined, (error) => error);
      const { online } = driver;
      renameSync(file + '.away', file);
      await driver.subscribe('a', () => {});
      console.log(JSON.stringify({ typed: failed instanceof PeerixError, code: failed?.code, online, then: driver.online }))`;
    assert.deepEqual(inNode(alone, code), { typed: true, code: 'SIGNALING_FAILED', online: false, then: true });
  });
});

describe('the package as published', () => {
  let installed;
  let manifest;
  before(() => {
    installed = installedPackage(['lit', '@lit/reactive-element', 'lit-html', 'lit-element', '@lit-labs/ssr-dom-shim', 'nats.ws']);
    manifest = JSON.parse(readFileSync(join(installed.pkgDir, 'package.json'), 'utf8'));
  });
  after(() => installed.dispose());

  it('imports in bare Node: everything', () => {
    assert.deepEqual(inNode(installed, names('peerix')), [...ENGINE, ...ELEMENTS].sort());
  });

  it('imports in bare Node: the elements', () => {
    assert.deepEqual(inNode(installed, names('peerix/elements')), ELEMENTS);
  });

  for (const specifier of ['peerix', 'peerix/elements', ...TAGS.map((tag) => `peerix/components/${tag}.js`)]) {
    it(`registers nothing in bare Node: ${specifier}`, () => {
      const code = `await import('${specifier}');
        console.log(JSON.stringify(${JSON.stringify(TAGS)}.filter((tag) => globalThis.customElements?.get(tag))))`;
      assert.deepEqual(inNode(installed, code), []);
    });
  }

  it('has every file that package.json names', () => {
    const named = [...leaves(manifest.exports), manifest.main, manifest.types, manifest.unpkg, manifest.jsdelivr, manifest.customElements];
    const files = named.flatMap((file) => (file.includes('*') ? TAGS.map((tag) => file.replace('*', tag)) : [file]));
    assert.deepEqual(files.filter((file) => !existsSync(join(installed.pkgDir, file))), []);
    assert.equal(existsSync(join(installed.pkgDir, 'LICENSE')), true);
  });

  it('keeps the side effects that register elements', () => {
    const effects = manifest.sideEffects.map((pattern) => new RegExp(`^${pattern.replaceAll('.', '\\.').replaceAll('*', '[^/]+')}$`));
    for (const tag of TAGS) {
      const file = `./dist/components/${tag}/define.js`;
      assert.ok(effects.some((effect) => effect.test(file)), `${file} would be shaken away`);
    }
  });

  it('passes publint', async () => {
    const { messages, pkg } = await publint({ pkgDir: installed.pkgDir, level: 'warning', strict: true });
    assert.deepEqual(messages.map((message) => formatMessage(message, pkg)), []);
  });
});

function leaves(exported) {
  return typeof exported === 'string' ? [exported] : Object.values(exported).flatMap(leaves);
}
