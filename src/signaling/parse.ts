/** Gives a copy of what it knows of a value from the wire; throws `MALFORMED` where anything in that is not as it must be. */
export type Parser<T> = (json: unknown) => T;

const MALFORMED = new Error('malformed');

/** Undefined when malformed. */
export function read<T>(parse: Parser<T>, json: unknown): T | undefined {
  try {
    return parse(json);
  } catch (error) {
    if (error === MALFORMED) return undefined;
    throw error;
  }
}

export function where<T>(test: (json: unknown) => json is T): Parser<T> {
  return (json) => {
    if (test(json)) return json;
    throw MALFORMED;
  };
}

/** What `parse` takes and `test` too. */
export function such<T>(parse: Parser<T>, test: (value: T) => boolean): Parser<T> {
  return (json) => where((value): value is T => test(value as T))(parse(json));
}

export const boolean = where((json) => typeof json === 'boolean');

export function text(shortest: number, longest: number): Parser<string> {
  return where((json): json is string => typeof json === 'string' && json.length >= shortest && json.length <= longest);
}

export function integer(least: number, most: number): Parser<number> {
  return where((json): json is number => Number.isInteger(json) && (json as number) >= least && (json as number) <= most);
}

export function oneOf<T extends string>(...values: T[]): Parser<T> {
  return where((json): json is T => values.includes(json as T));
}

export function optional<T>(parse: Parser<T>): Parser<T | undefined> {
  return (json) => (json === undefined ? undefined : parse(json));
}

export function orNull<T>(parse: Parser<T>): Parser<T | null> {
  return (json) => (json === null ? null : parse(json));
}

export function list<T>(most: number, parse: Parser<T>): Parser<T[]> {
  const array = such(where(Array.isArray), ({ length }) => length <= most);
  return (json) => array(json).map((item) => parse(item));
}

export function record<T extends object>(fields: { readonly [K in keyof Required<T>]: Parser<T[K]> }): Parser<T> {
  const known = Object.entries<Parser<unknown>>(fields);
  return (json) => {
    const given = object(json);
    return Object.fromEntries(known.map(([name, parse]) => [name, parse(given[name])])) as T;
  };
}

const object = where((json): json is { readonly [name: string]: unknown } => {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
});
