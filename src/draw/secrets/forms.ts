/** Draws letters and digits: `length` characters, different for each number. */
export type Draw = (length: number, number?: number) => string

/** The notations of keys, each with the given length and mostly random characters. */
const ALPHABETS: readonly ((draw: Draw, length: number) => string)[] = [
  (draw, length) => draw(length),
  (draw, length) => spaced(draw(length), '-', 5),
  (draw, length) => draw(length).toUpperCase(),
  (draw, length) => spaced(draw(length), '\u2028', 7),
  (draw, length) => spaced(draw(length), ' ', 6),
  (draw, length) => draw(length).replaceAll(/\D/g, (character) => String(character.charCodeAt(0) % 10)),
  (draw, length) =>
    `${draw(length - 2)
      .replaceAll(/[xyz]/g, '+')
      .replaceAll(/[XYZ]/g, '/')}==`,
  (draw, length) => spaced(draw(length), 'é', 4),
  (draw, length) => spaced(draw(length), '.', 9),
  (draw, length) => spaced(draw(length), '語', 3),
  (draw, length) => spaced(draw(length), '"', 8),
  (draw, length) => spaced(draw(length), '\\', 8),
  (draw, length) => spaced(draw(length), '\u2029', 10),
  (draw, length) => `***${draw(length - 3)}`,
  (draw, length) => `${draw(length - 2)}**`,
  (draw, length) => spaced(draw(length), '&<', 9).slice(0, length),
  // One character with its marks is several characters.
  (draw, length) => `${draw(length - 6)}e\u0301\u0323\u0307\u0304\u0308`,
  (draw, length) => spaced(draw(length), '_', 5),
  (draw, length) => `${draw(length - 6)}%2F%41`,
  (draw, length) => ` ${draw(length - 2)} `,
  // The last characters of a mask are patterns to functions that replace text.
  (draw, length) => `Bearer ${draw(length - 11)}$&$$`,
  (draw, length) => `{"k":"${draw(length - 8)}"}`,
]

/** The text with the last character of each group of `every` characters replaced. */
function spaced(text: string, by: string, every: number): string {
  return Array.from(text, (character, index) => (index % every === every - 1 ? by : character)).join('')
}

/** Lengths at which masks differ or columns end. Longer lengths also vary the notation. */
const SHORT = Array.from({ length: 16 }, (_, index) => index + 1)
const LONG = [20, 24, 31, 32, 33, 36, 40, 48, 63, 64, 65, 72, 100, 127, 128, 129, 200, 255, 256, 30, 28, 26]

/** Secrets that are free texts. */
export const TEXTS: readonly { readonly name: string; readonly write: (draw: Draw) => string }[] = [
  ...SHORT.map((length) => ({ name: `${length} characters`, write: (draw: Draw) => draw(length) })),
  ...LONG.map((length, index) => {
    const write = ALPHABETS[index % ALPHABETS.length] ?? ((draw: Draw) => draw(length))
    return { name: `${length} characters`, write: (draw: Draw) => write(draw, length) }
  }),
]

const HOST = 'https://hooks.example.com'

/**
 * Secrets that are URLs, in many notations, at hosts reserved for documentation. Fixed parts behind the host are shorter than a
 * run.
 */
export const URLS: readonly ((draw: Draw) => string)[] = [
  (draw) => `https://192.0.2.7/hooks/${draw(24)}`,
  (draw) => `http://192.0.2.7:8080/${draw(24)}`,
  (draw) => `https://[2001:db8::7]/${draw(24)}`,
  (draw) => `https://[2001:db8::7]:8443/${draw(24)}?k=${draw(12, 1)}`,
  (draw) => `${HOST}/a%2F${draw(12)}%2F${draw(14, 1)}`,
  (draw) => `${HOST}:8443/${draw(26)}`,
  (draw) => `${HOST}?k=${draw(26)}`,
  (draw) => `${HOST}/?k=${draw(26)}`,
  (draw) => `${HOST}/${draw(12)}#${draw(20, 1)}`,
  (draw) => `${HOST}#${draw(24)}`,
  (draw) => `${HOST}/${draw(26)}/`,
  (draw) => `${HOST}/${draw(26)}?`,
  (draw) => `${HOST}//${draw(12)}//${draw(12, 1)}`,
  (draw) => `${HOST}/${draw(24)}/%C3%A9`,
  (draw) => `${HOST}/${draw(24)}/é`,
  (draw) => `https://HOOKS.Example.COM/${draw(24)}`,
  (draw) => `HTTPS://hooks.example.com/${draw(24)}`,
  (draw) => `http://hooks.example.com/${draw(24)}`,
  (draw) => `https://a.b.c.hooks.example.com/${draw(24)}`,
  (draw) => `https://localhost.example.com:9/${draw(24)}`,
  (draw) => `${HOST}/${draw(1)}`,
  (draw) => `${HOST}/${draw(4)}`,
  (draw) => `${HOST}/${draw(5)}`,
  (draw) => `${HOST}/${draw(8)}`,
  (draw) => `${HOST}/${draw(240)}`,
  (draw) => `${HOST}/${Array.from({ length: 12 }, (_, index) => draw(9, index)).join('/')}`,
  (draw) => `${HOST}/x/../${draw(24)}`,
  (draw) => `${HOST}/${draw(16)};k=${draw(12, 1)}`,
  (draw) => `${HOST}/${draw(16)}@${draw(12, 1)}`,
  (draw) => `${HOST}/${draw(12)}:${draw(14, 1)}`,
  (draw) => `${HOST}/${draw(12)}***${draw(14, 1)}`,
  (draw) => `${HOST}/r?to=//x.y/${draw(20)}`,
  (draw) => `${HOST}:443/${draw(24)}`,
  (draw) => `https://user:${draw(16)}@hooks.example.com/${draw(20, 1)}`,
  (draw) => `https://xn--hks-5qa.example.com/${draw(24)}`,
  (draw) => `https://h\u00f6ks.example.com/${draw(24)}`,
  (draw) => ` ${HOST}/${draw(24)}`,
]
