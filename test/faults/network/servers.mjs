import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findNatsServer } from '../../../scripts/nats-server.mjs';
import { findTurnServer } from '../../../scripts/network-programs.mjs';

const READY_WITHIN_MS = 10_000;
const SITE_PORT = 8080;
const TURN_PORT = 3478;
const TURN_USER = { username: 'peerix', credential: 'peerix' };

/** A program on a host of the ground, which can be killed, hung, and started again. */
class Server {
  #command;
  #isReady;
  #child;

  /** It is ready once its output matches. */
  constructor(command, isReady) {
    this.#command = command;
    this.#isReady = isReady;
  }

  async start() {
    const [program, ...args] = this.#command;
    const child = this.#child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    await new Promise((resolve, reject) => {
      const fail = (why) => reject(new Error(`${this.#command.join(' ')} ${why}: ${output.slice(-2000)}`));
      const timer = setTimeout(fail, READY_WITHIN_MS, 'is not ready in time');
      const listen = (text) => {
        output = (output + text).slice(-10_000);
        if (!this.#isReady.test(output)) return;
        clearTimeout(timer);
        resolve();
      };
      child.stdout.on('data', listen);
      child.stderr.on('data', listen);
      child.once('error', (error) => fail(error.message));
      child.once('exit', () => fail('ended at once'));
    });
  }

  async kill() {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  }

  hang() { this.#child.kill('SIGSTOP'); }
  thaw() { this.#child.kill('SIGCONT'); }
}

/** nats-server, one or a cluster of several. */
export class Nats {
  #folder = mkdtempSync(join(tmpdir(), 'peerix-faults-nats-'));
  /** Killing, hanging, starting: each by itself. */
  servers;
  urls;

  constructor(ground, host, count = 1) {
    const address = ground.address(host), numbers = Array.from({ length: count }, (_, i) => i);
    const routes = numbers.map((i) => `nats://${address}:${6222 + i}`).join(', ');
    this.urls = numbers.map((i) => `ws://${address}:${9222 + i}`);
    this.servers = numbers.map((i) => {
      const file = join(this.#folder, `${i}.conf`);
      // nats-server wants the space before each brace.
      writeFileSync(file, [
        `host: ${address}`,
        `port: ${4222 + i}`,
        `server_name: nats-${i}`,
        `websocket { host: ${address}, port: ${9222 + i}, no_tls: true }`,
        ...(count > 1 ? [`cluster { name: faults, host: ${address}, port: ${6222 + i}, routes: [${routes}] }`] : []),
      ].join('\n'));
      return new Server([...ground.on(host), findNatsServer(), '--config', file], /Server is ready/);
    });
  }

  async start() { for (const server of this.servers) await server.start(); }

  async dispose() {
    for (const server of this.servers) await server.kill();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** coturn, on that host's address. */
export class Turn {
  #server;
  iceServers;

  constructor(ground, host) {
    const address = ground.address(host), { username, credential } = TURN_USER;
    this.iceServers = [{ urls: `turn:${address}:${TURN_PORT}`, ...TURN_USER }];
    this.#server = new Server([
      ...ground.on(host), findTurnServer(), '-n', '--no-cli', '--no-tls', '--no-dtls', '--log-file=stdout', '--simple-log',
      `--listening-ip=${address}`, `--relay-ip=${address}`, `--listening-port=${TURN_PORT}`,
      '--lt-cred-mech', '--realm=peerix', `--user=${username}:${credential}`, '--pidfile=/dev/null', '--userdb=/dev/null',
    ], /admin thread/);
  }

  start() { return this.#server.start(); }
  kill() { return this.#server.kill(); }
}

/** The test page, from a folder. */
export class Site {
  #server;
  origin;

  constructor(ground, host, folder) {
    const address = ground.address(host);
    this.origin = `http://${address}:${SITE_PORT}`;
    const program = fileURLToPath(new URL('serve.mjs', import.meta.url));
    this.#server = new Server([...ground.on(host), process.execPath, program, folder, address, String(SITE_PORT)], /ready/);
  }

  start() { return this.#server.start(); }
  dispose() { return this.#server.kill(); }
}
