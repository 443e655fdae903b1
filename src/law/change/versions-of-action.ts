import { isDeepStrictEqual } from 'node:util'
import { valueAt } from '../../json/pointer.ts'
import type { Resource } from '../../resource/model.ts'
import { placesIn } from '../body/places-in.ts'
import { answerSchema } from '../compare/answer-schema.ts'
import { short } from '../compare/compare-member.ts'
import { type Problem, shouldUnless } from '../session/problem.ts'
import type { World } from '../world/world.ts'
import { toldVersions } from './told-versions.ts'

interface Acted {
  readonly before: unknown
  readonly after: unknown
  /** The action. */
  readonly asked: string
  readonly resource: Resource
}

/**
 * The versions that an action has left, of which the document says that each change changes them. Only where the action has changed a listed state:
 * a counter may change without a change of the member. Undefined where no state has changed, or no version is shown.
 */
export function versionsAfterAction(
  { before, after, asked, resource }: Acted,
  { document }: World,
): readonly Problem[] | undefined {
  const states = placesIn(answerSchema({ resource, document }) ?? true, document.schemas)
    .filter(({ schema }) => Array.isArray(schema['enum']))
    .map(({ at }) => [valueAt(before, at), valueAt(after, at)])
  const isChanged = states.some(([old, now]) => typeof old === 'string' && typeof now === 'string' && old !== now)
  const versions = toldVersions(resource, document).filter(
    ({ at }) => ![undefined, null].includes(valueAt(after, at) as null),
  )
  if (!isChanged || versions.length === 0) return undefined
  return versions
    .filter(({ at }) => isDeepStrictEqual(valueAt(before, at), valueAt(after, at)))
    .map(({ at, schema }) => ({
      signature: 'version-stays',
      message: `expected another value at ${at} after ${asked}, as its description says, got ${short(valueAt(after, at))} again`,
      at: `body#${at}`,
      expected: 'another value',
      actual: valueAt(after, at),
      // An update may be the operation alone.
      ...shouldUnless(!/\b(?:each|every|any) update\b/i.test(String(schema['x-version-changes']))),
    }))
}
