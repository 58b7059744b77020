import type { RequestOptions, To } from '../../types/index.js';
import { checkName, checkObject, checkSeconds, checkSignal } from '../../options.js';
import { everybody, findRemote, idsOf, isOne, remotesOf, type Attendance } from '../addressees.js';
import { contentOf } from './envelope.js';
import { parted } from './failures.js';
import type { Question } from './requests.js';

type Options = RequestOptions & { readonly to?: To };

/** One answer for one addressee, else every outcome by id. A bad call rejects, and so does an abort. */
export async function ask(attendance: Attendance, name: string, data: unknown, options: Options = {}): Promise<unknown> {
  const remotes = remotesOf(attendance, 'request'), { to, signal } = checkObject('request', options);
  const ids = to === undefined ? everybody(remotes).map(([id]) => id) : idsOf(to);
  const question = questionOf(name, data, options);
  if (signal?.aborted) throw signal.reason;
  return isOne(to) ? askOne(attendance, ids[0]!, question) : askAll(attendance, new Set(ids), question);
}

/** @throws `BAD_OPTION`, `BAD_DATA`, `TOO_LARGE` */
function questionOf(name: string, data: unknown, { timeout, signal }: Options): Question {
  checkSignal(signal);
  return { name: checkName(name), content: contentOf(data), timeout: checkSeconds('timeout', timeout, 10), signal };
}

async function askOne(attendance: Attendance, id: string, question: Question): Promise<unknown> {
  const remote = findRemote(attendance, id);
  if (!remote) throw parted(id, 'left');
  return remote.data.exchange.ask(question);
}

async function askAll(attendance: Attendance, ids: ReadonlySet<string>, question: Question): Promise<ReadonlyMap<string, PromiseSettledResult<unknown>>> {
  const outcomes = await Promise.allSettled([...ids].map((id) => askOne(attendance, id, question)));
  if (question.signal?.aborted) throw question.signal.reason;
  return new Map([...ids].map((id, i) => [id, outcomes[i]!]));
}
