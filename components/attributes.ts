import type { ComplexAttributeConverter, PropertyDeclaration } from 'lit';

/** `manual="false"` means no: Vue and Svelte write the word for a false property set before the element is defined. */
const booleanConverter: ComplexAttributeConverter<boolean> = {
  fromAttribute: (value) => value !== null && value !== 'false',
  toAttribute: (isOn) => (isOn ? '' : null),
};
/** On unless it says otherwise: `ordered="false"`. */
const unlessFalseConverter: ComplexAttributeConverter<boolean> = { fromAttribute: (value) => value !== 'false' };
/** A removed attribute gives the default back. */
const textConverter = (fallback: string): ComplexAttributeConverter<string> => ({ fromAttribute: (value) => value ?? fallback });
/** Text that is written back. */
export const reflectedAttribute = (attribute: string): PropertyDeclaration =>
  ({ attribute, reflect: true, converter: { fromAttribute: (value) => value ?? '', toAttribute: (value) => value || null } });
/** An empty or wordy value becomes NaN, which the options refuse by name, and not a silent 0. */
const numberConverter = <F extends number | null>(fallback: F): ComplexAttributeConverter<number | F> => ({
  fromAttribute: (value) => (value === null ? fallback : value.trim() === '' ? NaN : Number(value)),
});

export const flagAttribute = (attribute: string): PropertyDeclaration => ({ attribute, converter: booleanConverter });
/** Something that changes by itself or by the person's hand, for the page to see and to style. */
export const stateAttribute = (attribute: string): PropertyDeclaration => ({ ...flagAttribute(attribute), reflect: true });
export const unlessFalseAttribute = (attribute: string): PropertyDeclaration => ({ attribute, converter: unlessFalseConverter });
export const textAttribute = (attribute: string, fallback = ''): PropertyDeclaration => ({ attribute, converter: textConverter(fallback) });
export const numberAttribute = (attribute: string, fallback: number | null): PropertyDeclaration => ({ attribute, converter: numberConverter(fallback) });
/** One of a few words, written back; anything else is the default. */
export const wordAttribute = (attribute: string, words: readonly string[], fallback = ''): PropertyDeclaration => ({
  attribute, reflect: true,
  converter: {
    fromAttribute: (value) => (value !== null && words.includes(value) ? value : fallback),
    toAttribute: (value) => (value === fallback ? null : value),
  },
});
/** Bytes are digits; the engine, or the element, judges the rest. */
export const receiveAttribute = (attribute: string, fallback?: number): PropertyDeclaration => ({
  attribute,
  converter: { fromAttribute: (value) => (value === null ? fallback : /^\d+$/.test(value) ? Number(value) : value) },
});
