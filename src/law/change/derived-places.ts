import { parsePointer } from '../../json/pointer.ts'
import type { Pointer } from '../../resource/model.ts'
import { namesChange, namesCreation } from '../../resource/shape/time-names.ts'
import { plainName } from '../../words/words.ts'
import { flatten, typeOf } from '../body/flatten-schema.ts'
import { ownParameters } from '../body/paths.ts'
import { leavesAt } from '../body/places-in.ts'
import { schemaAt } from '../body/schema-at.ts'
import { answerSchema } from '../compare/answer-schema.ts'
import { hangsOnOthers } from '../compare/hangs-on-others.ts'
import { isShownOtherwise } from '../compare/shown-otherwise.ts'
import { isVersionName } from '../compare/version-name.ts'
import type { World } from '../world/world.ts'

/** A property of the server whose value may follow from other values of the member. */
export interface DerivedPlace {
  readonly at: Pointer
  /** True where the document says that the server works the value out, such as `Sum of the items`. */
  readonly isSaid: boolean
}

/** Usual names of values that a server often sets once: an address that stays, the first state, and values of before. */
const ONCE =
  /^(?:initial|original|first|starting|opening|previous|former|last)|(?:slug|permalink|handle|path|alias|code|number|reference|ref|status|state|phase|stage)$/

/** The properties of the server that may follow from other values: no keys, versions, links, places in an order, nor times of writes. */
export function derivedPlaces(world: Pick<World, 'resource' | 'document'>): readonly DerivedPlace[] {
  const { resource, document } = world
  const schema = answerSchema(world)
  if (schema === undefined) return []
  const keys = new Set(ownParameters(resource).map(({ pointer }) => pointer))
  return resource.server
    .filter((pointer) => !keys.has(pointer) && !/^\/_?links$/.test(pointer))
    .flatMap((pointer) => leavesAt(pointer, schema, document.schemas))
    .flatMap((at) => {
      const own = flatten(schemaAt(schema, at, document.schemas) ?? true, document.schemas)
      const isSaid = own['x-derived'] === true && own['x-kept'] !== true && own['x-immutable'] !== true
      return isSaid || mayBeDerived(parsePointer(at).at(-1) ?? '', typeOf(own)) ? [{ at, isSaid }] : []
    })
}

function mayBeDerived(name: string, type: string | undefined): boolean {
  const isNumber = type === 'integer' || type === 'number'
  if (isVersionName(name, isNumber) || isShownOtherwise(name) || hangsOnOthers(name, type)) return false
  return !namesCreation(name) && !namesChange(name) && !ONCE.test(plainName(name))
}
