import { arrivals, isEverywhere, isUnderWay, type Delivery } from './delivery.js';
import { chatWords } from './words.js';

/** What became of a message. Where all is well, only the last one says so. */
export interface Note { readonly text: string; readonly isFailure: boolean }

export function noteOf(delivery: Delivery, isLast: boolean): Note | undefined {
  const isFailure = !isEverywhere(delivery) && !isUnderWay(delivery);
  if (isEverywhere(delivery) && !isLast) return undefined;
  return { text: textOf(delivery, isFailure), isFailure };
}

function textOf(delivery: Delivery, isFailure: boolean): string {
  if (!delivery.size) return chatWords.nobodyHere;
  if (isEverywhere(delivery)) return chatWords.delivered;
  if (arrivals(delivery)) return chatWords.deliveredTo(arrivals(delivery), delivery.size);
  return isFailure ? chatWords.notDelivered : chatWords.sent;
}
