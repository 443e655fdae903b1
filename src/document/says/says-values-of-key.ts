/** The values that a description states for one key: some texts, or a range of numbers. */
export type ValuesOfKey = { readonly listed: readonly string[] } | { readonly from: number; readonly to: number }

/** The longest description that is looked at, in characters: it has a clause for each key. */
const LONGEST = 8000

const QUOTED = String.raw`(?:\x60[^\x60\n]{1,60}\x60|"[^"\n]{1,60}"|'[^'\n]{1,60}')`
const IS = String.raw`\s*(?:(?:is|are|takes|accepts|allows|(?:can|may|must) be|has the values?)\s+(?:always )?(?:either |one of )?|[:=]\s*|\s[-–—]\s+)`
/** What a value means, such as ` (no encryption)`. */
const MEANING = String.raw`(?:\s*\([^()\n]{0,100}\))?`
const LIST = new RegExp(
  String.raw`^${IS}(${QUOTED}${MEANING}(?:\s*,\s*${QUOTED}${MEANING})*\s*,?\s*\bor\s+${QUOTED}|${QUOTED}(?:\s*[|/]\s*${QUOTED})+)(?!\s*(?:,\s*)?\b(?:or|etc|and so on)\b)`,
  'i',
)
const NUMBER = String.raw`(-?\d+(?:[,_ ]\d{3})*)`
const RANGE = new RegExp(
  String.raw`^${IS}(?:an?\s+)?(?:whole\s+)?(?:number|integer)(?:\s+of\s+[a-z]+)?\s*,?\s*(?:from|between)\s+${NUMBER}\s+(?:to|and)\s+${NUMBER}(?![\d.,]*\d)`,
  'i',
)

/**
 * The values of a key by a description such as "`ssl` is `off`, `full` or `strict`, and `cache_ttl` is a number of seconds from 0 to 86400".
 * Undefined where it states none, and where it speaks of the key twice in different ways.
 */
export function valuesOfKeySaid(description: unknown, key: string): ValuesOfKey | undefined {
  if (typeof description !== 'string') return undefined
  const text = description.slice(0, LONGEST)
  const found = clausesOf(text, key).flatMap((clause) => valuesIn(clause) ?? [])
  const [first, ...others] = found
  return others.every((one) => JSON.stringify(one) === JSON.stringify(first)) ? first : undefined
}

/** The text after each place where the key stands in quotes. */
function clausesOf(text: string, key: string): readonly string[] {
  return ['`', '"', "'", '**'].flatMap((quote) => {
    const parts = text.split(quote + key + quote)
    return parts.slice(1).map((_, index) => parts.slice(index + 1).join(quote + key + quote))
  })
}

function valuesIn(clause: string): ValuesOfKey | undefined {
  const [, list] = LIST.exec(clause) ?? []
  if (list !== undefined) {
    const bare = list.replaceAll(/\([^()]*\)/g, '')
    return { listed: [...bare.matchAll(new RegExp(QUOTED, 'g'))].map(([quoted]) => quoted.slice(1, -1)) }
  }
  const [, from, to] = RANGE.exec(clause) ?? []
  if (from === undefined || to === undefined) return undefined
  const [low, high] = [from, to].map((one) => Number(one.replaceAll(/[,_ ]/g, '')))
  return low !== undefined && high !== undefined && low < high ? { from: low, to: high } : undefined
}
