import type { TemplateResult } from 'lit';
import { activity, messageSquare, paperclip, userPlus, users } from '../icons.js';
import { conferenceWords } from './words.js';

/** What can stand beside the stage. */
export const PANELS = ['chat', 'files', 'people', 'invite', 'stats'] as const;
export type Panel = typeof PANELS[number];

const ICONS: Readonly<Record<Panel, TemplateResult>> = { chat: messageSquare, files: paperclip, people: users, invite: userPlus, stats: activity };

export const iconOf = (panel: Panel): TemplateResult => ICONS[panel];

/** How many things wait in a panel; `true` = some. */
export type Waiting = number | boolean;

/** As it is called, with what waits in it. */
export function titleOf(panel: Panel, waiting: Waiting): string {
  const name = conferenceWords[panel];
  if (!waiting) return name;
  return waiting === true ? conferenceWords.fresh(name) : conferenceWords.unread(name, waiting);
}

/** The tab that a key leads to. */
export function tabFor(key: string, from: Panel, isRtl: boolean): Panel | undefined {
  const index = PANELS.indexOf(from), step = isRtl ? -1 : 1;
  const to = { ArrowRight: index + step, ArrowLeft: index - step, Home: 0, End: PANELS.length - 1 }[key];
  return to === undefined ? undefined : PANELS.at(to % PANELS.length);
}
