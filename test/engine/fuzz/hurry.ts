import { platform, type Environment } from '../../../src/environment.js';

/** The platform, with a clock that runs so many times as fast: seconds that the engine waits are over soon. */
export function hurried(times: number): Environment {
  return Object.create(platform, {
    now: { value: () => platform.now() * times },
    setTimeout: { value: (callback: () => void, ms: number) => platform.setTimeout(callback, ms / times) },
  }) as Environment;
}
