/** What a person chose before joining. Device ids, `''` = the browser's choice. */
export interface PrejoinChoices {
  readonly name: string;
  readonly audioDevice: string;
  readonly videoDevice: string;
  readonly outputDevice: string;
  readonly muted: boolean;
  readonly cameraOff: boolean;
}

const MAX_LENGTH = 500;
const NONE: PrejoinChoices = { name: '', audioDevice: '', videoDevice: '', outputDevice: '', muted: false, cameraOff: false };

/** What was chosen last time on this device; nothing where the browser keeps nothing (private windows, blocked storage). */
export function recall(key: string): PrejoinChoices {
  return key ? { ...NONE, ...usable(stored(key)) } : NONE;
}

export function remember(key: string, choices: PrejoinChoices): void {
  if (!key) return;
  try {
    localStorage.setItem(key, JSON.stringify(choices));
  } catch {
    // Storage is full or denied: next time they choose again.
  }
}

function stored(key: string): unknown {
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null');
  } catch {
    return undefined; // Denied, or not ours.
  }
}

/** The page's other scripts write there, too. */
function usable(value: unknown): Partial<PrejoinChoices> {
  const entries = Object.entries(value ?? {}).filter(([name, entry]) =>
    Object.hasOwn(NONE, name) && typeof entry === typeof NONE[name as keyof PrejoinChoices] && !(String(entry).length > MAX_LENGTH));
  return Object.fromEntries(entries);
}
