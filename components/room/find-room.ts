import type { PeerixRoom } from '../peerix-room/peerix-room.js';

const TAG = 'peerix-room';
/** Called with a name for everything about a room that may show; returns how to stop. Shared by copies of the library. */
export const WATCH = Symbol.for('peerix.watch');

/** What an element says about its room. */
export interface RoomSeeker extends HTMLElement {
  htmlFor: string;
  forElement: HTMLElement | null;
}

/** The room as an element: perhaps not upgraded yet. */
export const findRoom = (seeker: RoomSeeker): Element | null =>
  (seeker.htmlFor || seeker.forElement ? namedElement(seeker) : nearestRoom(seeker));

/** What `forElement` or `for` names. */
export function namedElement(seeker: RoomSeeker): Element | null {
  if (seeker.forElement) return seeker.forElement;
  return seeker.htmlFor ? elementById(seeker, seeker.htmlFor) : null;
}

/** By the hook and not by class: the tag may belong to another copy of the library, or to a subclass. */
export const isRoom = (element: Element): element is PeerixRoom => WATCH in element;

function elementById(seeker: Element, id: string): Element | null {
  const root = seeker.getRootNode();
  return root instanceof Document || root instanceof DocumentFragment ? root.getElementById(id) : null;
}

function nearestRoom(seeker: Element): Element | null {
  for (let node = parentOf(seeker); node; node = parentOf(node)) {
    if (node instanceof Element && (node.localName === TAG || isRoom(node))) return node;
  }
  return null;
}

/** Up the flat tree, so that a room around a slot counts, and out of shadow roots. */
function parentOf(node: Node): Node | null {
  if (node instanceof ShadowRoot) return node.host;
  return (node instanceof Element && node.assignedSlot) || node.parentNode;
}
