const COLUMNS = [
  ['', 46], ['unit', 9], ['raw', 8], ['p90', 8], ['ours', 8], ['p90', 8], ['ratio', 7], ['target', 8], ['n', 4], ['failed', 10],
];

export function printMachine(machine) {
  console.log(`${machine.browser} · ${machine.cpu} · ${machine.memory} · load ${machine.load.toFixed(1)}`);
  console.log(`${machine.system} · Node ${machine.node} · ${machine.commit} · ${machine.date}\n`);
}

export function printHeader() { print(COLUMNS.map(([title]) => title)); }

/** One line: what is compared and p90 of both subjects, their ratio, failures raw/ours. */
export function printRow({ title, unit, raw, ours, ratio, target, isMoreBetter }) {
  const format = unit === 'bytes' ? (value) => value?.toFixed(0) : (value) => value?.toFixed(1);
  const goal = target?.ratio ? `${isMoreBetter ? '≥ ' : ''}${target.ratio}×` : target ? `≤ ${target.value}` : '';
  print([
    title, unit, format(raw.value), format(raw.p90), format(ours.value), format(ours.p90),
    ratio === undefined ? '' : `${ratio.toFixed(2)}×`, goal, ours.n, `${raw.failed} / ${ours.failed}`,
  ]);
}

/** Why samples failed, each reason once. */
export function printFailures(subject, failures) {
  for (const reason of new Set(failures)) {
    console.log(`  ${subject} failed ${failures.filter((each) => each === reason).length} times: ${reason}`);
  }
}

export function printSizes(sizes) {
  console.log('');
  for (const { title, kb, budget } of sizes) {
    console.log(`${title.padEnd(46)} ${kb.toFixed(1)} KB gzip of ${budget}${kb > budget ? '  OVER BUDGET' : ''}`);
  }
}

function print(cells) {
  const texts = cells.map((cell, i) => {
    const width = COLUMNS[i][1], text = String(cell ?? '–');
    return i < 2 ? text.padEnd(width) : text.padStart(width);
  });
  console.log(texts.join(' ').trimEnd());
}
