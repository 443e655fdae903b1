import { type Automaton, automatonOf } from './automaton.ts'
import { BASIC_PLANE } from './char-set.ts'
import { parsePattern } from './parse-pattern.ts'
import { UnsupportedPattern } from './pattern.ts'
import { patternTerm } from './pattern-term.ts'
import { createTerms, type Term, type Terms } from './term.ts'

/** A condition on a text. `whole` matches the entire text, `pattern` matches somewhere, `text` is a literal. */
export interface TextRule {
  readonly kind: 'pattern' | 'whole' | 'text'
  readonly source: string
  readonly negated: boolean
}

const MAX_REMEMBERED = 2000
const remembered = new Map<string, Automaton | UnsupportedPattern>()

/**
 * The automaton of all texts that satisfy every rule.
 * @throws UnsupportedPattern
 */
export function languageOf(rules: readonly TextRule[]): Automaton {
  const key = rules.map(ruleKey).toSorted().join('\n')
  let language = remembered.get(key)
  if (language === undefined) {
    if (remembered.size >= MAX_REMEMBERED) remembered.clear()
    language = compile(rules)
    remembered.set(key, language)
  }
  if (language instanceof UnsupportedPattern) throw language
  return language
}

function ruleKey({ kind, source, negated }: TextRule): string {
  return `${negated ? '!' : ''}${kind}:${JSON.stringify(source)}`
}

function compile(rules: readonly TextRule[]): Automaton | UnsupportedPattern {
  try {
    const terms = createTerms()
    return automatonOf(terms, terms.both(rules.map((rule) => ruleTerm(terms, rule))))
  } catch (error) {
    if (error instanceof UnsupportedPattern) return error
    throw error
  }
}

function ruleTerm(terms: Terms, { kind, source, negated }: TextRule): Term {
  const term = kind === 'text' ? literal(terms, source) : expressionTerm(terms, source, kind)
  return negated ? terms.not(term) : term
}

function literal(terms: Terms, text: string): Term {
  const points = Array.from(text, (char) => char.codePointAt(0) ?? 0)
  return points
    .map((point) => terms.set([point, point]))
    .reduceRight((rest, first) => terms.sequence(first, rest), terms.empty)
}

/** The term of an expression, with the `u` flag, or without if the flag makes the source invalid. */
function expressionTerm(terms: Terms, source: string, kind: 'pattern' | 'whole'): Term {
  const unicode = compiles(source, 'u')
  if (!unicode && !compiles(source, '')) throw new UnsupportedPattern('it is not a regular expression')
  const text = kind === 'whole' ? `^(?:${source})$` : source
  const term = patternTerm(terms, parsePattern(text, unicode))
  // Without the flag, a character beyond the basic plane is two units. Such texts are left out.
  return unicode ? term : terms.both([term, terms.repeat(terms.set(BASIC_PLANE), 0, Infinity)])
}

function compiles(source: string, flags: string): boolean {
  try {
    return new RegExp(source, flags) instanceof RegExp
  } catch {
    return false
  }
}
