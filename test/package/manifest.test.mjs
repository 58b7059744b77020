import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { ROOT } from './consumer.mjs';

const PROMISED = {
  'peerix-room': {
    attributes: [
      'room', 'driver', 'servers', 'topic-prefix', 'name', 'metadata', 'ice-servers', 'ice-transport-policy', 'manual',
      'connection-timeout', 'reconnect-timeout', 'max-peers',
    ],
    members: [
      'iceServers', 'password', 'verify', 'peer', 'remotes', 'state', 'join', 'leave', 'publish', 'unpublish', 'open', 'close', 'setMetadata', 'send', 'request', 'respond', 'on', 'once', 'off',
    ],
    events: [
      'connection', ...['new', 'connecting', 'connected', 'disconnected', 'failed', 'closed'].map((name) => `connection:${name}`),
      'channel', ...['new', 'open', 'close', 'message', 'error'].map((name) => `channel:${name}`),
      'stream', 'stream:add', 'stream:remove', 'track', 'track:add', 'track:remove', 'error',
      'metadata', 'mute', 'speaking', 'quality', 'transfer', 'signaling', 'state',
    ],
    states: ['joining', 'joined', 'offline', 'failed'],
    parts: [],
    slots: [],
  },
  'peerix-local-media': {
    attributes: [
      'audio', 'video', 'screen', 'label', 'muted', 'camera-off', 'audio-device', 'video-device', 'manual', 'for',
    ],
    members: ['stream', 'constraints', 'forElement', 'start', 'stop'],
    events: ['media-start', 'media-stop', 'media-error'],
    states: ['starting', 'live', 'denied', 'muted', 'camera-off'],
    parts: ['video'],
    slots: [],
  },
  'peerix-remote-streams': {
    attributes: ['label', 'everyone', 'layout', 'pinned', 'for'],
    members: ['forElement'],
    events: ['tile-pin'],
    states: [],
    parts: ['grid', 'tile', 'video', 'name', 'flag', 'pin', 'quality', 'reconnecting', 'tools', 'tool', 'pager', 'more'],
    slots: ['', 'empty'],
  },
  'peerix-tile': {
    attributes: [
      'label', 'name', 'full-name', 'seed', 'muted', 'camera-off', 'speaking', 'quality', 'reconnecting', 'pinned', 'mirror', 'fit', 'silent',
      'tools', 'for',
    ],
    members: ['remote', 'stream', 'forElement', 'ratio'],
    events: ['tile-pin', 'tile-resize'],
    states: ['speaking', 'muted', 'camera-off', 'reconnecting', 'poor', 'lost', 'pinned', 'mirrored', 'whole', 'floating'],
    parts: ['video', 'flag', 'name', 'pin', 'quality', 'reconnecting', 'tools', 'tool'],
    slots: [],
  },
  'peerix-data-channel': {
    attributes: ['label', 'ordered', 'max-retransmits', 'max-packet-life-time', 'protocol', 'receive', 'for'],
    members: ['forElement', 'state', 'send'],
    events: ['channel', ...['new', 'open', 'close', 'message', 'error'].map((name) => `channel:${name}`), 'transfer'],
    states: ['open'],
    parts: [],
    slots: [''],
  },
  'peerix-chat': {
    attributes: ['label', 'heading', 'for'],
    members: ['forElement', 'messages', 'unread', 'send'],
    events: ['chat-message'],
    states: ['unread', 'disabled'],
    parts: ['heading', 'log', 'message', 'name', 'time', 'text', 'note', 'divider', 'field', 'send'],
    slots: ['empty'],
  },
  'peerix-status': {
    attributes: ['unseen', 'for'],
    members: ['forElement'],
    events: [],
    states: ['trouble', 'news'],
    parts: ['notices', 'news'],
    slots: [],
  },
  'peerix-invite': {
    attributes: ['url', 'qr'],
    members: [],
    events: ['invite-copied', 'invite-shared'],
    states: ['copied', 'denied'],
    parts: ['link', 'copy', 'share', 'qr', 'code', 'note'],
    slots: [],
  },
  'peerix-files': {
    attributes: ['label', 'receive', 'accept', 'whole-page', 'for'],
    members: ['forElement', 'send'],
    events: ['file-received', 'file-offered'],
    states: ['dragging', 'disabled', 'empty', 'busy', 'asking'],
    parts: ['drop', 'choose', 'file', 'preview', 'name', 'detail', 'progress', 'person', 'save'],
    slots: ['empty'],
  },
  'peerix-toggle': {
    attributes: ['kind', 'for'],
    members: ['forElement', 'pressed', 'toggle'],
    events: ['change'],
    states: ['on', 'off', 'starting', 'denied', 'missing', 'busy', 'failed', 'unavailable', 'unsupported'],
    parts: ['button', 'devices', 'select', 'mark'],
    slots: [],
  },
  'peerix-device-select': {
    attributes: ['kind', 'for'],
    members: ['forElement', 'value'],
    events: ['change'],
    states: ['fallback', 'unavailable'],
    parts: ['select', 'note'],
    slots: [],
  },
  'peerix-leave': { attributes: ['for'], members: ['forElement'], events: ['leave'], states: ['unavailable'], parts: ['button'], slots: [''] },
  'peerix-controls': {
    attributes: ['shortcuts', 'for'],
    members: ['forElement'],
    events: [],
    states: ['crowded', 'open'],
    parts: ['bar', 'more', 'toggle', 'devices', 'leave'],
    slots: [''],
  },
  'peerix-audio': {
    attributes: ['device', 'volume', 'muted', 'for'],
    members: ['forElement'],
    events: ['media-error'],
    states: ['held', 'fallback', 'muted'],
    parts: [],
    slots: [],
  },
  'peerix-peers': {
    attributes: ['for'],
    members: ['forElement'],
    events: ['peer-choice'],
    states: ['alone', 'disabled'],
    parts: ['list', 'person', 'name', 'state', 'more', 'menu', 'safety'],
    slots: ['empty'],
  },
  'peerix-prejoin': {
    attributes: ['name', 'name-required', 'muted', 'camera-off', 'storage-key', 'for'],
    members: ['forElement'],
    events: ['prejoin-join'],
    states: ['joining', 'joined', 'failed'],
    parts: ['preview', 'toggle', 'heading', 'name', 'select', 'meter', 'join'],
    slots: ['heading', 'note'],
  },
  'peerix-stats': {
    attributes: ['for'],
    members: ['forElement'],
    events: [],
    states: ['disabled'],
    parts: ['table', 'link', 'chart'],
    slots: [],
  },
  'peerix-conference': {
    attributes: ['prejoin', 'panel', 'layout', 'for'],
    members: ['forElement'],
    events: ['panel-change'],
    states: ['calling', 'alone', 'left', 'unread'],
    parts: ['title', 'stage', 'panel', 'tabs', 'tab', 'badge', 'join', 'controls'],
    slots: [
      'prejoin', 'title', 'status', 'start-audio', 'audio', 'streams', 'alone', 'self', 'controls', 'chat', 'files', 'people', 'invite', 'stats', 'out',
    ],
  },
  'peerix-start-audio': { attributes: ['for'], members: ['forElement'], events: [], states: ['held'], parts: ['notice', 'button'], slots: [''] },
};

const manifest = JSON.parse(readFileSync(join(ROOT, 'custom-elements.json'), 'utf8'));
const elements = manifest.modules.flatMap(({ declarations = [] }) => declarations.filter(({ tagName }) => tagName));
const sources = readdirSync(join(ROOT, 'components'), { recursive: true })
  .filter((file) => file.endsWith('.ts')).map((file) => readFileSync(join(ROOT, 'components', file), 'utf8'));

const isPublic = ({ privacy, static: isStatic }) => (privacy ?? 'public') === 'public' && !isStatic;
const named = (list = []) => list.map(({ name }) => name);
const inAnySource = (pattern) => new Set(sources.flatMap((text) => [...text.matchAll(pattern)].map(([, name]) => name)));

/** What an element says about itself, by kind, as the manifest has it. */
function documented({ attributes = [], members = [], events = [], slots = [], cssParts = [], cssProperties = [], cssStates = [] }) {
  return {
    attributes,
    members: members.filter(isPublic),
    events,
    slots,
    parts: cssParts,
    properties: cssProperties,
    states: cssStates,
  };
}

describe('custom-elements.json', () => {
  it('has the elements, each once', () => {
    assert.deepEqual(named(elements.map(({ tagName }) => ({ name: tagName }))).sort(), Object.keys(PROMISED).sort());
  });

  it('names files that are published', () => {
    const missing = manifest.modules.map(({ path }) => path).filter((path) => !existsSync(join(ROOT, path)));
    assert.deepEqual(missing, []);
  });

  for (const [tag, promised] of Object.entries(PROMISED)) {
    describe(`<${tag}>`, () => {
      const element = elements.find(({ tagName }) => tagName === tag) ?? {};
      const found = documented(element);

      it('is described', () => assert.ok(element.description));

      for (const [kind, names] of Object.entries(promised)) {
        it(`has the ${kind} of the contract`, () => {
          const there = new Set(named(found[kind]));
          assert.deepEqual(names.filter((name) => !there.has(name)), []);
        });
      }

      for (const [kind, entries] of Object.entries(found)) {
        it(`describes each of its ${kind}`, () => {
          assert.deepEqual(named(entries.filter(({ description }) => !description)), []);
        });
      }
    });
  }

  it('documents every custom property that a style reads', () => {
    const known = new Set(elements.flatMap(({ cssProperties }) => named(cssProperties)));
    assert.deepEqual([...inAnySource(/var\((--peerix-[\w-]+)/g)].filter((name) => !known.has(name)), []);
  });

  it('documents every part that a template has', () => {
    const known = new Set(elements.flatMap(({ cssParts }) => named(cssParts)));
    const parts = [...inAnySource(/\spart="([\w\s-]+)"/g)].flatMap((names) => names.split(/\s+/));
    assert.deepEqual(parts.filter((name) => !known.has(name)), []);
  });
});
