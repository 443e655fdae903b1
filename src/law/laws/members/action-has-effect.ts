import { isDeepStrictEqual } from 'node:util'
import { formatPointer, isObject } from '../../../json/pointer.ts'
import { isAction } from '../../../resource/is-action.ts'
import { short } from '../../compare/compare-member.ts'
import { ownValuesIn, unwrapped } from '../../send/address-of.ts'
import type { Member } from '../../session/member.ts'
import { NotVerified } from '../../session/not-verified.ts'
import type { Problem } from '../../session/problem.ts'
import { all, creates, hasParent, type Need } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'

const acts: Need = (resource) =>
  isAction(resource) ? { holds: true, certainty: 'sure' } : { holds: false, reason: 'the law is about actions' }

/** What the answer to an action shows of its member is so. */
export const actionHasEffect: Law = {
  id: 'action-has-effect',
  level: 'must',
  text: 'A property of which the answer to an action shows another value than before is not read with the value of before.',
  source: 'RFC 9110, section 9.3.3',
  needs: all(acts, creates, hasParent),
  isRare: true,
  async check(world) {
    // The first body of an action learns at a member of its own whether the action can be undone, and removes that member.
    const { parent } = await world.body()
    if (parent === undefined) throw new NotVerified('the action is not sent at a member')
    const before = await world.readOf(parent)
    const { created } = await world.fresh({ parent })
    if (created === undefined || created.status === 202) throw new NotVerified('the action is carried out later')
    const after = await world.readOf(parent)
    if (before === undefined || after === undefined)
      throw new NotVerified('the contract does not say how the member is read')
    const [old, told, now] = [before, created, after].map(({ json }) => unwrapped(json, parent.resource))
    if (!showsMember(told, parent)) throw new NotVerified('the answer to the action does not show the member')
    world.expect(after, lostIn({ old, told, now }, created.asked))
  },
}

function showsMember(shown: unknown, { resource, own }: Member): boolean {
  return isDeepStrictEqual(ownValuesIn(shown, resource), own)
}

/** The properties that the answer shows changed, and a read as before. What has changed further meanwhile is none. */
function lostIn(
  { old, told, now }: { readonly old: unknown; readonly told: unknown; readonly now: unknown },
  asked: string,
): readonly Problem[] {
  if (!isObject(old) || !isObject(told) || !isObject(now)) return []
  const name = Object.keys(told).find(
    (one) => one in now && !isDeepStrictEqual(told[one], old[one]) && isDeepStrictEqual(now[one], old[one]),
  )
  if (name === undefined) return []
  return [
    {
      signature: 'no-effect',
      message: `expected ${short(told[name])} at /${name} after ${asked}, as its answer shows, got ${short(now[name])} as before`,
      at: `body#${formatPointer([name])}`,
      expected: told[name],
      actual: now[name],
    },
  ]
}
