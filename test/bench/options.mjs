import { parseArgs } from 'node:util';
import { ROOT } from '../../scripts/run.mjs';
import { SERIES } from './series.mjs';

const ALL = [...new Set(SERIES.map(({ name }) => name)), 'sizes'];
/** On request only: one explains a number and is none, the other takes minutes. */
const ON_REQUEST = ['timeline', 'memory'];

const USAGE = `npm run bench -- [${[...ALL, ...ON_REQUEST].join('] [')}] [--runs N] [--json FILE]
  Without names: everything but timeline, which shows where the time of a join goes, and memory, which sends 4 GiB.
  --runs N     samples of each subject in every series (default: by series, 5 to 40)
  --json FILE  where all samples go (default .cache/bench/results.json)`;

/** Undefined, and said why with the exit code set, when there is nothing to measure. */
export function parseOptions(args) {
  try {
    const options = parse(args);
    if (!options.help) return options;
    console.log(USAGE);
  } catch (error) {
    console.error(`${error.message}\n${USAGE}`);
    process.exitCode = 2;
  }
  return undefined;
}

function parse(args) {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { runs: { type: 'string' }, json: { type: 'string' }, help: { type: 'boolean', default: false } },
  });
  const unknown = positionals.filter((name) => ![...ALL, ...ON_REQUEST].includes(name));
  if (unknown.length > 0) throw new Error(`No series ${unknown.join(', ')}.`);
  return {
    help: values.help,
    names: new Set(positionals.length > 0 ? positionals : ALL),
    runs: values.runs === undefined ? undefined : checkRuns(values.runs),
    json: values.json ?? `${ROOT}.cache/bench/results.json`,
  };
}

function checkRuns(text) {
  const runs = Number(text);
  if (!Number.isInteger(runs) || runs < 1) throw new Error(`--runs takes a positive whole number, not ${text}.`);
  return runs;
}
