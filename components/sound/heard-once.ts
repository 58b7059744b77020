/** What can play the sound of a stream. */
export interface Voice {
  /** Plays nothing but sound: goes before pictures, which then stay silent. */
  readonly isApart: boolean;
  /** Told at once, and whenever it changes. */
  heard(isHeard: boolean): void;
}

const voices = new WeakMap<MediaStream, Voice[]>();

/**
 * Of all that could play a stream one is heard: the first that plays nothing but sound, else the first that came. So two
 * views of a room, or a view and a `peerix-audio`, are never heard twice. Returns how to withdraw.
 */
export function claimSound(stream: MediaStream, voice: Voice): () => void {
  const claims = voices.get(stream) ?? [];
  voices.set(stream, claims);
  claims.push(voice);
  settle(claims);
  return () => {
    claims.splice(claims.indexOf(voice), 1);
    voice.heard(false);
    settle(claims);
  };
}

function settle(claims: readonly Voice[]): void {
  const first = claims.find(({ isApart }) => isApart) ?? claims[0];
  // Silence first: not even for a moment twice.
  for (const voice of claims) if (voice !== first) voice.heard(false);
  first?.heard(true);
}
