import { isDeepStrictEqual } from 'node:util'
import { valueAt } from '../../json/pointer.ts'
import type { Pointer } from '../../resource/model.ts'
import { createdSchemaAt } from '../body/create-schema.ts'
import { flatten } from '../body/flatten-schema.ts'
import { contentOf } from '../body/request-body.ts'
import { schemaAt } from '../body/schema-at.ts'
import { statedDefault } from '../body/stated-default.ts'
import { bodiesOf } from '../body/wrapped-member.ts'
import { answerSchema } from '../compare/answer-schema.ts'
import { short } from '../compare/compare-member.ts'
import { type Answer, isSuccess } from '../session/exchange.ts'
import type { Member } from '../session/member.ts'
import type { World } from '../world/world.ts'

/** A member, as it was shown before the first patch. */
export interface Cleared {
  readonly member: Member
  readonly before: unknown
  /** True for an entry of a map, which a null leaves without any value: no default takes its place. */
  readonly isEntry?: boolean
}

/** Reads a member after a patch with null at a place, which must be without its value. False where the patch was not accepted. */
export async function holdCleared(
  at: Pointer,
  updated: Answer,
  { member, before, isEntry = false, world }: Cleared & { readonly world: World },
): Promise<boolean> {
  if (!isSuccess(updated)) return false
  const answer = await world.read(member)
  const old = valueAt(before, at)
  const now = valueAt(world.shown(answer), at)
  const isKept = isDeepStrictEqual(now, old)
  // What has its default after a null is without a value of its own.
  if (!isEntry && isSuccess(answer) && defaultsAt(at, world).some((one) => isDeepStrictEqual(one, now))) return true
  const problem = {
    signature: isKept ? 'kept' : 'replaced',
    message: `expected ${at} to be removed by a null, got ${short(now)}${isKept ? ' still' : ''}`,
    at: `body#${world.resource.wrap?.value.answer ?? ''}${at}`,
    expected: 'nothing',
    actual: now,
  }
  const isThere = isEntry && isSuccess(answer) && now !== undefined && now !== null
  world.expect(answer, isKept || isThere ? [problem] : [])
  return true
}

/** The defaults of a property, as the bodies of the create and of updates, and the answer, state them. */
export function defaultsAt(at: Pointer, world: World): readonly unknown[] {
  const { resource, document, operation } = world
  const bodies = resource.updates.map((facts) => {
    const { schema = true } = contentOf(operation(facts.operation), facts.media) ?? {}
    return schemaAt(schema, bodiesOf(resource, facts).wrap?.value.request ?? '', document.schemas)
  })
  return [createdSchemaAt(world), answerSchema(world), ...bodies].flatMap((view) => {
    const own = schemaAt(view ?? true, at, document.schemas)
    const stated = statedDefault(flatten(own ?? true, document.schemas))
    return stated === undefined ? [] : [stated.value]
  })
}
