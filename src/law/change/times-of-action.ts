import { valueAt } from '../../json/pointer.ts'
import { placesIn } from '../body/places-in.ts'
import { answerSchema } from '../compare/answer-schema.ts'
import { instantOf } from '../compare/instant.ts'
import type { Resource } from '../../resource/model.ts'
import { asShould, type Problem } from '../session/problem.ts'
import type { World } from '../world/world.ts'
import { hasPassed, type Looks, memberTimes, nextInstant, timeProblems } from './member-times.ts'

/** Waits so that an action gets another time than what was before. Returns the time that has passed, in milliseconds. */
export async function waitForNextInstant(shown: unknown, resource: Resource, world: World): Promise<number> {
  const begun = performance.now()
  const { changed } = memberTimes({ resource, document: world.document })
  if (changed.some((at) => instantOf(valueAt(shown, at)) !== undefined)) await world.wait(nextInstant(shown, changed))
  return performance.now() - begun
}

interface Acted extends Looks {
  /** The time between the look at the member before and the action, in milliseconds. */
  readonly gap: number
  /** The action. */
  readonly asked: string
  readonly resource: Resource
}

/**
 * The times of a member after an action that has changed a state: a listed value. A counter may change without a change of the member. Undefined
 * where no state has changed.
 */
export function timesAfterAction(
  { before, after, gap, asked, resource }: Acted,
  { document }: World,
): readonly Problem[] | undefined {
  const times = memberTimes({ resource, document })
  const states = placesIn(answerSchema({ resource, document }) ?? true, document.schemas)
    .filter(({ schema }) => Array.isArray(schema['enum']))
    .map(({ at }) => [valueAt(before, at), valueAt(after, at)])
  const isChanged = states.some(([old, now]) => typeof old === 'string' && typeof now === 'string' && old !== now)
  if (!isChanged || times.all.length === 0) return undefined
  const isLater = hasPassed(gap, { before, after }, times.changed)
  return timeProblems(times, { before, after, what: asked, isLater }).map(asShould)
}
