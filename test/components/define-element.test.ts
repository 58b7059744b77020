import { expect } from '@open-wc/testing';
import { defineElement } from '../../components/define-element.js';
import { stub } from './support.js';

describe('defineElement', () => {
  it('leaves a taken tag alone, with a warning and no throw', () => {
    const warnings: unknown[] = [];
    stub(console, 'warn', (...args: unknown[]) => void warnings.push(args.join(' ')));
    class First extends HTMLElement {}
    class Second extends HTMLElement {}
    defineElement('x-taken', First);
    defineElement('x-taken', First);
    expect(warnings).to.have.length(0);
    defineElement('x-taken', Second);
    expect(customElements.get('x-taken')).to.equal(First);
    expect(warnings).to.have.length(1);
    expect(warnings[0]).to.contain('<x-taken>');
  });
});
