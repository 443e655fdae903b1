import { objectOf } from '../../json/list-of.ts'
import { formatPointer, isObject } from '../../json/pointer.ts'
import type { UpdateFacts } from '../../resource/model.ts'
import type { DocumentSchema } from '../../document/api-document.ts'
import { ownParameters } from '../body/paths.ts'
import { flatten } from '../body/flatten-schema.ts'
import { answerSchema } from '../compare/answer-schema.ts'
import { memberSchema } from '../world/optional-properties.ts'
import type { World } from '../world/world.ts'

/**
 * The name of the object that holds all values of a member, such as `fields` of `{ fields: { name, notes } }`: an update of the member is one of its
 * properties. Keys, what the server sets, and options that no answer shows stand beside it. Undefined for a member with other values.
 */
export function valuesHolder(facts: UpdateFacts, world: World): string | undefined {
  const { resource, document } = world
  const taken = objectOf(memberSchema(facts, world)['properties'])
  const shown = objectOf(flatten(answerSchema(world) ?? true, document.schemas)['properties'])
  const apart = new Set([...resource.server, ...ownParameters(resource).map(({ pointer }) => pointer)])
  const values = Object.keys(taken).filter((name) => Object.hasOwn(shown, name) && !apart.has(formatPointer([name])))
  const [name = '', ...others] = values
  const { properties } = flatten((taken[name] ?? true) as DocumentSchema, document.schemas)
  return others.length === 0 && isObject(properties) && Object.keys(properties).length > 1 ? name : undefined
}
