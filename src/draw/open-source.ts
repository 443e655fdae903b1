import { UnsatisfiableSchema, UnsupportedSchema } from '../generate/index.ts'
import type { Drawing, DrawingContext, TextDrawing, ValueDrawing } from './drawing.ts'
import { EmptyFamily } from './empty-pool.ts'
import type { Family } from './pool.ts'
import { invalidFamily } from './body/invalid-bodies.ts'
import { invalidTexts } from './text/invalid-texts.ts'
import { malformedFamily } from './body/malformed-bodies.ts'
import { mangledFamily } from './body/tricky-bodies.ts'
import { findParameter } from './parameter/parameter.ts'
import type { PropertySource } from './property-source.ts'
import { remembered } from './remembered.ts'
import { sourceOf } from './source-of.ts'
import { openSubject } from './subject.ts'
import { validFamily } from './body/valid-bodies.ts'
import { validTexts } from './body/valid-texts.ts'

export { EmptyFamily }

/**
 * The values that a property is tried with. What they are made of is worked out once for a contract; the seed decides on the rest.
 * @throws EmptyFamily where there are none.
 */
export function openSource(drawing: Drawing, context: DrawingContext): PropertySource {
  return sourceOf(familyOf(drawing, context), context.seed)
}

type Opened = Omit<DrawingContext, 'seed'>

function familyOf(drawing: Drawing, context: Opened): Family {
  // Only valid bodies have secrets of two kinds.
  const named = drawing.part === 'body' && drawing.mode !== 'valid' ? { ...drawing, secrets: 'realistic' } : drawing
  return remembered(context.contract, JSON.stringify(named), () => openFamily(drawing, context))
}

function openFamily(drawing: Drawing, context: Opened): Family {
  try {
    return drawing.part === 'body' || drawing.part === 'property'
      ? valueFamily(drawing, context)
      : textFamily(drawing, context)
  } catch (error) {
    if (!(error instanceof UnsatisfiableSchema || error instanceof UnsupportedSchema)) throw error
    throw new EmptyFamily(error.message, { cause: error })
  }
}

function valueFamily(drawing: ValueDrawing, context: Opened): Family {
  const subject = openSubject(drawing, context)
  switch (drawing.mode) {
    case 'valid':
      // A property that is a secret is drawn for its own sake.
      return validFamily(subject, drawing.part === 'body' ? drawing.secrets : 'any')
    case 'invalid':
      return invalidFamily(subject)
    case 'mangled':
      return mangledFamily(subject)
    case 'malformed':
      return malformedFamily(subject)
  }
}

function textFamily(drawing: TextDrawing, { contract }: Opened): Family {
  const parameter = findParameter(drawing, contract)
  return drawing.mode === 'valid' ? validTexts(parameter) : invalidTexts(parameter)
}
