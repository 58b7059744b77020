import { setTimeout as delay } from 'node:timers/promises';

const PAUSE_MS = 2000;

/** Each is one test, played on a Stage. `needs` names programs that are not everywhere; `isShort` is for `.ci/run`, too. */
export const SCENARIOS = [
  { name: 'cut, 5 s', isShort: true, play: (stage) => cuts(stage, 5, stage.isShort ? 1 : 3) },
  { name: 'cut, 20 s', play: (stage) => cuts(stage, 20, 3) },
  { name: 'cut, 60 s', play: (stage) => cuts(stage, 60, 1, { reconnectTimeout: 90 }) },
  { name: 'cut beyond a router, 20 s', isShort: true, play: silentCut },
  { name: 'new address after a cut of 6 s', play: addressChanges },
  { name: 'one way only, 8 s', needs: ['nft'], play: oneWay },
  { name: '30 % loss, 30 s', needs: ['nft'], play: loss },
  { name: '10 cuts of 2 to 6 s', play: tenCuts },
  { name: 'nats-server killed, 10 s', play: (stage) => withoutServer(stage, 10, killing) },
  { name: 'nats-server hung, 15 s', play: (stage) => withoutServer(stage, 15, hanging) },
  { name: 'cut of 8 s while nats-server is away', play: cutWhileServerIsAway },
  { name: 'nats-server killed in a cut of 20 s, back after 25', play: (stage) => cutWithoutServer(stage, killing) },
  { name: 'nats-server hung in a cut of 20 s, thawed after 25', play: (stage) => cutWithoutServer(stage, hanging) },
  { name: 'cluster of three loses one; then a cut of 20 s', play: cluster },
  { name: 'browser killed', play: killedBrowser },
  { name: 'tab frozen, 10 s', play: (stage) => frozenTab(stage, 10) },
  { name: 'tab frozen beyond reconnectTimeout, no camera, 25 s', play: (stage) => frozenTab(stage, 25, { reconnectTimeout: 10, video: false }) },
  { name: 'renderer stopped, 10 s', play: stoppedRenderer },
  { name: 'coturn killed where there is no other way, 15 s', needs: ['turnserver'], play: killedTurn },
  { name: 'no way at all', play: noRoute },
];

const cutting = (stage, name = 'a') => ({ begin: () => stage.ground.cut(name), end: () => stage.ground.mend(name) });
const killing = (server) => ({ away: () => server.kill(), back: () => server.start() });
const hanging = (server) => ({ away: () => server.hang(), back: () => server.thaw() });

async function cuts(stage, seconds, times, options) {
  const call = await stage.call(options);
  for (let i = 0; i < times; i++) {
    await call.endure(seconds, cutting(stage));
  }
  await call.finish();
  return call;
}

/** No interface goes down, so no `online` event comes either. */
async function silentCut(stage) {
  const call = await stage.call();
  await call.endure(20, { begin: () => stage.ground.swallow('a'), end: () => stage.ground.passOn('a') });
  await call.finish();
  return call;
}

async function addressChanges(stage) {
  const call = await stage.call();
  for (const number of [21, 22]) {
    const { begin, end } = cutting(stage);
    await call.endure(6, { begin, end: () => { stage.ground.move('a', number); end(); } });
  }
  await call.finish();
  return call;
}

async function oneWay(stage) {
  const call = await stage.call();
  for (const { name } of call.members) {
    await call.endure(8, { begin: () => stage.ground.mute(name), end: () => stage.ground.unfilter() });
  }
  await call.finish();
  return call;
}

async function loss(stage) {
  const call = await stage.call();
  await call.endure(30, { begin: () => stage.ground.lose(30), end: () => stage.ground.unfilter(), notice: 'never' });
  await call.finish();
  return call;
}

/** More than 1,000 messages each way. */
async function tenCuts(stage) {
  const call = await stage.call();
  for (const [i, seconds] of [2, 6, 3, 5, 4, 2, 6, 4, 3, 5].entries()) {
    await call.endure(seconds, { ...cutting(stage, i % 2 ? 'b' : 'a'), notice: seconds > 3 ? 'must' : 'may' });
  }
  await call.finish();
  if (call.sent < 2000) call.problem(`only ${call.sent} messages were sent`);
  return call;
}

async function withoutServer(stage, seconds, outage) {
  const { servers: [server] } = await stage.nats(), call = await stage.call();
  await call.goesOnWithoutDriver(seconds, { ...outage(server), visitor: await stage.visitor() });
  await call.finish();
  return call;
}

/** Short enough for ICE to heal it without the driver. */
async function cutWhileServerIsAway(stage) {
  const { servers: [server] } = await stage.nats(), call = await stage.call();
  await server.kill();
  await delay(PAUSE_MS);
  await call.endure(8, cutting(stage));
  await server.start();
  await delay(PAUSE_MS);
  await call.finish();
  return call;
}

/** Too long to heal without the driver, which comes back only after the network. */
async function cutWithoutServer(stage, outage) {
  const { servers: [server] } = await stage.nats(), call = await stage.call({ reconnectTimeout: 60 });
  const { away, back } = outage(server), { begin, end } = cutting(stage);
  await call.endure(25, {
    async begin() {
      begin();
      await away();
      setTimeout(end, 20_000);
    },
    end: back,
  });
  await call.finish();
  return call;
}

async function cluster(stage) {
  const { servers: [server] } = await stage.nats(3), call = await stage.call();
  await call.goesOnWithoutDriver(0, { away: () => server.kill(), back: () => {}, visitor: await stage.visitor() });
  await call.endure(20, cutting(stage));
  await call.finish();
  return call;
}

async function killedBrowser(stage) {
  const call = await stage.call({ reconnectTimeout: 8 }), [, b] = call.members;
  await delay(PAUSE_MS);
  const killed = Date.now();
  stage.kill('a');
  const gone = await b.waitFor('connection:disconnected', killed, 10_000);
  const closed = await b.waitFor('connection:closed', killed, 30_000);
  if (!gone || !closed) return failed(call, `b saw ${JSON.stringify([gone, closed])}`);
  call.detection.push(gone.at - killed);
  const stayed = closed.at - gone.at;
  if (gone.at - killed > 4000) call.problem(`b noticed after ${gone.at - killed} ms`);
  if (stayed < 7000 || stayed > 10_000) call.problem(`b gave up ${stayed} ms later, not 8 s`);
  if (!['crashed', 'timeout'].includes(closed.reason)) call.problem(`b says "${closed.reason}"`);
  return call;
}

async function frozenTab(stage, seconds, options) {
  const call = await stage.call(options), [a] = call.members;
  await call.freeze(seconds, { freeze: () => a.setLifecycle('frozen'), thaw: () => a.setLifecycle('active') });
  await call.finish();
  return call;
}

/** All of WebRTC but the sockets stands still, too: nobody can tell it from a cut. */
async function stoppedRenderer(stage) {
  const call = await stage.call(), pids = await stage.renderers('a');
  const signal = (name) => { for (const pid of pids) process.kill(pid, name); };
  await call.freeze(10, { freeze: () => signal('SIGSTOP'), thaw: () => signal('SIGCONT'), mayRestart: true });
  await call.finish();
  return call;
}

async function killedTurn(stage) {
  const turn = await stage.turn();
  stage.ground.isolate('a', 'b');
  const call = await stage.call({ iceServers: turn.iceServers });
  await call.endure(15, { begin: () => turn.kill(), end: () => turn.start() });
  await call.finish();
  return call;
}

async function noRoute(stage) {
  stage.ground.isolate('a', 'b');
  const call = await stage.pair({ connectionTimeout: 4 }), since = Date.now();
  await call.join();
  await Promise.all(call.members.map(async (member) => {
    const gone = await member.waitFor('connection:failed', since, 60_000);
    const error = gone && await member.waitFor('error', since, 1000);
    if (gone) call.detection.push(gone.at - since);
    if (gone?.reason !== 'no-route') call.problem(`${member.name} says "${gone?.reason}"`);
    if (error?.code !== 'CONNECTION_FAILED' || !error.hint.includes('No TURN server configured')) {
      call.problem(`${member.name} has the error ${JSON.stringify(error)}`);
    }
  }));
  return call;
}

function failed(call, problem) {
  call.problem(problem);
  return call;
}
