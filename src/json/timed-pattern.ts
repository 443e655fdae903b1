import { createContext, Script } from 'node:vm'

/** Thrown where a pattern takes too long for a text: nothing tells whether the text matches. */
export class SlowPattern extends Error {
  override name = 'SlowPattern'
}

/** The longest time of one test, in milliseconds. */
const LONGEST_MS = 1_000

/** A regular expression whose tests end. */
export interface TimedPattern {
  /** @throws SlowPattern where the test takes longer than a second, or one before it did. */
  readonly test: (text: string) => boolean
  readonly toString: () => string
}

/**
 * A pattern that may come from a document of others, for texts that a server chooses: such a text can keep a pattern that backtracks busy for
 * years. A test that may take long is run with a time limit, which costs a fifth of a millisecond.
 * @throws SyntaxError
 */
export function timedPattern(source: string, flags: string): TimedPattern {
  const expression = new RegExp(source, flags)
  const mayTakeLong = costOf(source)
  let isSlow = false
  return {
    test(text) {
      if (!mayTakeLong(text.length)) return expression.test(text)
      const matches = isSlow ? undefined : testInTime(expression, text)
      isSlow = matches === undefined
      if (matches === undefined) throw new SlowPattern(`the pattern ${source} takes too long for a text`)
      return matches
    },
    toString: () => String(expression),
  }
}

/** The engine of patterns for ajv. `code` is the name that ajv gives its own: only code that is written to a file has it. */
export const TIMED_PATTERNS = Object.assign(timedPattern, { code: 'new RegExp' })

/** Returns what `judge` returns, or `otherwise` where a pattern takes too long: then nothing is said about the value. */
export function inTime<T>(judge: () => T, otherwise: T): T {
  try {
    return judge()
  } catch (error) {
    if (error instanceof SlowPattern) return otherwise
    throw error
  }
}

/** The steps of a test that is run without a limit, as a rough count. */
const FEW_STEPS = 1_000_000

/** Tells whether a test of a text of this length may take many steps: each repetition and each start multiplies the places that are tried. */
function costOf(source: string): (length: number) => boolean {
  const plain = source.replaceAll(/\\[^]|\[(?:\\[^]|[^\]\\])*\]/g, '_').replaceAll('(?', '(')
  const repetitions = plain.match(/[*+?]|\{\d+,/g)?.length ?? 0
  const isNested = /\)[*+{]/.test(plain) && (repetitions > 0 || plain.includes('|'))
  const starts = plain.startsWith('^') && !plain.includes('|') ? 0 : 1
  return (length) => (isNested ? NESTED ** length : length ** (repetitions + starts)) > FEW_STEPS
}

/** The ways in which a character may be matched where repetitions are nested, as a count. */
const NESTED = 4

const sandbox: { test: () => boolean } = { test: () => false }
const context = createContext(sandbox)
const script = new Script('test()')

/** The result of a test; undefined where it does not end in time. */
function testInTime(expression: RegExp, text: string): boolean | undefined {
  sandbox.test = () => expression.test(text)
  try {
    return script.runInContext(context, { timeout: LONGEST_MS }) === true
  } catch {
    // The error of the time limit, or of a stack that a test has filled. Either is of the other context.
    return undefined
  }
}
