import { objectOf } from '../../json/list-of.ts'
import type { UpdateFacts } from '../../resource/model.ts'
import { flatten } from '../body/flatten-schema.ts'
import { type BodyContent, contentOf } from '../body/request-body.ts'
import type { World } from './world.ts'
import { takesChanges } from '../../resource/takes-changes.ts'

type Documented = Pick<World, 'resource' | 'document' | 'operation'>

/** The body that has a whole member: that of another update, else that of the create. */
export function contentOfWhole(world: Documented): BodyContent | undefined {
  const { create } = world.resource
  const other = otherUpdate(world)
  if (other !== undefined) return contentOf(world.operation(other.operation), other.media)
  return create === undefined ? undefined : contentOf(world.operation(create.operation))
}

/** The first update whose body states the properties of the member. */
export function otherUpdate(world: Documented): UpdateFacts | undefined {
  return world.resource.updates.find(
    (facts) =>
      !takesChanges(facts) &&
      !isBarePatch(facts.media, contentOf(world.operation(facts.operation), facts.media), world),
  )
}

/** True for a JSON merge patch whose schema is an object without properties: it is a patch of the member. */
export function isBarePatch(
  media: string | undefined,
  content: BodyContent | undefined,
  { document }: Pick<World, 'document'>,
): boolean {
  const { properties } = flatten(content?.schema ?? true, document.schemas)
  return /\/merge-patch\+json/.test(media ?? '') && Object.keys(objectOf(properties)).length === 0
}
