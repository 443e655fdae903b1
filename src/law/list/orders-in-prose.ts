import { literalPattern } from '../../json/literal-pattern.ts'
import { sentencesOf } from '../../document/says/sentences-of.ts'

/** A value of a parameter that sorts, as texts name it. */
export interface SaidValue {
  readonly value: string
  /** Set for the name of a property where no text says which way it sorts. */
  readonly isEither?: true
}

/**
 * The values that texts name for a parameter that sorts: `-name` for "for example, `sort=-name`", and `created_at` for "Possible values are
 * `created_at` or `position`". Where "a dash" is said to turn the order, each name has both directions.
 */
export function valuesInProse(parameter: string, texts: readonly string[]): readonly SaidValue[] {
  const isSigned = texts.some((text) => sentencesOf(text).some((sentence) => SIGN.test(sentence)))
  const asked = texts.flatMap((text) => examplesIn(text, parameter))
  const names = texts.flatMap(namesIn)
  const found = new Map<string, SaidValue>()
  for (const value of [...asked, ...names]) {
    const isName = /^\w[\w.]*$/.test(value)
    const all = isSigned && isName ? [`-${value}`, value] : [value]
    for (const one of all)
      if (!found.has(one)) found.set(one, { value: one, ...(isName && !isSigned ? { isEither: true } : {}) })
  }
  return [...found.values()]
}

/** Words that a sign before a name turns its order. */
const DASH = String.raw`(?:\b(?:dash|hyphen|minus)|[\x60'"(] ?- ?[\x60'")])`
const BEFORE = String.raw`\b(?:prefix|preced|prepend|lead|start|begin|put|add|with|us(?:e|ing))\w*\b`
const DOWN = String.raw`\b(?:desc|revers)`
const SIGN = new RegExp(
  String.raw`${BEFORE}[^.]*${DASH}[^.]*${DOWN}|${DOWN}[^.]*${BEFORE}[^.]*${DASH}|[\x60'"]-\w*[\x60'"][^.]{0,40}${DOWN}|${DOWN}[^.]{0,40}[\x60'"]-\w*[\x60'"]`,
  'i',
)

/** The values of the parameter in examples of requests, such as `?sort=-name,size`. */
function examplesIn(text: string, parameter: string): readonly string[] {
  const name = literalPattern(parameter)
  const found = text.matchAll(new RegExp(String.raw`(?<![\w-])${name}=([-+]?[a-z][\w:]*)`, 'gi'))
  return Array.from(found, ([, value = '']) => value)
}

/** Words before a list of names. */
const CUE =
  /\b(?:possible|allowed|valid|supported|accepted|available|permitted|sortable|following)(?: (?:sort|order|ordering))? (?:values?|fields?|options?|properties|keys|columns|attributes|orders?)(?: \w+){0,2}?(?: are| is| include)?:?(?= )|\b(?:one|any) of(?: the)?:?(?= )|\b(?:sort|order)(?:ed|able)? (?:by|on):?(?= )|\b(?:such as|e\.g\.,?|for example,?|like)(?= )/gi
const NAME = String.raw`(?:[\x60'"]([-+]?[a-z]\w*)[\x60'"]|([-+]?[a-z]\w*))`
const BETWEEN = String.raw`(?:,? (?:and|or) |, ?|\|| \| )`
const LIST = new RegExp(String.raw`^ ?(?:either |both )?${NAME}(?:${BETWEEN}${NAME})*(?=[.,;:)]|$| \(| sorts?\b)`, 'i')
/** A list of values as frameworks write it, one a line. */
const LINE = /^\s*[*-] `([a-z]\w*)`/gim

/** Names after such words: in quotes, or several without. */
function namesIn(text: string): readonly string[] {
  const inLines = Array.from(text.matchAll(LINE), ([, name = '']) => name)
  const inSentences = sentencesOf(text.replaceAll('e.g. ', 'e.g., ')).flatMap((sentence) =>
    [...sentence.matchAll(CUE)].flatMap(({ index, 0: cue }) => {
      const [list] = LIST.exec(sentence.slice(index + cue.length)) ?? []
      const quoted = Array.from((list ?? '').matchAll(/[`'"]([-+]?\w+)[`'"]/g), ([, name = '']) => name)
      const plain = (list ?? '').split(/,? (?:and|or) |, ?|\s?\|\s?/i).map((name) => name.trim())
      return quoted.length > 0 ? quoted : plain.length > 1 ? plain.filter((name) => /^[-+]?\w+$/.test(name)) : []
    }),
  )
  return [...inLines, ...inSentences]
}
