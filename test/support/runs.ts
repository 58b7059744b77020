/** How often a randomised test repeats itself: `usually`, or PEERIX_RUNS (`npm run test:full`). */
export function runs(usually: number): number {
  return Number(process.env['PEERIX_RUNS']) || usually;
}
