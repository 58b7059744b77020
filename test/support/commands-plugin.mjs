/**
 * A test runner plugin that answers server commands with `{ value }` or `{ failure }`; test/support/command.ts unwraps.
 * Bare values would not do: the runner takes null and undefined for "not my command", and prints what is thrown
 * even where the test expects it.
 */
export function commandsPlugin({ name, commands, stop }) {
  return {
    name,
    async executeCommand({ command, payload, session }) {
      if (!Object.hasOwn(commands, command)) return undefined;
      try {
        return { value: await commands[command](payload ?? {}, session) };
      } catch (error) {
        return { failure: error?.message ?? String(error) };
      }
    },
    serverStop: stop,
  };
}
