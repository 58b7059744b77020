/**
 * What is measured. `measure` and `size` name it to the page (page/index.ts), which answers with one number, or many, for
 * each of `figures`; `runs` samples of each subject, raw and ours in turn, after `warmUp` (3) that do not count. Compared
 * are medians, or what `quantile` says. `target`: the ratio, or value, of design §8; `isMoreBetter`: reached at least.
 */
export const SERIES = [
  {
    name: 'join', measure: 'join', size: 2, runs: 40,
    figures: [
      { key: 'connected', title: 'join → both connected', unit: 'ms' },
      { key: 'message', title: 'join → first message', unit: 'ms', target: { ratio: 1.15 } },
    ],
  },
  {
    name: 'arrive', measure: 'arrive', size: 2, runs: 20,
    figures: [
      { key: 'connected', title: 'join an established member → both connected', unit: 'ms' },
      { key: 'message', title: 'join an established member → first message', unit: 'ms', target: { ratio: 1.0 } },
    ],
  },
  {
    name: 'send', measure: 'send', size: 2, runs: 20,
    figures: [{ key: 'message', title: 'join → first message, label not opened before', unit: 'ms' }],
  },
  mesh(4, 20), mesh(8, 20), mesh(16, 10, { ratio: 1.2 }),
  signaling(2, 20), signaling(8, 5),
  {
    name: 'publish', measure: 'publish', size: 2, runs: 20,
    figures: [{ key: 'frame', title: 'publish → first frame', unit: 'ms' }],
  },
  media('smallTiles', 'in small tiles'), media('hiddenTiles', 'one small, the rest hidden'),
  bulk(64, { runs: 10, warmUp: 2 }), bulk(256, { runs: 5, warmUp: 1 }),
  burst(1000, { ratio: 1.5 }), burst(10_000),
  {
    name: 'ping', measure: 'ping', size: 300, runs: 10,
    figures: [{ key: 'roundTrip', title: 'ping-pong of small messages', unit: 'ms', target: { ratio: 1.3 } }],
  },
  {
    name: 'chat', measure: 'chat', size: 64, runs: 10, warmUp: 2,
    figures: [
      { key: 'oneWay', title: 'chat beside 64 MiB, one way, p95', unit: 'ms', quantile: 0.95, target: { value: 15 } },
      { key: 'roundTrip', title: 'chat beside 64 MiB, there and back, p95', unit: 'ms', quantile: 0.95 },
    ],
  },
  {
    name: 'receivers', measure: 'receivers', size: 16, runs: 8, warmUp: 2,
    figures: [{ key: 'rate', title: '16 MiB file to 8 receivers', unit: 'MB/s', isMoreBetter: true, target: { ratio: 0.95 } }],
  },
];

function media(measure, title) {
  const target = { ratio: 0.25 };
  return {
    name: 'media', measure, size: 4, runs: 3, warmUp: 0,
    figures: [
      { key: 'bitrate', title: `720p to 4, ${title}`, unit: 'kbit/s', target },
      { key: 'encoding', title: `720p to 4, ${title}: encoding`, unit: '% core', target },
    ],
  };
}

function bulk(mib, options) {
  return {
    name: 'bulk', measure: 'bulk', size: mib, ...options,
    figures: [{ key: 'rate', title: `Blob of ${mib} MiB`, unit: 'MB/s', isMoreBetter: true, target: { ratio: 0.95 } }],
  };
}

function burst(count, target) {
  return {
    name: 'burst', measure: 'burst', size: count, runs: 10,
    figures: [{ key: 'last', title: `burst of ${count} small messages, none awaited`, unit: 'ms', target }],
  };
}

function mesh(size, runs, target) {
  return {
    name: 'mesh', measure: 'mesh', size, runs,
    figures: [{ key: 'connected', title: `mesh of ${size}, all at once`, unit: 'ms', target }],
  };
}

function signaling(size, runs) {
  return {
    name: 'signaling', measure: 'signaling', size, runs,
    figures: [
      { key: 'messages', title: `signaling a pair, room of ${size}`, unit: 'messages', target: { value: 5 } },
      { key: 'bytes', title: `signaling a pair, room of ${size}`, unit: 'bytes', target: { value: 3072 } },
      { key: 'rest', title: `signaling at rest, room of ${size}, 2 s`, unit: 'messages', target: { value: 0 } },
    ],
  };
}
