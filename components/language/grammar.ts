import { intl } from './intl.js';

/** Words with names and the like in them, which Lit renders one after another. */
export type Phrase = readonly unknown[];

/** Forms of a word by number, as its language has them (CLDR); `other` wherever one is missing. */
export type Forms = { readonly [rule in Intl.LDMLPluralRule]?: string } & { readonly other: string };

/** What words are put together with, in the language of the page. */
export interface Grammar {
  /** `1,234` */
  number(n: number): string;
  /** `65%`, of 0.65 */
  percent(part: number): string;
  /** The form for so many. */
  plural(n: number, forms: Forms): string;
  /** `Ann, Ben, and Cleo` */
  list(items: Phrase): Phrase;
}

export const number: Grammar['number'] = (n) => intl(Intl.NumberFormat).format(n);

export const percent: Grammar['percent'] = (part) => intl(Intl.NumberFormat, { style: 'percent' }).format(part);

export const plural: Grammar['plural'] = (n, forms) => forms[intl(Intl.PluralRules).select(n)] ?? forms.other;

export const list: Grammar['list'] = (items) =>
  intl(Intl.ListFormat).formatToParts(items.map((_, i) => String(i))).map(({ type, value }) => (type === 'element' ? items[Number(value)] : value));

export const grammar: Grammar = { number, percent, plural, list };
