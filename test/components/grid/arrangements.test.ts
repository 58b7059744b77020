import { expect } from '@open-wc/testing';
import type { Spot } from '../../../components/grid/fit.js';
import { grid, type Arrangement, type Box } from '../../../components/grid/paging.js';
import { spotlight } from '../../../components/grid/spotlight.js';
import { strip } from '../../../components/grid/strip.js';

const boxOf = (width: number, height: number): Box => ({ width, height, gap: 8, pager: 44 });
const BOXES = [boxOf(1440, 800), boxOf(360, 640), boxOf(768, 768), boxOf(1000, 220), boxOf(320, 480), boxOf(3840, 2000)];
const shown = ({ spots }: Arrangement): Spot[] => spots.filter((spot) => spot !== undefined);

function checkInside(arrangement: Arrangement, { width, height }: Box): void {
  const all = [...shown(arrangement), ...(arrangement.more ? [arrangement.more] : [])];
  for (const spot of all) {
    expect(spot.x, 'left').to.be.at.least(-1);
    expect(spot.y, 'top').to.be.at.least(-1);
    expect(spot.x + spot.width, 'right').to.be.at.most(width + 1);
    expect(spot.y + spot.height, 'bottom').to.be.at.most(height + 1);
  }
  for (const [i, a] of all.entries()) for (const b of all.slice(i + 1)) {
    const apart = a.x + a.width < b.x || b.x + b.width < a.x || a.y + a.height < b.y || b.y + b.height < a.y;
    expect(apart, `${JSON.stringify(a)} and ${JSON.stringify(b)}`).to.equal(true);
  }
}

/** Everybody is on exactly one page. */
function checkPages(count: number, arrange: (page: number) => Arrangement): void {
  const { pages } = arrange(0), seen = Array.from({ length: count }, () => 0);
  for (let page = 0; page < pages; page++) arrange(page).spots.forEach((spot, index) => { if (spot) seen[index]! += 1; });
  expect(seen.every((times) => times > 0), 'everybody').to.equal(true);
}

for (const [name, arrange] of Object.entries({
  grid: (count: number, box: Box, page: number) => grid(count, box, page),
  strip,
  spotlight: (count: number, box: Box, page: number) => spotlight(count, box, page, 16 / 9),
})) {
  describe(`the ${name}`, () => {
    for (const box of BOXES) it(`of ${box.width}×${box.height} holds 1 to 30 inside and apart, each on some page`, () => {
      for (let count = 1; count <= 30; count++) {
        for (let page = 0; page < arrange(count, box, 0).pages; page++) checkInside(arrange(count, box, page), box);
        checkPages(count, (page) => arrange(count, box, page));
      }
    });

    it('goes back to the last page there is, and needs nobody', () => {
      const { page, pages } = arrange(30, boxOf(360, 300), 99);
      expect(pages).to.be.above(1);
      expect(page).to.equal(pages - 1);
      expect(arrange(0, boxOf(360, 300), 0).spots).to.deep.equal([]);
    });
  });
}

describe('the grid', () => {
  it('pages rather than to show faces narrower than 150 px, or 100 px in small boxes', () => {
    for (const [box, least] of [[boxOf(1000, 300), 150], [boxOf(360, 300), 100]] as const) {
      for (let count = 1; count <= 40; count++) for (const { width } of shown(grid(count, box, 0))) expect(width).to.be.at.least(least);
    }
  });

  it('has no pages where all fit, and leaves room for the buttons where not', () => {
    expect(grid(9, boxOf(768, 900), 0).pages).to.equal(1);
    const box = boxOf(360, 300), { pages, spots } = grid(30, box, 0);
    expect(pages).to.be.above(1);
    for (const spot of spots) if (spot) expect(spot.y + spot.height).to.be.at.most(300 - 44 - 8);
  });

  it('fills an upright phone with one', () => {
    expect(shown(grid(1, boxOf(360, 640), 0))).to.deep.equal([{ x: 0, y: 0, width: 360, height: 640 }]);
  });
});

describe('the spotlight', () => {
  it('gives the large one its own shape', () => {
    for (const ratio of [16 / 9, 4 / 3, 1, 9 / 16]) for (const box of BOXES) for (const count of [1, 2, 5, 12]) {
      const [main] = spotlight(count, box, 0, ratio).spots;
      expect(main!.width / main!.height).to.be.closeTo(ratio, .03);
    }
  });

  it('puts the others where it gets larger: beside in a wide box, below in an upright one', () => {
    const [wide, beside] = spotlight(4, boxOf(1440, 640), 0, 16 / 9).spots;
    expect(beside!.x).to.be.above(wide!.x + wide!.width);
    const [upright, below] = spotlight(4, boxOf(700, 900), 0, 16 / 9).spots;
    expect(below!.y).to.be.above(upright!.y + upright!.height);
  });

  it('leaves its last slot to those who have none, and shows them in turn', () => {
    const box = boxOf(360, 400), first = spotlight(20, box, 0, 16 / 9);
    expect(first.more).not.to.equal(undefined);
    expect(first.pages).to.be.above(1);
    const second = spotlight(20, box, 1, 16 / 9);
    expect(second.spots[0]).to.deep.equal(first.spots[0]);
    expect(second.spots[1]).to.equal(undefined);
  });
});

describe('the strip', () => {
  it('is one row, or one column in an upright box', () => {
    const ys = new Set(shown(strip(4, boxOf(1000, 160), 0)).map(({ y }) => y)), xs = new Set(shown(strip(4, boxOf(160, 800), 0)).map(({ x }) => x));
    expect([ys.size, xs.size]).to.deep.equal([1, 1]);
  });
});
