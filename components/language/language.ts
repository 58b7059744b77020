import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { PeerixError } from '../../src/index.js';
import { shipped } from './shipped.js';
import { ENGLISH, onWording, speak, type Dictionary } from './speech.js';
import type { Words } from './vocabularies.js';

export { language, wording } from './speech.js';

/** Words of the page. */
const added = new Map<string, Dictionary>();
/** Words of ours; undefined where they could not be loaded. */
const loaded = new Map<string, Dictionary | undefined>();
/** What was asked for, once and for all. */
const loading = new Set<string>();
let pageTag = ENGLISH;
let isFollowing = false;

/**
 * Adds a language to the elements, or replaces some of its words; also of English (`en`). What is missing is English.
 * `language` is a BCP 47 tag, as in `<html lang>`; a page in `de-AT` shows words of `de-AT` and of `de`. Throws `BAD_OPTION`
 * if it is none.
 */
export function addWords(language: string, words: Words): void {
  const tag = canonical(language);
  if (!tag) throw new PeerixError('BAD_OPTION', `“${language}” is no language tag.`, { hint: 'Write it as in <html lang>: fr, or pt-BR.' });
  added.set(tag, merged(added.get(tag) ?? {}, words) as Dictionary);
  settle();
}

/** The latter wins, word by word. */
function merged(known: unknown, own: unknown): unknown {
  if (!isGroup(known) || !isGroup(own)) return own ?? known;
  return { ...known, ...Object.fromEntries(Object.entries(own).map(([key, word]) => [key, merged(known[key], word)])) };
}

const isGroup = (words: unknown): words is Readonly<Record<string, unknown>> => typeof words === 'object' && words !== null;

/** Renders its element anew when the language of the page changes. */
export class LanguageController implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #stop: (() => void) | undefined;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    this.#stop = onWording(() => this.#host.requestUpdate());
    follow();
    // The words may have changed while it was out.
    this.#host.requestUpdate();
  }

  hostDisconnected(): void { this.#stop?.(); }
}

/** The first element in the page has it followed, for as long as the page lives. */
function follow(): void {
  if (isFollowing) return;
  isFollowing = true;
  new MutationObserver(readPage).observe(document.documentElement, { attributeFilter: ['lang'] });
  readPage();
}

function readPage(): void {
  pageTag = canonical(document.documentElement.lang) ?? ENGLISH;
  settle();
}

/** Until a dictionary is there, what was spoken before goes on. */
function settle(): void {
  const tags = lookup(pageTag);
  const due = tags.find((tag) => Object.hasOwn(shipped, tag) && !loaded.has(tag));
  if (due) return void load(due);
  const own = tags.flatMap((tag) => [added.get(tag), loaded.get(tag)]).filter((dictionary) => !!dictionary);
  const english = added.get(ENGLISH);
  speak({
    tag: own.length || tags.includes(ENGLISH) ? pageTag : ENGLISH,
    dictionaries: english ? [...own, english] : own,
  });
}

async function load(tag: string): Promise<void> {
  if (loading.has(tag)) return;
  loading.add(tag);
  try {
    loaded.set(tag, await shipped[tag]!());
  } catch (error) {
    loaded.set(tag, undefined);
    console.warn(`Peerix: the words of “${tag}” could not be loaded; the elements speak English.`, error);
  }
  settle();
}

/** From the tag itself to its language alone (RFC 4647, § 3.4). */
function lookup(tag: string): string[] {
  const parts = tag.split('-');
  return parts.map((_, i) => parts.slice(0, parts.length - i).join('-'));
}

function canonical(tag: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(tag)[0];
  } catch {
    return undefined;
  }
}
