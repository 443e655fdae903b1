import { formulaAlone } from './formula-alone.ts'

/** How a number follows from values beside it. Each part has the words of the description for a property. */
export type ArithmeticSaid =
  | { readonly kind: 'sum' | 'difference' | 'product'; readonly of: readonly [string, string] }
  | {
      /** The sum of a property of each item of a list. */
      readonly kind: 'total'
      readonly each: string
      /** The words of the list. Undefined where the description names the property alone. */
      readonly list: string | undefined
      /** A property that is added to the sum, or taken from it. */
      readonly beside: { readonly words: string; readonly sign: 1 | -1 } | undefined
    }
  | {
      /** The time between two others. */
      readonly kind: 'duration'
      /** In milliseconds. */
      readonly unit: number
      readonly from: string
      readonly to: string
    }

const NAME = String.raw`(?:the |its )?(\x60[\w.]+\x60s?|[a-z]\w*(?: [a-z]\w*){0,2}?)`
const NOUNS = String.raw`(?:the |all |all the |its )*(\x60[\w.]+\x60s?|[a-z]\w*(?: [a-z]\w*){0,2}?)`
const FORMS: readonly (readonly ['sum' | 'difference' | 'product', RegExp])[] = [
  ['sum', form(String.raw`(?:the )?sum of ${NAME} and ${NAME}`)],
  ['sum', form(String.raw`${NAME} (?:plus|\+) ${NAME}`)],
  ['difference', form(String.raw`${NAME} (?:minus|less|-) ${NAME}`)],
  ['product', form(String.raw`${NAME} (?:times|multiplied by|multiplied with|[×*]) ${NAME}`)],
  ['product', form(String.raw`(?:the )?product of ${NAME} and ${NAME}`)],
]
const TOTAL = form(String.raw`(?:the )?(?:sum|total) of ${NOUNS}(?: of ${NOUNS})?(?:,? (less|minus|plus) ${NAME})?`)
const DURATION = form(
  String.raw`(?:the )?(?:number of |time in |duration in )?(seconds|minutes|hours|nights) (?:from|between) ${NAME} (?:to|until|and) ${NAME}(?:, rounded (?:up|down|off))?`,
)

function form(text: string): RegExp {
  return new RegExp(String.raw`^\W{0,3}${text}[\s.]*$`, 'i')
}

/** The units of a duration, in milliseconds. Days may count the first one and the last one. */
const UNITS: Readonly<Record<string, number>> = { seconds: 1000, minutes: 60_000, hours: 3_600_000, nights: 86_400_000 }

/** A value that is worked out once, or with parts that nobody sees. */
const OTHER =
  /\b(?:initial|original|originally|at the time|at creation|once|estimated?|about|roughly|approximate\w*|if|when|unless|except|excluding|including|before|after|usually)\b/i

/**
 * How a number follows from other values of its object, by its description: `Sum of the line totals, less the discount`, `unitPrice times quantity`, or
 * `Minutes from startsAt to endsAt`. Undefined for any other description, and where another sentence may limit it.
 */
export function arithmeticSaid(description: unknown): ArithmeticSaid | undefined {
  const sentence = formulaAlone(description)
  if (sentence === undefined || OTHER.test(sentence)) return undefined
  for (const [kind, says] of FORMS) {
    const [, one, other] = says.exec(sentence) ?? []
    if (one !== undefined && other !== undefined) return { kind, of: [bare(one), bare(other)] }
  }
  return durationIn(sentence) ?? totalIn(sentence)
}

function durationIn(sentence: string): ArithmeticSaid | undefined {
  const [, unit = '', from, to] = DURATION.exec(sentence) ?? []
  const length = UNITS[unit.toLowerCase()]
  if (length === undefined || from === undefined || to === undefined) return undefined
  return { kind: 'duration', unit: length, from: bare(from), to: bare(to) }
}

function totalIn(sentence: string): ArithmeticSaid | undefined {
  const [, each, list, how = '', beside] = TOTAL.exec(sentence) ?? []
  if (each === undefined) return undefined
  return {
    kind: 'total',
    each: bare(each),
    list: list === undefined ? undefined : bare(list),
    beside: beside === undefined ? undefined : { words: bare(beside), sign: /^plus$/i.test(how) ? 1 : -1 },
  }
}

/** The words without backticks, and without the plural behind them. */
function bare(words: string): string {
  return words.replace(/^`([^`]+)`s?$/, '$1')
}

/** True for a value that is no amount, or that changes one which another description states: `In percent`, `Taken off the total of the line`. */
export function saysShare(description: unknown): boolean {
  return typeof description === 'string' && (SHARE.test(description) || ALTERS.test(description))
}

const SHARE =
  /\bin (?:percent|per cent|per mille|basis points)\b|\b(?:a |as a )?percentage\b|\bin %|^\W*(?:percent|per cent)\b|\d\s?%/i
const ALTERS =
  /\b(?:is |are )?(?:taken off|deducted from|subtracted from|added to|added on|credited against) (?:the|each|every|its)\b/i
