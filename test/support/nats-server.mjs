import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { findNatsServer } from '../../scripts/nats-server.mjs';
import { Wiretap } from './nats-wiretap.mjs';

const READY_WITHIN_MS = 10_000;

/** One nats-server process on ports of its own, which stay the same over a restart. */
export class NatsServer {
  static #count = 0;
  static #all = new Set();

  static {
    process.once('exit', NatsServer.#endAll);
  }

  static async create() {
    return new NatsServer(await freePort(), await freePort());
  }

  /** Servers that pass everything on to each other. Start each. */
  static async createCluster(size) {
    const servers = await Promise.all(Array.from({ length: size }, () => NatsServer.create()));
    for (const server of servers) server.clusterPort = await freePort();
    for (const server of servers) server.routes = servers.filter((other) => other !== server).map(({ clusterPort }) => clusterPort);
    return servers;
  }

  constructor(port, websocketPort) {
    this.id = `nats-${NatsServer.#count += 1}`;
    this.port = port;
    this.websocketPort = websocketPort;
    this.folder = mkdtempSync(join(tmpdir(), 'peerix-nats-'));
    NatsServer.#all.add(this);
  }

  /** However the run ends, none outlives it. */
  static #endAll() {
    for (const { process: child, folder } of NatsServer.#all) {
      child?.kill('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    }
  }

  get url() { return `ws://127.0.0.1:${this.websocketPort}`; }
  get running() { return this.process !== undefined; }
  get tapped() { return this.wiretap?.messages ?? []; }

  /** Resolves once it takes connections. With a `token`, only from who names it. */
  async start(token) {
    if (this.running) throw new Error(`${this.id} is running already.`);
    this.token = token;
    const child = spawn(binary(), ['--config', this.#writeConfig()], { stdio: ['ignore', 'ignore', 'pipe'] });
    this.process = child;
    let output = '';
    child.stderr.on('data', (chunk) => { output = (output + chunk).slice(-2000); });
    child.once('exit', () => { if (this.process === child) this.process = undefined; });
    await Promise.race([
      Promise.all([this.port, this.websocketPort].map(answers)),
      once(child, 'exit').then(() => { throw new Error(`nats-server ended at once: ${output}`); }),
    ]);
  }

  /** Resolves once the process is gone. `SIGKILL` is the crash; `SIGTERM` says goodbye to the clients. */
  async stop(signal = 'SIGTERM') {
    this.wiretap?.close();
    this.wiretap = undefined;
    const child = this.process;
    if (!child) return;
    child.kill('SIGCONT');
    child.kill(signal);
    await once(child, 'exit');
  }

  async restart(token = this.token) {
    await this.stop();
    await this.start(token);
  }

  signal(signal) {
    if (!this.running) throw new Error(`${this.id} is not running.`);
    this.process.kill(signal);
  }

  async tap() {
    this.wiretap ??= await Wiretap.open(this.port, this.token);
  }

  #writeConfig() {
    const file = join(this.folder, 'nats.conf');
    // nats-server wants the space before each brace.
    writeFileSync(file, [
      'host: 127.0.0.1',
      `port: ${this.port}`,
      `websocket { host: 127.0.0.1, port: ${this.websocketPort}, no_tls: true }`,
      ...(this.routes ? [`cluster { name: test, host: 127.0.0.1, port: ${this.clusterPort}, routes: [${this.routes.map((port) => `nats://127.0.0.1:${port}`).join(', ')}] }`] : []),
      ...(this.token ? [`authorization { token: ${JSON.stringify(this.token)} }`] : []),
    ].join('\n'));
    return file;
  }
}

function binary() {
  const found = findNatsServer();
  if (!found) throw new Error('No nats-server found: install it (apt-get install nats-server) or set NATS_SERVER_BIN.');
  return found;
}

/** Below those that systems give to outgoing connections: one of them, in this moment or during a restart, would take the port. */
const [LOWEST, HIGHEST] = [20_000, 32_000];
const given = new Set();

async function freePort() {
  for (let tries = 0; tries < 100; tries++) {
    const port = randomInt(LOWEST, HIGHEST);
    if (given.has(port)) continue;
    given.add(port);
    if (await isFree(port)) return port;
  }
  throw new Error(`No free port found between ${LOWEST} and ${HIGHEST}.`);
}

async function isFree(port) {
  const server = createServer();
  try {
    await once(server.listen(port, '127.0.0.1'), 'listening');
    server.close();
    await once(server, 'close');
    return true;
  } catch (error) {
    if (error.code !== 'EADDRINUSE') throw error;
    return false;
  }
}

/** Resolves once something listens there. */
async function answers(port) {
  const deadline = Date.now() + READY_WITHIN_MS;
  while (!(await connects(port))) {
    if (Date.now() > deadline) throw new Error(`nats-server does not answer on port ${port}.`);
    await delay(10);
  }
}

function connects(port) {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => { socket.destroy(); resolve(true); });
    socket.once('error', () => resolve(false));
  });
}
