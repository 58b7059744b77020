import type { Peer } from '../../src/index.js';

type Methods = 'publish' | 'unpublish' | 'open' | 'close' | 'send' | 'request' | 'respond' | 'on' | 'once' | 'off';

/** Gives a class methods that its instances' `peer` answers. A loop, because overloads cannot be spelled twice without drifting. */
export function delegate(element: { readonly prototype: { readonly peer: Peer } }, methods: readonly Methods[]): void {
  for (const method of methods) {
    Object.defineProperty(element.prototype, method, {
      configurable: true,
      writable: true,
      value(this: { readonly peer: Peer }, ...args: never[]): unknown {
        return (this.peer[method] as (...args: never[]) => unknown)(...args);
      },
    });
  }
}
