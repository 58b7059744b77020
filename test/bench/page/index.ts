import { bulk, rawBulk } from './data/bulk.js';
import { burst, rawBurst } from './data/burst.js';
import { chat, rawChat } from './data/chat.js';
import * as member from './data/member.js';
import { ping, rawPing } from './data/ping.js';
import { rawReceivers, receivers } from './data/receivers.js';
import { join, joinEstablished, joinUnopened, rawJoin } from './join.js';
import { mesh, rawMesh } from './mesh.js';
import { publish, rawPublish } from './publish.js';
import { rawSignaling, signaling } from './signaling.js';
import { rawTimeline, timeline } from './timeline.js';
import type { Step } from './trace.js';
import { hiddenTiles, rawViewers, smallTiles } from './viewers.js';

type Sample = Record<string, number | readonly number[]>;
type Subject = 'raw' | 'ours';
type Measure = (size: number) => Promise<object>;

const MEASURES: Record<string, Record<Subject, Measure>> = {
  join: { raw: rawJoin, ours: join },
  arrive: { raw: rawJoin, ours: joinEstablished },
  send: { raw: rawJoin, ours: joinUnopened },
  mesh: { raw: rawMesh, ours: mesh },
  signaling: { raw: rawSignaling, ours: signaling },
  publish: { raw: rawPublish, ours: publish },
  smallTiles: { raw: rawViewers, ours: smallTiles },
  hiddenTiles: { raw: rawViewers, ours: hiddenTiles },
  bulk: { raw: rawBulk, ours: bulk },
  burst: { raw: rawBurst, ours: burst },
  ping: { raw: rawPing, ours: ping },
  chat: { raw: rawChat, ours: chat },
  receivers: { raw: rawReceivers, ours: receivers },
};

/** What test/bench/browser.mjs calls. One sample, on a heap as clean as the one before. */
async function sample(measure: string, subject: Subject, size: number): Promise<Sample> {
  await cleanUp();
  const run = MEASURES[measure]?.[subject];
  if (!run) throw new Error(`no measure ${measure}`);
  return { ...await run(size) } as Sample;
}

async function steps(subject: Subject): Promise<Step[]> {
  await cleanUp();
  return subject === 'raw' ? rawTimeline() : timeline();
}

/** What the browser's other threads may need to bury the sample before. */
const SETTLE_MS = 100;

// Closed connections count towards Chromium's 500 a renderer until they are collected.
async function cleanUp(): Promise<void> {
  const { gc } = globalThis as { gc?: (options: object) => Promise<void> };
  if (!gc) throw new Error('start the browser with --expose-gc');
  await gc({ type: 'major', execution: 'async' });
  await new Promise((resolve) => { setTimeout(resolve, SETTLE_MS); });
}

Object.assign(globalThis, { bench: { sample, steps, member } });
