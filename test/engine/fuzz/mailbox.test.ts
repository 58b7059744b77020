import fc from 'fast-check';
import { Timers } from '../../../src/environment.js';
import { Mailbox } from '../../../src/signaling/mailbox.js';
import { parseFrame, type Frame, type Message } from '../../../src/signaling/message.js';
import { fit } from '../../../src/signaling/packet.js';
import { runs } from '../../support/runs.js';
import { parameters, TEST_MS } from './parameters.js';
import { VirtualClock } from './virtual-clock.js';

type Name = 'ann' | 'bob';
const OTHER = { ann: 'bob', bob: 'ann' } as const;
/** More than the resends of any message and its acknowledgement take. */
const LONG_MS = 120_000;

interface UnderWay { readonly to: Name; readonly frame: Frame }

/** One end, and what it was told. */
class End {
  readonly heard: number[] = [];
  readonly mailbox: Mailbox;
  incarnations = 0;

  constructor(name: Name, pair: Pair) {
    const environment = pair.clock.environment;
    const host = {
      timers: new Timers(environment),
      deliver: (frame: Frame) => {
        pair.send(OTHER[name], frame);
        return false;
      },
      get isConnecting() { return false; },
      patience: 20,
      onIncarnation: () => { this.incarnations++; },
    };
    let incarnation = 0;
    this.mailbox = new Mailbox(host, { environment, nextIncarnation: () => ++incarnation, count: () => {} });
  }

  hear(frame: Frame): void {
    for (const message of this.mailbox.receive(frame)) this.heard.push((message as { n: number }).n);
  }
}

/** Two mailboxes and a path that does whatever it is told to. */
class Pair {
  readonly clock = new VirtualClock();
  readonly underWay: UnderWay[] = [];
  readonly ends: Record<Name, End> = { ann: new End('ann', this), bob: new End('bob', this) };
  isReliable = false;

  send(to: Name, frame: Frame): void {
    const copy = parseFrame(JSON.parse(JSON.stringify(fit(frame))));
    if (!copy) throw new Error('a mailbox sent what no receiver takes');
    this.underWay.push({ to, frame: copy });
    if (this.isReliable) this.arrive(this.underWay.length - 1);
  }

  arrive(i: number): void {
    const [packet] = this.underWay.splice(i, 1);
    if (packet) this.ends[packet.to].hear(packet.frame);
  }

  /** From now on everything arrives at once; the driver is back. */
  heal(): void {
    this.underWay.length = 0;
    this.isReliable = true;
    for (const { mailbox } of Object.values(this.ends)) if (!mailbox.empty) mailbox.flush();
    this.clock.run(LONG_MS);
  }
}

/** What each end was given to send; `since` = before the last time that it forgot what was unacknowledged. */
interface Given { readonly all: number[]; since: number }
type Model = Record<Name, Given>;
type Step = fc.Command<Model, Pair>;

const step = (what: string, run: (model: Model, pair: Pair) => void): Step => ({
  check: () => true,
  run: (model, pair) => {
    run(model, pair);
    for (const name of ['ann', 'bob'] as const) checkOrder(model[OTHER[name]].all, pair.ends[name].heard);
  },
  toString: () => what,
});

/** Nothing twice, nothing out of order, nothing that was not said. */
function checkOrder(said: readonly number[], heard: readonly number[]): void {
  if (heard.some((n, i) => i > 0 && n <= heard[i - 1]!)) throw new Error(`heard ${heard}: twice or out of order`);
  if (heard.some((n) => !said.includes(n))) throw new Error(`heard ${heard} of ${said}`);
}

const post = (name: Name, length: number) => step(`${name} posts ${length} long`, (model, pair) => {
  const n = model[name].all.length + 1;
  model[name].all.push(n);
  pair.ends[name].mailbox.post({ t: 'offer', n, d: 1, sdp: 'x'.repeat(length), slots: [], channels: [] } satisfies Message);
});
const renew = (name: Name) => step(`${name} forgets`, (model, pair) => {
  pair.ends[name].mailbox.renew();
  model[name].since = model[name].all.length;
});
const flush = (name: Name) => step(`${name} flushes`, (_, pair) => pair.ends[name].mailbox.flush());
const arrive = (which: number) => step(`packet ${which} arrives`, (_, pair) => pair.arrive(which % Math.max(1, pair.underWay.length)));
const lose = (which: number) => step(`packet ${which} is lost`, (_, pair) => void pair.underWay.splice(which % Math.max(1, pair.underWay.length), 1));
const double = (which: number) => step(`packet ${which} is doubled`, (_, pair) => {
  const packet = pair.underWay[which % Math.max(1, pair.underWay.length)];
  if (packet) pair.underWay.push(packet);
});
const pass = (ms: number) => step(`${ms} ms pass`, (_, pair) => pair.clock.run(ms));

const name = fc.constantFrom<Name>('ann', 'bob'), which = fc.nat(20);
/** Of 60,000 bytes only one fits a packet. */
const length = fc.constantFrom(1, 1, 1, 20_000, 60_000);
const steps = fc.commands([
  fc.tuple(name, length).map(([who, bytes]) => post(who, bytes)),
  fc.tuple(name, length).map(([who, bytes]) => post(who, bytes)),
  which.map(arrive), which.map(arrive), which.map(lose), which.map(double),
  fc.constantFrom(50, 100, 400, 1000, 5000).map(pass),
  name.map(flush),
  name.map(renew),
], { maxCommands: 80, size: 'max' });

it('a mailbox brings every message once and in order, whatever is lost, doubled or late, and whoever forgets', function () {
  this.timeout(TEST_MS);
  fc.assert(fc.property(steps, (list) => {
    const model: Model = { ann: { all: [], since: 0 }, bob: { all: [], since: 0 } }, pair = new Pair();
    fc.modelRun(() => ({ model, real: pair }), list);
    pair.heal();
    for (const receiver of ['ann', 'bob'] as const) checkComplete(model[OTHER[receiver]], pair.ends[receiver].heard);
    for (const end of Object.values(pair.ends)) if (!end.mailbox.empty) throw new Error('something stays unacknowledged');
  }), parameters(runs(500)));
});

function checkComplete({ all, since }: Given, heard: readonly number[]): void {
  checkOrder(all, heard);
  const missing = all.slice(since).filter((n) => !heard.includes(n));
  if (missing.length) throw new Error(`${missing} never arrived; heard ${heard}`);
}
