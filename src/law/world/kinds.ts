import { bodyOfKey } from '../body/body-of-key.ts'
import type { Member } from '../session/member.ts'
import { unlessNotVerified } from '../session/not-verified.ts'
import { operationWithId, parametersIn, pathParameter } from '../body/paths.ts'
import { flatten } from '../body/flatten-schema.ts'
import { contentOf } from '../body/request-body.ts'
import { keysListed, MOST_KEYS } from './standing-member.ts'
import type { World } from './world.ts'

/**
 * Returns the variants of bodies that a law tries in turn. The key in the path of a create may be one of a few, and tell alternatives of
 * the body apart. Then there is a variant for each kind of member, as for each listed key of members that nothing creates; else only the first.
 */
export function kindsOf({ resource, document }: Pick<World, 'resource' | 'document'>): readonly number[] {
  const { create, key } = resource
  const isStanding = create === undefined && resource.singleton !== true && resource.updates.length > 0
  if (isStanding) return [...(keysListed(resource, { document }) ?? ['']).slice(0, MOST_KEYS).keys()]
  if (create === undefined || key.parameters.length !== 1) return [0]
  const operation = operationWithId(document, create.operation)
  const [name] = key.parameters
  if (parametersIn(operation.path).at(-1) !== name) return [0]
  const schema = pathParameter(operation, name)?.schema ?? true
  const { enum: keys } = flatten(schema, document.schemas)
  const whole = contentOf(operation)?.schema
  if (!Array.isArray(keys) || whole === undefined) return [0]
  const bodies = keys.map((own) => bodyOfKey(operation, { resource, document, own: [String(own)] })?.schema)
  if (bodies.every((body) => body === whole)) return [0]
  return [...bodies.keys()].filter((variant) => bodies[variant] !== undefined)
}

/** A fresh member, then one of each other kind that is free and that the target takes. */
export async function* freshOfEachKind(world: World): AsyncGenerator<Member> {
  const [, ...others] = kindsOf(world)
  yield await world.fresh()
  for (const variant of others) {
    const member = await unlessNotVerified(() => world.fresh({ variant }))
    if (member !== undefined) yield member
  }
}
