import { translated } from './language.js';

/** Words under a name, in English here and in whatever language the page speaks when they are read. */
export function vocabulary<Words extends object>(name: string, english: Words): Words {
  return new Proxy(english, { get: (own, key) => translated(name, String(key)) ?? Reflect.get(own, key) as unknown });
}
