import { guard } from 'lit/directives/guard.js';
import { wording } from '../language/language.js';
import type { FileItem } from './exchange.js';
import { incomingRow } from './incoming-row.js';
import { outgoingRow, type OutgoingContext } from './outgoing-row.js';

/** Drawn again only when something of it shows otherwise: there may be a thousand. */
export function rowOf(item: FileItem, context: OutgoingContext): unknown {
  const { speed, urls } = item, shown = [urls.isPreviewBroken, speed.rate, wording()];
  if (item.direction === 'in') return guard([...shown, item.state, item.moved, item.isPlaceBad], () => incomingRow(item, context));
  const { isCancelled, problem, recipients } = item;
  const people = [...recipients.flatMap(({ fate, sent }) => [fate, sent]), ...context.here.flatMap(({ id, state, metadata }) => [id, state, metadata])];
  return guard([...shown, isCancelled, problem, ...people], () => outgoingRow(item, context));
}
