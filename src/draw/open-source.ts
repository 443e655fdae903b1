import { UnsatisfiableSchema, UnsupportedSchema } from '../generate/index.ts'
import type { Drawing, DrawingContext, TextDrawing, ValueDrawing } from './drawing.ts'
import { EmptyPool } from './empty-pool.ts'
import type { HistoryDrawing } from './history/history.ts'
import { historySource } from './history/history-source.ts'
import type { ExamplePool } from './pool.ts'
import { invalidBodies } from './body/invalid-bodies.ts'
import { invalidTexts } from './text/invalid-texts.ts'
import { malformedBodies } from './body/malformed-bodies.ts'
import { trickyBodies } from './body/tricky-bodies.ts'
import { findParameter } from './parameter/parameter.ts'
import type { PropertySource } from './property-source.ts'
import { remembered } from './remembered.ts'
import { sourceOf } from './source-of.ts'
import { openSubject } from './subject.ts'
import { validBodies } from './body/valid-bodies.ts'
import { UndrawableSchema } from './undrawable-schema.ts'
import { validTexts } from './body/valid-texts.ts'

export { EmptyPool }

/**
 * The values of a drawing. The pool is computed once for a contract, and the seed selects the values.
 * @throws EmptyPool if the suite asks for values that the contract does not have, and UndrawableSchema for a schema that cannot be
 * drawn from.
 */
export function openSource(drawing: Drawing, context: DrawingContext): PropertySource {
  if (drawing.part === 'history') return openHistories(drawing, context)
  const source = sourceOf(poolOf(drawing, context), context.seed)
  return { ...source, example: (index) => orUndrawable(() => source.example(index)) }
}

/** The histories that were opened last for a drawing. Each history is drawn after those before it, and a proof fires the same at many servers. */
const opened = new WeakMap<HistoryDrawing, { readonly seed: string; readonly source: PropertySource }>()

function openHistories(drawing: HistoryDrawing, context: DrawingContext): PropertySource {
  const { seed } = context
  const last = opened.get(drawing)
  if (last?.seed === seed) return last.source
  const source = historySource(drawing, seed, (mode, key) =>
    openSource({ part: 'body', mode, key, secrets: 'realistic' }, { ...context, seed: `${seed}/${mode}/${key}` }),
  )
  opened.set(drawing, { seed, source })
  return source
}

/** The result, or an UndrawableSchema where the generators cannot draw from the schema. */
function orUndrawable<T>(draw: () => T): T {
  try {
    return draw()
  } catch (error) {
    if (!(error instanceof UnsatisfiableSchema || error instanceof UnsupportedSchema)) throw error
    throw new UndrawableSchema(`no values can be drawn: ${error.reason} (at "${error.instancePath}")`, { cause: error })
  }
}

type Opened = Omit<DrawingContext, 'seed'>

function poolOf(drawing: ValueDrawing | TextDrawing, context: Opened): ExamplePool {
  // The kind of secrets matters only for valid bodies.
  const named = drawing.part === 'body' && drawing.mode !== 'valid' ? { ...drawing, secrets: 'realistic' } : drawing
  return remembered(context.contract, JSON.stringify(named), () => openPool(drawing, context))
}

function openPool(drawing: ValueDrawing | TextDrawing, context: Opened): ExamplePool {
  return orUndrawable(() =>
    drawing.part === 'body' || drawing.part === 'property' ? valuePool(drawing, context) : textPool(drawing, context),
  )
}

function valuePool(drawing: ValueDrawing, context: Opened): ExamplePool {
  const subject = openSubject(drawing, context)
  switch (drawing.mode) {
    case 'valid':
      // A drawing of a secret property tests the secret.
      return validBodies(subject, drawing.part === 'body' ? drawing.secrets : 'any')
    case 'invalid':
      return invalidBodies(subject)
    case 'tricky':
      return trickyBodies(subject)
    case 'malformed':
      return malformedBodies(subject)
  }
}

function textPool(drawing: TextDrawing, { contract }: Opened): ExamplePool {
  const parameter = findParameter(drawing, contract)
  return drawing.mode === 'valid' ? validTexts(parameter) : invalidTexts(parameter)
}
