import { expect } from '@open-wc/testing';
import { fit, places, type Size } from '../../../components/grid/fit.js';

const GAP = 8;
const BOXES: Size[] = [{ width: 1440, height: 800 }, { width: 360, height: 640 }, { width: 768, height: 768 }, { width: 1000, height: 200 }];

describe('fit', () => {
  for (const box of BOXES) {
    for (let count = 1; count <= 16; count++) {
      it(`${count} tiles lie inside ${box.width}×${box.height} and do not overlap`, () => {
        const shape = fit(count, box, GAP);
        const spots = places(count, box, GAP, shape);
        expect(spots).to.have.length(count);
        for (const { x, y } of spots) {
          expect(x, 'left').to.be.at.least(0);
          expect(y, 'top').to.be.at.least(0);
          expect(x + shape.width, 'right').to.be.at.most(box.width);
          expect(y + shape.height, 'bottom').to.be.at.most(box.height);
        }
        for (const [i, a] of spots.entries()) for (const b of spots.slice(i + 1)) {
          const apart = Math.abs(a.x - b.x) >= shape.width + GAP - 1 || Math.abs(a.y - b.y) >= shape.height + GAP - 1;
          expect(apart, `${JSON.stringify(a)} and ${JSON.stringify(b)}`).to.equal(true);
        }
      });
    }
  }

  it('keeps tiles between 4:3 and 16:9 in a landscape box', () => {
    for (let count = 1; count <= 16; count++) {
      const { width, height } = fit(count, { width: 1440, height: 800 }, GAP);
      expect(width / height).to.be.within(4 / 3 - .02, 16 / 9 + .02);
    }
  });

  it('lets tiles stand upright in an upright box', () => {
    const { columns, width, height } = fit(1, { width: 360, height: 640 }, GAP);
    expect(columns).to.equal(1);
    expect(width / height).to.be.closeTo(3 / 4, .01);
  });

  it('takes two columns for two in a wide box and one in an upright box', () => {
    expect(fit(2, { width: 1600, height: 600 }, GAP).columns).to.equal(2);
    expect(fit(2, { width: 360, height: 640 }, GAP).columns).to.equal(1);
  });

  it('centres the block and its last row', () => {
    const box = { width: 1200, height: 700 };
    const shape = fit(5, box, GAP);
    expect(shape.columns).to.equal(3);
    const spots = places(5, box, GAP, shape);
    expect(spots[3]!.x + spots[4]!.x + shape.width).to.be.closeTo(box.width, 1);
    expect(spots[0]!.y).to.be.closeTo(box.height - spots[3]!.y - shape.height, 1);
  });

  it('keeps its columns through a small change of size, and not through a large one', () => {
    const heights = Array.from({ length: 400 }, (_, i) => 300 + i);
    const change = heights.find((height) => fit(6, { width: 800, height }, GAP).columns !== fit(6, { width: 800, height: 300 }, GAP).columns)!;
    const before = fit(6, { width: 800, height: change - 1 }, GAP).columns;
    expect(fit(6, { width: 800, height: change }, GAP, undefined, before).columns).to.equal(before);
    expect(fit(6, { width: 800, height: 3000 }, GAP, undefined, before).columns).not.to.equal(before);
  });

  it('survives a box without room', () => {
    expect(fit(4, { width: 0, height: 0 }, GAP)).to.include({ width: 0, height: 0 });
  });
});
