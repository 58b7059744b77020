import { find } from '../template.js';

/** Says beside a field what is wrong with it, until it is typed in again; undefined: nothing is. */
export function tell(field: HTMLInputElement, problem: string | undefined): void {
  const place = find(field.form!, `#${field.id}-problem`);
  place.textContent = problem ?? '';
  place.hidden = !problem;
  field.ariaInvalid = problem ? 'true' : null;
  if (problem) field.addEventListener('input', () => tell(field, undefined), { once: true });
}
