import { language } from './speech.js';

type Formatter<F, Options> = new (tag: string, options?: Options) => F;
const made = new Map<string, unknown>();

/** A formatter of `Intl` in the language of the page; kept, for to make one takes longer than to draw a row. */
export function intl<F, Options>(Format: Formatter<F, Options>, options?: Options): F {
  const key = [Format.name, language(), JSON.stringify(options)].join();
  const format = made.get(key) as F | undefined ?? new Format(language(), options);
  made.set(key, format);
  return format;
}
