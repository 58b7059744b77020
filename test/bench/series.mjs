/**
 * What is measured. `measure` and `size` name it to the page (page/index.ts), which answers with one number for each of
 * `figures`; `runs` samples of each subject, raw and ours in turn. `target`: the ratio, or value, of design §8.
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
];

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
