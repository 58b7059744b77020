import * as scenarios from './scenarios.mjs';
import { Call } from './call.mjs';
import { Viewer } from './viewer.mjs';

const MIXED = [['chromium', 'firefox'], ['firefox', 'chromium']];
const PAIRS = [...MIXED, ['firefox', 'firefox']];

/** What is played with members in two browsers, who are `atOnce` there, the first one before (so it offers), or meet by themselves. */
const CALLS = [
  { name: 'call with sound and picture', play: scenarios.callsWithSoundAndPicture, pairs: PAIRS },
  { name: 'replace a track', play: scenarios.replacesATrack, pairs: PAIRS },
  { name: 'unpublish and publish again', play: scenarios.publishesAgain, pairs: PAIRS },
  { name: 'publish at the same moment', play: scenarios.publishAtOnce, pairs: PAIRS, meeting: 'itself' },
  { name: 'channels of every kind', play: scenarios.talksOverChannels, pairs: PAIRS },
  { name: 'leave and rejoin', play: scenarios.leavesAndRejoins, pairs: PAIRS },
  { name: 'go to another page', play: scenarios.goesAway, pairs: PAIRS },
  { name: 'close the page', play: scenarios.isClosed, pairs: PAIRS },
  { name: 'restart', play: scenarios.restarts, pairs: PAIRS, meeting: 'inOrder' },
  { name: 'nudge', play: scenarios.nudges, pairs: PAIRS, meeting: 'inOrder' },
  { name: 'restart twice', play: scenarios.restartsAgain, pairs: PAIRS, meeting: 'inOrder' },
  { name: 'call over BroadcastChannel', play: scenarios.callsWithSoundAndPicture, pairs: [['firefox', 'firefox']], driver: 'broadcast-channel' },
];

const PAGES = [
  { driver: 'broadcast-channel', browsers: ['firefox', 'firefox', 'firefox'] },
  { driver: 'nats', browsers: ['firefox', 'firefox', 'chromium'] },
];

/** In about a minute. */
const SHORT = new Set([
  'call with sound and picture: chromium, firefox',
  'replace a track: firefox, chromium',
  'channels of every kind: chromium, firefox',
  'leave and rejoin: firefox, chromium',
  'unpublish and publish again: firefox, chromium',
  'restart: firefox, chromium',
  'three tags over broadcast-channel: firefox, firefox, firefox',
]);

/** Each is one test; `play` gets a Place. */
export const TESTS = [
  ...CALLS.flatMap((scenario) => scenario.pairs.map((browsers) => ({
    name: `${scenario.name}: ${browsers.join(', ')}`, play: (place) => inCall(place, scenario, browsers),
  }))),
  ...PAGES.map(({ driver, browsers }) => ({
    name: `three tags over ${driver}: ${browsers.join(', ')}`, play: (place) => onPages(place, driver, browsers),
  })),
].map((test) => ({ ...test, isShort: SHORT.has(test.name) }));

async function inCall(place, { play, meeting = 'atOnce', driver = 'nats' }, browsers) {
  const call = await Call.open(place, driver, ...browsers);
  try {
    if (meeting === 'inOrder') await call.meetInOrder();
    if (meeting === 'atOnce') await call.meet();
    await play(call);
    await call.check();
  } catch (error) {
    error.stack += `\n${await call.logs()}`;
    throw error;
  } finally {
    await call.close();
  }
}

/** Everybody sees both others. */
async function onPages(place, driver, browsers) {
  const attributes = { driver, room: place.newRoom(), ...(driver === 'nats' && { servers: place.servers }) };
  const viewers = await Promise.all(browsers.map((browser) => Viewer.open(place.browsers, browser, place.site, attributes)));
  try {
    await Promise.all(viewers.map((viewer) => viewer.untilSees(browsers.length - 1)));
  } finally {
    await Promise.all(viewers.map((viewer) => viewer.close()));
  }
}
