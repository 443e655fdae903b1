import { formatPointer, parsePointer } from '../../json/pointer.ts'
import type { FreeText } from '../body/tricky-body.ts'
import type { Subject } from '../subject.ts'
import { isFreeText } from '../body/subschemas.ts'

/** The properties that accept any text, except secrets and the key. */
export function freeTexts({ declared, secrets, key, text }: Subject): readonly FreeText[] {
  const taken = new Set([key?.pointer, ...secrets.map(({ tokens }) => formatPointer(tokens))])
  return declared
    .filter(({ pointer, schema }) => isFreeText(schema) && !taken.has(pointer))
    .map(({ pointer, schema, required }) => {
      const { minLength = 0, maxLength = text.maxLength } = schema as { minLength?: number; maxLength?: number }
      return {
        tokens: parsePointer(pointer),
        optional: !required && pointer !== '',
        min: Math.max(minLength, text.minLength),
        max: Math.min(maxLength, text.maxLength),
        // Servers count a character beyond the first plane as one or as two.
        units: Math.max(text.maxLength, minLength * 2),
      }
    })
}
