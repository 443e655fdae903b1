import type { FullEngine } from './create-engine.ts'
import { UnsupportedSchema } from './errors.ts'
import { references } from './applied.ts'
import { expressionOf } from './expressions.ts'
import type { Formula, SchemaFormula } from './formula.ts'
import { pointerToken } from './json.ts'
import { entriesAt, listAt, schemaAt, schemaMapAt, schemasAt, textAt } from './keywords.ts'
import { SCHEMA_LISTS, SINGLE_SCHEMA } from './subschema-keywords.ts'
import { languageOf } from './text/language.ts'
import { parsePattern } from './text/parse-pattern.ts'
import { UnsupportedPattern } from './text/pattern.ts'

// The items of an array have separate paths.
const SINGLE = SINGLE_SCHEMA.filter((keyword) => keyword !== 'items')
const LISTS = SCHEMA_LISTS.filter((keyword) => keyword !== 'prefixItems')

interface Visit {
  readonly formula: Formula
  readonly path: string
}

/**
 * Checks every reachable schema, so that an unsupported schema fails at the call and not during a draw.
 * @throws UnsupportedSchema for an invalid, unsupported or too large pattern, and for a reference without target.
 */
export function checkSupported(engine: FullEngine): void {
  const seen = new Set<object>()
  const queue: Visit[] = [{ formula: engine.formulas.root, path: '' }]
  for (const { formula, path } of queue) {
    if (formula.kind !== 'schema' || seen.has(formula.place.schema)) continue
    seen.add(formula.place.schema)
    checkPatterns(formula, path)
    queue.push(...partsOf(engine, formula, path))
  }
}

function checkPatterns({ place }: SchemaFormula, path: string): void {
  const pattern = textAt(place.schema, 'pattern')
  for (const source of [
    ...(pattern === undefined ? [] : [pattern]),
    ...entriesAt(place.schema, 'patternProperties').map(([each]) => each),
  ]) {
    try {
      parsePattern(source, expressionOf(source).unicode)
      languageOf([{ kind: 'pattern', source, negated: false }])
    } catch (cause) {
      if (cause instanceof UnsupportedPattern) throw new UnsupportedSchema(path, cause.message, { cause })
      throw new UnsupportedSchema(path, `${source} is not a regular expression`, { cause })
    }
  }
}

function partsOf({ formulas }: FullEngine, formula: SchemaFormula, path: string): Visit[] {
  const here = [...references(formulas, formula), ...LISTS.flatMap((keyword) => schemasAt(formulas, formula, keyword))]
  const single = SINGLE.map((keyword) => schemaAt(formulas, formula, keyword)).filter((part) => part !== undefined)
  const mapped = ['patternProperties', 'dependentSchemas'].flatMap((keyword) =>
    schemaMapAt(formulas, formula, keyword).map(([, part]) => part),
  )
  const named = schemaMapAt(formulas, formula, 'properties').map(([name, part]) => ({
    formula: part,
    path: `${path}/${pointerToken(name)}`,
  }))
  const indexed = schemasAt(formulas, formula, 'prefixItems').map((part, index) => ({
    formula: part,
    path: `${path}/${index}`,
  }))
  const first = listAt(formula.place.schema, 'prefixItems').length
  const rest = schemaAt(formulas, formula, 'items')
  const items = rest === undefined ? [] : [{ formula: rest, path: `${path}/${first}` }]
  return [...items, ...named, ...indexed, ...[...here, ...single, ...mapped].map((part) => ({ formula: part, path }))]
}
