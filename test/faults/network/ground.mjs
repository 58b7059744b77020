import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { findIp } from '../../../scripts/network-programs.mjs';

const PREFIX = 'peerix-';
const NAMESPACES = '/run/netns/';
/** Addresses are `10.99.0.x`; the whole network is in namespaces, so that no other of this machine can clash. */
const NET = '10.99.0.';
const GATEWAY = `${NET}254`;
/** Where Debian has the programs of the system, which is not on everybody's PATH. */
const ENVIRONMENT = { ...process.env, PATH: `${process.env.PATH}:/usr/sbin:/sbin` };

/** Runs a program of iproute2 or nftables; its complaint becomes the error. */
function run(...words) {
  const [program, ...args] = words;
  try {
    return execFileSync(program, args, { encoding: 'utf8', env: ENVIRONMENT, stdio: ['ignore', 'pipe', 'pipe'] });
  } catch (error) {
    throw new Error(`${words.join(' ')}: ${String(error.stderr || error.message).trim()}`, { cause: error });
  }
}

/** Why no network can be made here; undefined where one can. */
export function whyNoGround() {
  if (process.platform !== 'linux') return 'needs Linux';
  if (process.getuid() !== 0) return 'needs root';
  const ground = new Ground();
  try {
    ground.build();
    ground.host('probe', 1);
    return undefined;
  } catch (error) {
    return error.message.replace(/\s*\n\s*/g, '; ');
  } finally {
    ground.dispose();
  }
}

/** Ends what a killed run left behind: namespaces of processes that are gone. */
export function clearOldGrounds() {
  for (const name of namespaces()) {
    const [, pid] = /^peerix-(\d+)-/.exec(name) ?? [];
    if (pid && !isAlive(Number(pid))) remove(name);
  }
}

/**
 * A network of our own: hosts around one switch, each a network namespace. All faults are made at the switch, as if a
 * cable were pulled: a host sees what it would see.
 */
export class Ground {
  static #count = 0;
  static #all = new Set();

  static {
    process.once('exit', () => { for (const ground of Ground.#all) ground.dispose(); });
  }

  #id = `${PREFIX}${process.pid}-${Ground.#count += 1}-`;
  #switch = `${this.#id}switch`;
  #hosts = new Map();

  build() {
    Ground.#all.add(this);
    run('ip', 'netns', 'add', this.#switch);
    this.#atSwitch('ip', 'link', 'add', 'bridge0', 'type', 'bridge', 'mcast_snooping', '0');
    this.#atSwitch('ip', 'addr', 'add', `${GATEWAY}/24`, 'dev', 'bridge0');
    this.#atSwitch('ip', 'link', 'set', 'bridge0', 'up');
  }

  /** Plugs in a host with that last number of its address. */
  host(name, number) {
    const namespace = `${this.#id}${name}`;
    run('ip', 'netns', 'add', namespace);
    this.#hosts.set(name, { namespace, address: `${NET}${number}` });
    this.#atSwitch('ip', 'link', 'add', 'name', name, 'type', 'veth', 'peer', 'name', 'eth0', 'netns', namespace);
    this.#atSwitch('ip', 'link', 'set', 'dev', name, 'master', 'bridge0', 'up');
    this.#at(name, 'ip', 'link', 'set', 'lo', 'up');
    this.#at(name, 'ip', 'link', 'set', 'eth0', 'up');
    this.#at(name, 'ip', 'addr', 'add', `${NET}${number}/24`, 'dev', 'eth0');
    this.#route(name);
  }

  address(name) { return this.#hosts.get(name).address; }

  /** The words that run a program on that host. */
  on(name) { return [findIp(), 'netns', 'exec', this.#hosts.get(name).namespace]; }

  // ── faults ──

  /** Pulls the cable: the host notices. */
  cut(name) { this.#atSwitch('ip', 'link', 'set', 'dev', name, 'down'); }
  mend(name) { this.#atSwitch('ip', 'link', 'set', 'dev', name, 'up'); }

  /** The switch forwards nothing of it any more: no host notices. */
  swallow(name) { this.#atSwitch('bridge', 'link', 'set', 'dev', name, 'state', '0'); }
  passOn(name) { this.#atSwitch('bridge', 'link', 'set', 'dev', name, 'state', '3'); }

  /** Another network: the old address is gone. */
  move(name, number) {
    const host = this.#hosts.get(name), address = `${NET}${number}`;
    this.#at(name, 'ip', 'addr', 'add', `${address}/24`, 'dev', 'eth0');
    this.#at(name, 'ip', 'addr', 'del', `${host.address}/24`, 'dev', 'eth0');
    this.#at(name, 'ip', 'addr', 'replace', `${address}/24`, 'dev', 'eth0'); // it went with the first one
    host.address = address;
    this.#route(name);
  }

  /** Isolated hosts reach those that are not, and not each other. */
  isolate(...names) { for (const name of names) this.#atSwitch('bridge', 'link', 'set', 'dev', name, 'isolated', 'on'); }

  /** What a host sends is lost, what it should get is not. */
  mute(name) { this.#filter(`iifname "${name}" drop`); }
  lose(percent) { this.#filter(`numgen random mod 100 < ${percent} drop`); }
  unfilter() { this.#atSwitch('nft', 'delete', 'table', 'bridge', 'faults'); }

  dispose() {
    for (const namespace of [...this.#hosts.values()].map((host) => host.namespace).concat(this.#switch)) remove(namespace);
    this.#hosts.clear();
    Ground.#all.delete(this);
  }

  #filter(rule) {
    this.#atSwitch('nft', `table bridge faults {\n chain lossy {\n type filter hook forward priority 0\n ${rule}\n }\n}`);
  }

  #route(name) { this.#at(name, 'ip', 'route', 'replace', 'default', 'via', GATEWAY); }
  #at(name, ...words) { return run(...this.on(name), ...words); }
  #atSwitch(...words) { return run('ip', 'netns', 'exec', this.#switch, ...words); }
}

function namespaces() {
  try {
    return readdirSync(NAMESPACES);
  } catch (error) {
    if (error.code === 'ENOENT') return [];
    throw error;
  }
}

/** With every process that runs in it. */
function remove(namespace) {
  if (!namespaces().includes(namespace)) return;
  const pids = run('ip', 'netns', 'pids', namespace).split('\n').filter(Boolean).map(Number);
  for (const pid of pids) kill(pid);
  run('ip', 'netns', 'del', namespace);
}

function kill(pid) {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if (error.code !== 'ESRCH') throw error; // it ended by itself
  }
}

function isAlive(pid) {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error.code !== 'ESRCH';
  }
}
