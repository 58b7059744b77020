import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { installedPackage, ROOT } from './consumer.mjs';

const TYPE_TESTS = join(ROOT, 'test/types');
const OPTIONS = {
  target: 'ES2022', module: 'ESNext', moduleResolution: 'bundler', strict: true, noEmit: true, skipLibCheck: false,
  lib: ['ES2023', 'ESNext.Disposable', 'DOM', 'DOM.Iterable', 'DOM.AsyncIterable'], types: [],
};
/** Members that are there for our own files are marked `@internal` and must not be published. */
const NOTHING_MORE = `
import type * as Contract from 'contract/engine';
import type * as ContractElements from 'contract/elements';
import type * as Engine from 'peerix/engine';
import type * as Elements from 'peerix/elements';
import type { LitElement } from 'lit';
declare function none<Extra extends never>(): Extra;
type Platform = keyof LitElement | 'connectedMoveCallback';
none<Exclude<keyof typeof Engine, keyof typeof Contract>>();
none<Exclude<keyof typeof Elements, keyof typeof ContractElements>>();
none<Exclude<keyof Engine.Peer, keyof Contract.Peer>>();
// The sources have a second constructor, for tests.
type Arguments = ConstructorParameters<typeof Engine.Peer>;
type Promised = ConstructorParameters<typeof Contract.Peer>;
none<[Arguments, Promised] extends [Promised, Arguments] ? never : Arguments>();
none<Exclude<keyof Engine.Remote, keyof Contract.Remote>>();
none<Exclude<keyof Engine.PeerixError, keyof Contract.PeerixError>>();
none<Exclude<keyof Engine.MemoryDriver, keyof Contract.MemoryDriver>>();
none<Exclude<keyof Engine.BroadcastChannelDriver, keyof Contract.BroadcastChannelDriver>>();
none<Exclude<keyof Engine.NatsDriver, keyof Contract.NatsDriver>>();
none<Exclude<keyof Elements.PeerixRoom, keyof ContractElements.PeerixRoom | Platform>>();
none<Exclude<keyof Elements.PeerixLocalMedia, keyof ContractElements.PeerixLocalMedia | Platform>>();
none<Exclude<keyof Elements.PeerixRemoteStreams, keyof ContractElements.PeerixRemoteStreams | Platform>>();
none<Exclude<keyof Elements.PeerixDataChannel, keyof ContractElements.PeerixDataChannel | Platform>>();
none<Exclude<keyof Elements.PeerixChat, keyof ContractElements.PeerixChat | Platform>>();
none<Exclude<keyof Elements.PeerixFiles, keyof ContractElements.PeerixFiles | Platform>>();
none<Exclude<keyof Elements.PeerixToggle, keyof ContractElements.PeerixToggle | Platform>>();
none<Exclude<keyof Elements.PeerixDeviceSelect, keyof ContractElements.PeerixDeviceSelect | Platform>>();
none<Exclude<keyof Elements.PeerixLeave, keyof ContractElements.PeerixLeave | Platform>>();
none<Exclude<keyof Elements.PeerixControls, keyof ContractElements.PeerixControls | Platform>>();
none<Exclude<keyof Elements.PeerixAudio, keyof ContractElements.PeerixAudio | Platform>>();
none<Exclude<keyof Elements.PeerixStartAudio, keyof ContractElements.PeerixStartAudio | Platform>>();
none<Exclude<keyof Elements.PeerixStatus, keyof ContractElements.PeerixStatus | Platform>>();
none<Exclude<keyof Elements.PeerixInvite, keyof ContractElements.PeerixInvite | Platform>>();
`;
const EVERYTHING = `
import { NatsDriver, Peer, PeerixRoom } from 'peerix';
import 'peerix/components/peerix-room.js';
import 'peerix/components/peerix-local-media.js';
import 'peerix/components/peerix-remote-streams.js';
import 'peerix/components/peerix-data-channel.js';
import 'peerix/components/peerix-chat.js';
import 'peerix/components/peerix-files.js';
import 'peerix/components/peerix-toggle.js';
import 'peerix/components/peerix-device-select.js';
import 'peerix/components/peerix-leave.js';
import 'peerix/components/peerix-controls.js';
import 'peerix/components/peerix-audio.js';
import 'peerix/components/peerix-start-audio.js';
import 'peerix/components/peerix-status.js';
import 'peerix/components/peerix-invite.js';
export const room: PeerixRoom = document.createElement('peerix-room');
room.peer = new Peer({ driver: new NatsDriver({ servers: 'ws://127.0.0.1:1' }) });
`;

describe('the types as published', () => {
  let project;

  before(() => {
    project = installedPackage([
      'lit', '@lit/reactive-element', 'lit-html', 'lit-element', '@types/trusted-types', 'nats.ws', '@nats-io/nats-core', '@nats-io/nuid',
      '@nats-io/nkeys',
    ]);
    copyFileSync(join(TYPE_TESTS, 'contract.d.ts'), join(project.folder, 'contract.d.ts'));
  });
  after(() => project.dispose());

  it('keep the contract', () => { assert.equal(errorsOf({ 'contract.ts': published('contract.test-d.ts') }), ''); });
  it('let users write what they should, and only that', () => { assert.equal(errorsOf({ 'usage.ts': published('usage.test-d.ts') }), ''); });
  it('show nothing more', () => { assert.equal(errorsOf({ 'more.ts': NOTHING_MORE }), ''); });
  it('come with every entry point', () => { assert.equal(errorsOf({ 'everything.ts': EVERYTHING }), ''); });

  function errorsOf(files) {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(project.folder, name), text);
    const config = { compilerOptions: OPTIONS, files: ['contract.d.ts', ...Object.keys(files)] };
    writeFileSync(join(project.folder, 'tsconfig.json'), JSON.stringify(config));
    const { stdout, stderr } = spawnSync(process.execPath, [join(ROOT, 'node_modules/typescript/bin/tsc'), '--project', '.'], {
      cwd: project.folder, encoding: 'utf8',
    });
    return stdout + stderr;
  }
});

/** A type test of ours as a user's file: the same lines, our sources replaced by the package. */
function published(name) {
  return readFileSync(join(TYPE_TESTS, name), 'utf8')
    .replaceAll('../../src/index.js', 'peerix/engine')
    .replaceAll('../../components/elements.js', 'peerix/elements');
}
