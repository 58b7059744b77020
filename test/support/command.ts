import { executeServerCommand } from '@web/test-runner-commands';

/** Runs a command of our own plugins in the test runner's Node process. */
export async function command<R = void>(name: string, payload: object = {}): Promise<R> {
  const answer = await executeServerCommand<{ value: R } | { failure: string }, object>(name, payload);
  if ('failure' in answer) throw new Error(`${name}: ${answer.failure}`);
  return answer.value;
}
