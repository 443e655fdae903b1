import { isObject, parsePointer, formatPointer, valueAt, withValueAt } from '../../json/pointer.ts'
import type { SchemaError } from '../body/validators.ts'
import { without } from '../body/without.ts'

/** A place of a body, and the rule that is broken there. */
export interface BrokenPlace {
  readonly instancePath: string
  readonly keyword: string
  /** The name of a property that is missing. */
  readonly property?: string | undefined
}

/**
 * The accepted body with the broken part of a drawn one: its refusal is about that part. All else of a drawn body may break a rule that no
 * schema states. Undefined where the accepted body has no such place, or does not break the same rule there.
 */
export function plantBrokenPart(
  accepted: unknown,
  drawn: unknown,
  { place, errorsOf }: { readonly place: BrokenPlace; readonly errorsOf: (value: unknown) => readonly SchemaError[] },
): unknown {
  const planted = place.property === undefined ? withPart(accepted, drawn, place) : withoutPart(accepted, place)
  if (planted === undefined || errorsOf(accepted).length > 0) return undefined
  const isBroken = errorsOf(planted).some(
    ({ keyword, instancePath }) => keyword === place.keyword && instancePath === place.instancePath,
  )
  return isBroken ? planted : undefined
}

function withPart(accepted: unknown, drawn: unknown, { instancePath }: BrokenPlace): unknown {
  const tokens = parsePointer(instancePath)
  if (tokens.length === 0) return undefined
  const above = valueAt(accepted, formatPointer(tokens.slice(0, -1)))
  const isThere = isObject(above) || (Array.isArray(above) && Object.hasOwn(above, tokens.at(-1) ?? ''))
  return isThere ? withValueAt(accepted, instancePath, valueAt(drawn, instancePath)) : undefined
}

function withoutPart(accepted: unknown, { instancePath, property = '' }: BrokenPlace): unknown {
  const object = valueAt(accepted, instancePath)
  if (!isObject(object) || !Object.hasOwn(object, property)) return undefined
  const rest = without(object, [property])
  return instancePath === '' ? rest : withValueAt(accepted, instancePath, rest)
}
