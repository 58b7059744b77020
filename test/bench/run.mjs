import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { buildSite, measureSizes } from './build.mjs';
import { describeMachine } from './machine.mjs';
import { measureSeries } from './measure.mjs';
import { measureMemory } from './memory.mjs';
import { parseOptions } from './options.mjs';
import { printFailures, printHeader, printMachine, printRow, printSizes } from './report.mjs';
import { SERIES } from './series.mjs';
import { serveSite } from './serve.mjs';
import { quantile } from './statistics.mjs';
import { printTimeline, takeTimelines } from './timeline.mjs';

/** Called by scripts/bench.mjs with the arguments of `npm run bench --`. Slow numbers are no failure: the exit code is 0. */
async function main(args) {
  const options = parseOptions(args);
  if (!options) return;
  const machine = describeMachine();
  printMachine(machine);
  await buildSite();
  const series = await measureAll(options);
  const timelines = options.names.has('timeline') ? await measureTimeline(options) : undefined;
  const memory = options.names.has('memory') ? await withSite((url) => measureMemory(url, options.runs)) : undefined;
  const sizes = options.names.has('sizes') ? await measureSizes() : [];
  if (sizes.length > 0) printSizes(sizes);
  await save(options.json, { machine, series, sizes, timelines, memory });
}

async function measureAll({ names, runs }) {
  const chosen = SERIES.filter(({ name }) => names.has(name));
  if (chosen.length === 0) return [];
  return withSite(async (url) => {
    const results = [];
    printHeader();
    for (const series of chosen) results.push(await measureOne(url, series, runs ?? series.runs));
    return results;
  });
}

async function measureOne(url, series, runs) {
  const { raw, ours } = await measureSeries(url, series, runs);
  const rows = series.figures.map((figure) => ({
    ...figure, ...compare(summary(raw, figure), summary(ours, figure)),
  }));
  for (const row of rows) printRow(row);
  printFailures('raw', raw.failures);
  printFailures('ours', ours.failures);
  return { name: series.name, size: series.size, rows, raw, ours };
}

async function measureTimeline({ runs }) {
  const timelines = await withSite((url) => takeTimelines(url, runs));
  printTimeline(timelines);
  return timelines;
}

async function withSite(work) {
  const { url, close } = await serveSite();
  try { return await work(url); } finally { close(); }
}

/** `p90`: nine of ten are at least that good. */
function summary({ samples, failures }, { key, quantile: q = 0.5, isMoreBetter = false }) {
  const values = samples.flatMap((sample) => sample[key]);
  return { value: quantile(values, q), p90: quantile(values, isMoreBetter ? 0.1 : 0.9), n: samples.length, failed: failures.length };
}

function compare(raw, ours) {
  const ratio = raw.value > 0 && ours.n > 0 ? ours.value / raw.value : undefined;
  return { raw, ours, ratio };
}

async function save(file, results) {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, `${JSON.stringify(results, undefined, 2)}\n`);
  console.log(`\nAll samples: ${file}`);
}

await main(process.argv.slice(2));
