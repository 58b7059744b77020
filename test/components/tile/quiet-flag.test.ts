import { expect } from '@open-wc/testing';
import { initials, quietFlag } from '../../../components/tile/quiet-flag.js';

describe('the quiet flag', () => {
  it('bears the first letters of the first and the last word', () => {
    expect(initials('Ann Okafor')).to.equal('AO');
    expect(initials('  ann  maria okafor ')).to.equal('AO');
    expect(initials('Ann')).to.equal('A');
    expect(initials('')).to.equal('');
  });

  it('takes letters, not halves of them', () => {
    expect(initials('𝒜nn 𝒪kafor')).to.equal('𝒜𝒪');
  });

  it('is the same for the same id, and uses every parting and many hues', () => {
    expect(quietFlag('abc')).to.deep.equal(quietFlag('abc'));
    const flags = Array.from({ length: 400 }, (_, i) => quietFlag(`member-${i}`));
    expect([...new Set(flags.map(({ parting }) => parting))].sort()).to.deep.equal([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(new Set(flags.map(({ hue }) => hue)).size).to.be.above(150);
  });
});
