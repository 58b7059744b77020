import type { Knob } from './entries.js';

type Field = HTMLInputElement | HTMLSelectElement;

/** A labelled field that sets one attribute of an element, and shows what it is when the element itself changes it. */
export function knobFor(element: Element, knob: Knob): HTMLLabelElement {
  const label = document.createElement('label');
  const name = document.createElement('code');
  name.textContent = knob.attribute;
  const field = fieldFor(knob);
  const show = (): void => read(field, element.getAttribute(knob.attribute));
  field.addEventListener(knob.kind === 'flag' || knob.kind === 'choice' ? 'change' : 'input', () => write(element, knob, field));
  new MutationObserver(show).observe(element, { attributeFilter: [knob.attribute] });
  show();
  label.append(name, field);
  return label;
}

function fieldFor(knob: Knob): Field {
  if (knob.kind === 'choice') return choiceOf(knob.values);
  const input = document.createElement('input');
  if (knob.kind === 'flag') {
    input.type = 'checkbox';
    input.setAttribute('role', 'switch');
    input.className = 'switch';
  } else if (knob.kind === 'range') Object.assign(input, { type: 'range', min: 0, max: knob.max, step: knob.step });
  else input.className = 'field';
  return input;
}

function choiceOf(values: readonly string[]): HTMLSelectElement {
  const select = document.createElement('select');
  select.className = 'field';
  select.append(...values.map((value) => new Option(value || 'not set', value)));
  return select;
}

function read(field: Field, value: string | null): void {
  if (field.type === 'checkbox') (field as HTMLInputElement).checked = value !== null;
  else if (field.value !== (value ?? '') && (value !== null || field.type === 'text')) field.value = value ?? '';
}

function write(element: Element, { attribute, kind }: Knob, field: Field): void {
  if (kind === 'flag') element.toggleAttribute(attribute, (field as HTMLInputElement).checked);
  else if (field.value) element.setAttribute(attribute, field.value);
  else element.removeAttribute(attribute);
}
