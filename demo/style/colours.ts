const KEY = 'peerix.colours';

/** As the system has them, or as chosen: `light`, `dark`. */
export type Colours = 'system' | 'light' | 'dark';

export function chosenColours(): Colours {
  try {
    const kept = localStorage.getItem(KEY);
    return kept === 'light' || kept === 'dark' ? kept : 'system';
  } catch {
    return 'system'; // This browser keeps nothing.
  }
}

export function chooseColours(colours: Colours): void {
  try {
    localStorage.setItem(KEY, colours);
  } catch {
    // It lasts as long as the page.
  }
  applyColours(colours);
}

export function applyColours(colours: Colours = chosenColours()): void {
  document.documentElement.dataset['colours'] = colours;
}
