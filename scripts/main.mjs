import { SetupError } from './setup.mjs';

/** Runs a script's work and ends the process with its exit code; a failed set-up is one sentence, not a stack. */
export async function main(work) {
  try {
    process.exitCode = await work(process.argv.slice(2));
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
