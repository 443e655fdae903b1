import { expressionOf } from '../expressions.ts'
import type { Formula } from '../formula.ts'
import type { Engine } from '../shapes/engine.ts'
import { contradiction, mergeShapes } from '../shapes/merge-shapes.ts'
import { type NameTest, type ObjectShape, type Shape, textShape } from '../shapes/shape.ts'
import type { TextRule } from '../text/language.ts'

/** A kind of properties that no schema names: shapes of names, and the formula of values. */
export interface FreshKind {
  readonly names: readonly Shape[]
  readonly formula: Formula
}

/** True if a name passes a test. */
export function passes(test: NameTest, name: string): boolean {
  switch (test.kind) {
    case 'every':
      return true
    case 'name':
      return test.name === name
    case 'pattern':
      return expressionOf(test.source).test(name)
    case 'others':
      return !test.names.has(name) && !test.patterns.some((source) => expressionOf(source).test(name))
  }
}

/** The formula of the value of a property. */
export function propertyFormula({ formulas }: Engine, shape: ObjectShape, name: string): Formula {
  return formulas.all(shape.rules.filter(({ names }) => passes(names, name)).map(({ formula }) => formula))
}

/** True if a shape allows a property of this name. */
export function isNameAllowed(engine: Engine, shape: ObjectShape, name: string): boolean {
  return !shape.absent.has(name) && shape.naming.every((formula) => engine.evaluate(formula, name))
}

/** All names that a rule mentions. */
export function singledOut(shape: ObjectShape): ReadonlySet<string> {
  const names = new Set([
    ...shape.required,
    ...shape.absent,
    ...shape.brings.flatMap(([name, others]) => [name, ...others]),
  ])
  for (const { names: test } of [...shape.rules, ...shape.witnesses]) {
    if (test.kind === 'name') names.add(test.name)
    if (test.kind === 'others') for (const name of test.names) names.add(name)
  }
  return names
}

const MAX_COMBINED = 4
/** The rule of readable names, for a schema that leaves names open. */
const READABLE: TextRule = { kind: 'whole', source: '[a-z][a-zA-Z0-9]{0,9}', negated: false }

/** The kinds of properties that no rule names, one for each set of patterns that a name matches. */
export function freshKinds(engine: Engine, shape: ObjectShape): FreshKind[] {
  const patterns = patternsOf(shape)
  const naming = engine.formulas.all(shape.naming)
  const excluded = [...singledOut(shape)]
  return subsetsOf(patterns).flatMap((matched) => {
    const rules = patterns.map((source): TextRule => ({ kind: 'pattern', source, negated: !matched.has(source) }))
    const readable = matched.size === 0 && naming === engine.formulas.always ? [READABLE] : []
    // Readable names are many, so mentioned names are skipped during a draw. A large automaton is avoided.
    const wanted = textShape({
      rules: [...rules, ...readable],
      excluded: readable.length > 0 && patterns.length === 0 ? [] : excluded,
    })
    const names = engine
      .shapes(naming, 'string')
      .map((name) =>
        name.kind === 'choice' ? matching(name, { patterns, matched, excluded }) : mergeShapes(name, wanted),
      )
      .filter((name) => contradiction(name) === undefined && engine.isPossible(name))
    return names.length === 0 ? [] : [{ names, formula: freshFormula(engine, shape, matched) }]
  })
}

interface Matched {
  readonly patterns: readonly string[]
  readonly matched: ReadonlySet<string>
  readonly excluded: readonly string[]
}

/** The listed names that match exactly these patterns. */
function matching(shape: Shape & { kind: 'choice' }, { patterns, matched, excluded }: Matched): Shape {
  const fits = (name: string) =>
    !excluded.includes(name) && patterns.every((source) => expressionOf(source).test(name) === matched.has(source))
  return { ...shape, values: shape.values.filter((name) => typeof name === 'string' && fits(name)) }
}

function patternsOf(shape: ObjectShape): string[] {
  const tests = [...shape.rules, ...shape.witnesses].map(({ names }) => names)
  return [
    ...new Set(
      tests.flatMap((test) => (test.kind === 'pattern' ? [test.source] : test.kind === 'others' ? test.patterns : [])),
    ),
  ]
}

/** All subsets of few patterns; for many patterns, the empty set and single patterns. */
function subsetsOf(patterns: readonly string[]): ReadonlySet<string>[] {
  if (patterns.length > MAX_COMBINED) return [new Set(), ...patterns.map((source) => new Set([source]))]
  return Array.from(
    { length: 2 ** patterns.length },
    (_, bits) => new Set(patterns.filter((__, index) => (bits >> index) % 2 === 1)),
  )
}

function freshFormula({ formulas }: Engine, shape: ObjectShape, matched: ReadonlySet<string>): Formula {
  const applies = (test: NameTest): boolean => {
    if (test.kind === 'pattern') return matched.has(test.source)
    return test.kind === 'every' || (test.kind === 'others' && !test.patterns.some((source) => matched.has(source)))
  }
  return formulas.all(shape.rules.filter(({ names }) => applies(names)).map(({ formula }) => formula))
}

/** True if the names of a kind pass a test that mentions no name. */
export function kindPasses(test: NameTest, kind: FreshKind): boolean {
  const matches = (source: string) =>
    kind.names.every(
      (shape) => shape.kind !== 'text' || shape.rules.some((rule) => rule.source === source && !rule.negated),
    )
  if (test.kind === 'every') return true
  if (test.kind === 'pattern') return matches(test.source)
  return test.kind === 'others' && !test.patterns.some(matches)
}
