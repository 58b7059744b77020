import { setTimeout as delay } from 'node:timers/promises';
import { within } from './member.mjs';

/** How long a figure is waited for, and what is still right. */
const PATIENCE_MS = 45_000;
const FLOWS_WITHIN_MS = 10_000;
const THAWS_WITHIN_MS = 1000;
const CALM_MS = 2000;
const NO_GAP_MS = 1500;
const SETTLES_WITHIN_MS = 20_000;
const MOVES_WITHIN_MS = 15_000;

/** Members that send each other numbered messages every 20 ms and share a camera; what faults do to that. */
export class Call {
  /** Milliseconds, one for each member and fault. */
  detection = [];
  recovery = [];
  picture = [];
  sent = 0;
  lost = 0;
  twice = 0;
  /** What was not as it must be. */
  problems = [];
  members;
  #plan;

  /** The options of Peer, where the servers are, and whether cameras are shared. */
  constructor(members, { servers, video = true, ...options }) {
    this.members = members;
    this.#plan = { servers, room: 'faults', video, options };
  }

  problem(text) { this.problems.push(text); }

  /** Nobody talks yet. */
  join() { return Promise.all(this.members.map((member) => member.join(this.#plan))); }

  /** Connected, talking, and seen by each other. */
  async begin() {
    const [a, b] = this.members, begun = Date.now();
    await this.join();
    await this.#each((member) => member.waitFor('connection:connected', begun, PATIENCE_MS), 'is not connected');
    await Promise.all([a.talkTo(b), b.talkTo(a)]);
    await this.#each((member) => within(PATIENCE_MS, () => member.heardSince(begun)), 'hears nothing');
    await this.#moves();
    if (this.problems.length > 0) throw new Error(`The call did not come about: ${this.problems.join('; ')}`);
  }

  /**
   * Makes a fault for so many seconds; then data must flow again. `notice`: whether `disconnected` is to be seen
   * meanwhile (`must`, `may`, `never`).
   */
  async endure(seconds, { begin, end, notice = 'must' }) {
    await this.#note('the fault begins');
    const begun = Date.now();
    await begin();
    await delay(seconds * 1000);
    await this.#note('the fault ends');
    const ended = Date.now();
    await end();
    await Promise.all([this.flowsAgain(ended), this.#seesAgain(ended)]);
    const noticed = await this.#detect(begun);
    if (notice === 'must' && noticed === 0) this.problem('nobody noticed');
    const healed = Date.now();
    await delay(CALM_MS);
    if (await this.#restarts(healed) > 0) this.problem('a restart was tried though all was well again');
    if (notice === 'never' && noticed > 0) this.problem('a member was taken for disconnected');
  }

  /** A member's page stands still for so many seconds, and nothing is wrong with the connection. */
  async freeze(seconds, { freeze, thaw, mayRestart = false }) {
    const begun = Date.now();
    await freeze();
    await delay(seconds * 1000);
    const ended = Date.now();
    await thaw();
    await this.flowsAgain(ended, THAWS_WITHIN_MS);
    if (await this.#detect(begun) === 0) this.problem('nobody noticed');
    if (!mayRestart && await this.#restarts(begun) > 0) this.problem('a restart was tried');
  }

  /** The driver is away for so many seconds: the call goes on, and who came meanwhile is in soon after. */
  async goesOnWithoutDriver(seconds, { away, back, visitor }) {
    const begun = Date.now();
    await away();
    const joining = visitor.join({ ...this.#plan, video: false });
    await delay(begun + seconds * 1000 - Date.now());
    const ended = Date.now();
    await back();
    await joining;
    const met = await within(PATIENCE_MS, async () => (await visitor.seen()).filter(({ name }) => name === 'connection:connected')[1]);
    const took = met ? met.at - ended : Infinity;
    if (met) this.recovery.push(took);
    if (took > FLOWS_WITHIN_MS) this.problem(`who came meanwhile was in after ${took} ms`);
    for (const member of this.members) {
      const gap = await member.longestGap(begun, Date.now());
      if (gap > NO_GAP_MS) this.problem(`${member.name} heard nothing for ${gap} ms`);
    }
    if (await this.#detect(begun) > 0) this.problem('a member was taken for disconnected');
    await visitor.leave();
  }

  /** Both hear what was sent after that moment. */
  async flowsAgain(since, mostMs = FLOWS_WITHIN_MS) {
    await this.#each(async (member) => {
      const at = await within(PATIENCE_MS, () => member.heardSince(since));
      if (!at) return false;
      this.recovery.push(at - since);
      if (at - since > mostMs) this.problem(`${member.name} hears again only after ${at - since} ms`);
      return true;
    }, 'hears nothing any more');
    await this.#each((member) => within(5000, async () => (await member.link()).state === 'connected'), 'is not connected again');
  }

  /** The picture moves, no message is lost, none came twice, all in order, and it is still the first connection. */
  async finish() {
    await this.#moves();
    await Promise.all(this.members.map((member) => member.stopTalking()));
    const [a, b] = this.members, [ofA, ofB] = await this.#settled();
    this.#compare(a, ofA.sent, ofB.heard);
    this.#compare(b, ofB.sent, ofA.heard);
    for (const member of this.members) await this.#checkLinks(member);
  }

  /** When each said `disconnected` since then. */
  async #detect(begun) {
    const events = await Promise.all(this.members.map(async (member) => (
      (await member.seen()).find(({ name, at }) => name === 'connection:disconnected' && at >= begun)
    )));
    const found = events.filter(Boolean).map(({ at }) => at - begun);
    this.detection.push(...found);
    return found.length;
  }

  #note(line) { return Promise.all(this.members.map((member) => member.note(`── ${line} ──`))); }

  /** How often new paths were tried since then. */
  async #restarts(since) {
    const seen = (await Promise.all(this.members.map((member) => member.seen()))).flat();
    return seen.filter(({ name, at }) => name === 'restart' && at >= since).length;
  }

  /** Frames of the other's camera arrive. */
  async #moves() {
    if (!this.#plan.video) return;
    const before = new Map(await Promise.all(this.members.map(async (member) => [member, await member.framesDecoded()])));
    await this.#each((member) => within(MOVES_WITHIN_MS, async () => await member.framesDecoded() > before.get(member)), 'gets a still picture');
  }

  /** Both see frames of the other's camera that are shown after that moment. */
  #seesAgain(since) {
    return this.#each(async (member) => {
      const at = await within(MOVES_WITHIN_MS, () => member.sawSince(since));
      if (at) this.picture.push(at - since);
      return at;
    }, 'sees a still picture');
  }

  /** What each sent and heard, once all is acknowledged or time is up. */
  async #settled() {
    const tallies = () => Promise.all(this.members.map((member) => member.tally()));
    await within(SETTLES_WITHIN_MS, async () => (await tallies()).every(({ sent, outcomes }) => outcomes.delivered === sent));
    const all = await tallies();
    for (const [i, { sent, outcomes }] of all.entries()) {
      if (outcomes.delivered !== sent) this.problem(`${this.members[i].name} sent ${sent}, with outcomes ${JSON.stringify(outcomes)}`);
    }
    return all;
  }

  #compare({ name }, sent, heard) {
    const unique = new Set(heard).size;
    this.sent += sent;
    this.lost += sent - unique;
    this.twice += heard.length - unique;
    if (unique < sent) this.problem(`${sent - unique} of ${sent} messages of ${name} are lost`);
    if (unique < heard.length) this.problem(`${heard.length - unique} messages of ${name} came twice`);
    if (heard.some((number, i) => i > 0 && number < heard[i - 1])) this.problem(`messages of ${name} came out of order`);
  }

  async #checkLinks(member) {
    const { isFirst } = await member.link();
    if (!isFirst) this.problem(`${member.name} has another connection than in the beginning`);
    const ends = (await member.seen()).filter(({ name, remote }) => /:(failed|closed)$/.test(name) && this.members.some(({ id }) => id === remote));
    if (ends.length > 0) this.problem(`${member.name} saw ${ends.map(({ name }) => name)}`);
  }

  async #each(look, complaint) {
    await Promise.all(this.members.map(async (member) => {
      if (!(await look(member))) this.problem(`${member.name} ${complaint}`);
    }));
  }
}
