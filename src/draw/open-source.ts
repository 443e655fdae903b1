import { UnsatisfiableSchema, UnsupportedSchema } from '../generate/index.ts'
import type { Drawing, DrawingContext, TextDrawing, ValueDrawing } from './drawing.ts'
import { EmptyPool } from './empty-pool.ts'
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
import { validTexts } from './body/valid-texts.ts'

export { EmptyPool }

/**
 * The values of a drawing. The pool is computed once for a contract, and the seed selects the values.
 * @throws EmptyPool if there are no values.
 */
export function openSource(drawing: Drawing, context: DrawingContext): PropertySource {
  return sourceOf(poolOf(drawing, context), context.seed)
}

type Opened = Omit<DrawingContext, 'seed'>

function poolOf(drawing: Drawing, context: Opened): ExamplePool {
  // The kind of secrets matters only for valid bodies.
  const named = drawing.part === 'body' && drawing.mode !== 'valid' ? { ...drawing, secrets: 'realistic' } : drawing
  return remembered(context.contract, JSON.stringify(named), () => openPool(drawing, context))
}

function openPool(drawing: Drawing, context: Opened): ExamplePool {
  try {
    return drawing.part === 'body' || drawing.part === 'property'
      ? valuePool(drawing, context)
      : textPool(drawing, context)
  } catch (error) {
    if (!(error instanceof UnsatisfiableSchema || error instanceof UnsupportedSchema)) throw error
    throw new EmptyPool(error.message, { cause: error })
  }
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
