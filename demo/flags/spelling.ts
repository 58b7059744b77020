const LETTERS = [
  'Alfa', 'Bravo', 'Charlie', 'Delta', 'Echo', 'Foxtrot', 'Golf', 'Hotel', 'India', 'Juliett', 'Kilo', 'Lima', 'Mike',
  'November', 'Oscar', 'Papa', 'Quebec', 'Romeo', 'Sierra', 'Tango', 'Uniform', 'Victor', 'Whiskey', 'X-ray', 'Yankee', 'Zulu',
];
const FIGURES = ['Zero', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine'];
const SIGNS: Readonly<Record<string, string>> = { ' ': 'space', '-': 'dash', '_': 'underscore', '.': 'dot', '/': 'slash' };

const WORDS = new Map([
  ...LETTERS.map((word) => [word[0]!.toLowerCase(), word] as const),
  ...FIGURES.map((word, figure) => [String(figure), word] as const),
  ...Object.entries(SIGNS),
]);

/** What one says for a character over a bad line; what has no word stands for itself. */
export const wordFor = (character: string): string => WORDS.get(character) ?? character;

/** As somebody reads a room name out. */
export const spellOut = (name: string): string => [...name].map(wordFor).join(' ');
