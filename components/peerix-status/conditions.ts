import type { TemplateResult } from 'lit';
import { triangleAlert, wifiOff } from '../icons.js';
import { isolated } from '../isolated.js';
import type { PeerixRoom } from '../peerix-room/peerix-room.js';
import { failureWords } from '../room/failure-words.js';
import { words } from '../words.js';
import type { Unreached } from './happenings.js';
import { statusWords } from './words.js';

/** What is not as it should be, for as long as it lasts. */
export interface Condition { readonly key: string; readonly icon: TemplateResult; readonly title: unknown; readonly advice: string }

export function conditionsOf(room: PeerixRoom, unreached: readonly Unreached[]): Condition[] {
  return [failure(room), signaling(room), ...noPaths(unreached)].filter((condition) => !!condition);
}

/** Who has others around is in after all. */
function failure({ failure: error, remotes }: PeerixRoom): Condition | undefined {
  return error && !remotes.size ? { key: 'failure', icon: triangleAlert, ...failureWords(error) } : undefined;
}

function signaling({ offline, state, remotes }: PeerixRoom): Condition | undefined {
  if (state !== 'joined' && state !== 'joining') return undefined;
  const isCut = offline || [...remotes.values()].some((remote) => remote.state === 'disconnected');
  // Without a network a call in one house may go on: only what is cut counts.
  if (isCut && !navigator.onLine) return { key: 'network', icon: wifiOff, ...statusWords.youAreOffline };
  if (!offline) return undefined;
  if (state === 'joining') return { key: 'signaling', icon: wifiOff, ...words.unreachable };
  return { key: 'signaling', icon: wifiOff, ...(remotes.size ? statusWords.signalingOffline : statusWords.signalingOfflineAlone) };
}

function noPaths(unreached: readonly Unreached[]): Condition[] {
  return (['no-route', 'relay-unreachable'] as const).flatMap((reason) => {
    const names = unreached.filter((one) => one.reason === reason).map(({ name }) => isolated(name));
    const advice = reason === 'no-route' ? statusWords.noRelay : statusWords.relaySilent;
    return names.length ? [{ key: reason, icon: triangleAlert, title: statusWords.noPath(names), advice }] : [];
  });
}
