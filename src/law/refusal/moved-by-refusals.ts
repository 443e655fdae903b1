import { isDeepStrictEqual } from 'node:util'
import { parsePointer, valueAt } from '../../json/pointer.ts'
import type { Pointer } from '../../resource/model.ts'
import { short } from '../compare/compare-member.ts'
import { NEXT_SECOND } from '../compare/instant.ts'
import { isShownOtherwise } from '../compare/shown-otherwise.ts'
import type { Answer } from '../session/exchange.ts'
import type { Problem } from '../session/problem.ts'
import type { World } from '../world/world.ts'

interface Refused {
  /** The member before and after refused writes. */
  readonly before: unknown
  readonly after: unknown
  readonly read: () => Promise<Answer>
  /** Sends the writes again. Returns false where one of them is not refused any more. */
  readonly again: () => Promise<boolean>
}

/**
 * The first value of the server, such as a version or a time of the last change, that refused writes move. Others may change by themselves: the value
 * stays for more than a second without a write, and moves with the same writes again. No request is sent where all values are as before.
 */
export async function movedByRefusals(
  { before, after, read, again }: Refused,
  world: World,
): Promise<{ readonly answer: Answer; readonly problems: readonly Problem[] } | undefined> {
  const places = world.resource.server.filter((at) => !isShownOtherwise(parsePointer(at).at(-1) ?? ''))
  const moved = differing(places, before, after)
  if (moved.length === 0) return undefined
  await world.wait(NEXT_SECOND)
  const later = world.shown(await read())
  const unsteady = differing(moved, after, later)
  const steady = moved.filter((at) => !unsteady.includes(at))
  if (steady.length === 0 || !(await again())) return undefined
  const answer = await read()
  const last = world.shown(answer)
  const [at] = differing(steady, later, last)
  if (at === undefined) return { answer, problems: [] }
  return {
    answer,
    problems: [
      {
        signature: 'moved-by-refusal',
        message: `expected ${short(valueAt(later, at))} at ${at} as before the refused updates, got ${short(valueAt(last, at))}`,
        at: `body#${at}`,
        expected: valueAt(later, at),
        actual: valueAt(last, at),
      },
    ],
  }
}

function differing(places: readonly Pointer[], one: unknown, other: unknown): readonly Pointer[] {
  return places.filter((at) => !isDeepStrictEqual(valueAt(one, at), valueAt(other, at)))
}
