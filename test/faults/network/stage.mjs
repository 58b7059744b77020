import { Call } from './call.mjs';
import { Ground } from './ground.mjs';
import { Browser } from './member.mjs';
import { Nats, Site, Turn } from './servers.mjs';

const SERVER = 'server';
const MEMBERS = [['a', 11], ['b', 12]];

/** All that one scenario plays on: a network with a server and two members' hosts, and whatever it asks for on them. */
export class Stage {
  ground = new Ground();
  /** Of the short set: each fault once. */
  isShort;
  #folder;
  #site;
  #nats;
  #turn;
  #browsers = new Map();
  #calls = [];

  constructor(folder, isShort) {
    this.#folder = folder;
    this.isShort = isShort;
  }

  async set() {
    this.ground.build();
    for (const [name, number] of [[SERVER, 1], ...MEMBERS]) this.ground.host(name, number);
    this.#site = new Site(this.ground, SERVER, this.#folder);
    await this.#site.start();
    const started = MEMBERS.map(async ([name]) => [name, await Browser.start(this.ground, name, this.#site.origin)]);
    this.#browsers = new Map(await Promise.all(started));
  }

  /** The nats-server of all calls, or a cluster of them; made by the first who asks. */
  async nats(count) {
    if (this.#nats) return this.#nats;
    this.#nats = new Nats(this.ground, SERVER, count);
    await this.#nats.start();
    return this.#nats;
  }

  async turn() {
    this.#turn = new Turn(this.ground, SERVER);
    await this.#turn.start();
    return this.#turn;
  }

  /** A call that has begun. */
  async call(options) {
    const call = await this.pair(options);
    await call.begin();
    return call;
  }

  /** Two who have yet to meet. */
  async pair(options = {}) {
    const members = MEMBERS.map(([name]) => this.#browsers.get(name).member(name));
    const call = new Call(await Promise.all(members), { servers: (await this.nats()).urls, ...options });
    this.#calls.push(call);
    return call;
  }

  /** A third one, with neither messages nor camera. */
  visitor() { return this.#browsers.get('b').member('visitor'); }

  /** kill -9 of that member's browser. */
  kill(name) { this.#browsers.get(name).kill(); }
  renderers(name) { return this.#browsers.get(name).renderers(); }

  /** What the members saw and did, for a failure that is to be understood. */
  async logs() {
    const members = this.#calls.flatMap((call) => call.members);
    return (await Promise.all(members.map(async (member) => {
      const lines = await member.log().catch((error) => [error.message]);
      return [`  ${member.name} (${member.id}):`, ...lines.slice(-80).map((line) => `    ${line}`)];
    }))).flat().join('\n');
  }

  async dispose() {
    await Promise.all([...this.#browsers.values()].map((browser) => browser.dispose()));
    await this.#nats?.dispose();
    await this.#turn?.kill();
    await this.#site?.dispose();
    this.ground.dispose();
  }
}
