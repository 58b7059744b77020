import { expect } from '@open-wc/testing';
import {
  concat, equal, fromBase64url, fromUtf8, toBase64url, u32, utf8,
} from '../../../src/signaling/bytes.js';

describe('bytes', () => {
  it('joins parts in order', () => {
    expect([...concat(Uint8Array.of(1), new Uint8Array(0), Uint8Array.of(2, 3))]).to.deep.equal([1, 2, 3]);
    expect(concat().length).to.equal(0);
  });

  it('compares content and length', () => {
    expect(equal(Uint8Array.of(1, 2), Uint8Array.of(1, 2))).to.equal(true);
    expect(equal(Uint8Array.of(1, 2), Uint8Array.of(1, 3))).to.equal(false);
    expect(equal(Uint8Array.of(1, 2), Uint8Array.of(1))).to.equal(false);
    expect(equal(Uint8Array.of(1), Uint8Array.of(1, 2))).to.equal(false);
  });

  it('writes 32 bits big-endian', () => {
    expect([...u32(0x01020304)]).to.deep.equal([1, 2, 3, 4]);
    expect([...u32(2 ** 31)]).to.deep.equal([128, 0, 0, 0]);
  });

  it('brings every text back, a byte order mark included', () => {
    for (const text of ['', 'abc', 'Ünïcödé 漢字 🎥', '\ufeffmark']) expect(fromUtf8(utf8(text))).to.equal(text);
  });

  it('refuses malformed UTF-8', () => {
    const malformed = [[0xff], [0xc3], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80]];
    for (const bytes of malformed) expect(fromUtf8(Uint8Array.from(bytes)), `${bytes}`).to.equal(undefined);
  });

  it('writes base64url as RFC 4648 §10 and §5 have it', () => {
    const examples: [string, string][] = [['', ''], ['f', 'Zg'], ['fo', 'Zm8'], ['foo', 'Zm9v'], ['foobar', 'Zm9vYmFy']];
    for (const [text, encoded] of examples) expect(toBase64url(utf8(text))).to.equal(encoded);
    expect(toBase64url(Uint8Array.of(0xfb, 0xff, 0xfe))).to.equal('-__-');
  });

  it('brings all bytes back from base64url, at every length', () => {
    for (let length = 0; length < 300; length++) {
      const bytes = crypto.getRandomValues(new Uint8Array(length));
      expect(equal(fromBase64url(toBase64url(bytes))!, bytes), `${length} bytes`).to.equal(true);
    }
  });

  it('takes only the one spelling of a value', () => {
    const wrong = {
      padding: 'Zg==', alphabet: '+//+', whitespace: 'Zm9v Zm9v', newline: 'Zm9v\n', length: 'Zm9vY',
      'set spare bits of one byte': 'Zh', 'set spare bits of two bytes': 'Zm9', beyond: 'Zm9é',
    };
    for (const [what, text] of Object.entries(wrong)) expect(fromBase64url(text), what).to.equal(undefined);
  });
});
