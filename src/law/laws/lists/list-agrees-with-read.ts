import { isDeepStrictEqual } from 'node:util'
import { parsePointer, valueAt } from '../../../json/pointer.ts'
import type { Pointer } from '../../../resource/model.ts'
import { leavesAt } from '../../body/places-in.ts'
import { answerSchema } from '../../compare/answer-schema.ts'
import { changedMember } from '../../change/changed-member.ts'
import { isShownOtherwise } from '../../compare/shown-otherwise.ts'
import { lackingProperties, wholeQuery } from '../../list/lacking-properties.ts'
import { isPlain } from '../../list/filter-place.ts'
import { isVersionName } from '../../compare/version-name.ts'
import { short } from '../../compare/compare-member.ts'
import { holdsMember, sameKey } from '../../list/list-membership.ts'
import { type Answer, isSuccess } from '../../session/exchange.ts'
import type { Member } from '../../session/member.ts'
import { NotVerified } from '../../session/not-verified.ts'
import { type Problem, shouldUnless } from '../../session/problem.ts'
import { all, creates, lists, listsAll, reads, setsValues } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'
import type { World } from '../../world/world.ts'
import { takesChanges } from '../../../resource/takes-changes.ts'

/** A list and a read tell one state. */
export const listAgreesWithRead: Law = {
  id: 'list-agrees-with-read',
  level: 'must',
  text: 'After a create or an update, the list shows of a member what a read shows in the properties that the server sets. It lacks none that a read shows, where the document has one schema for both.',
  source: 'RFC 9110, section 9.3.1',
  needs: all(creates, reads, lists, listsAll, setsValues),
  isRare: true,
  async check(world) {
    const member = await world.fresh()
    const facts = world.resource.updates.find((one) => !takesChanges(one))
    const changed = facts === undefined ? undefined : changedMember({ member, facts }, world)
    // A server may keep a list that it has shown.
    await world.walk(member.above, { most: 1 })
    if (facts !== undefined && changed !== undefined) await world.update(member, changed, { facts })
    let look = await lookAt(member, world)
    // An index or a counter may be late.
    for (let again = 0; again < AGAIN && look !== undefined && look.problems.length > 0; again += 1) {
      await world.wait(PAUSE_MS)
      look = await lookAt(member, world)
    }
    if (look === undefined) throw new NotVerified('no property that the server sets is shown by a list and by a read')
    world.expect(look.listed, look.problems)
  },
}

/** Further looks at a list that differs from a read, as a count, and the time between them, in milliseconds. */
const AGAIN = 2
const PAUSE_MS = 1_000

interface Look {
  readonly listed: Answer
  readonly problems: readonly Problem[]
}

/** Reads the member, lists it and reads it again: what changes by itself is not compared. Undefined where nothing can be compared. */
async function lookAt(member: Member, world: World): Promise<Look | undefined> {
  const before = world.shown(await world.read(member))
  const query = wholeQuery(world)
  const walk = await world.walk(member.above, { query, until: (seen) => holdsMember(seen, member, world) })
  const [item] = sameKey(walk.pages.at(-1)?.members ?? [], member, world)
  const answer = await world.read(member)
  const after = world.shown(answer)
  if (item === undefined || !isSuccess(answer)) return undefined
  const { schemas } = world.document
  const places = world.resource.server
    .flatMap((pointer) => leavesAt(pointer, answerSchema(world) ?? true, schemas))
    .filter((at) => isPlain(valueAt(item, at)) && isPlain(valueAt(after, at)))
    .filter((at) => isDeepStrictEqual(valueAt(before, at), valueAt(after, at)) && !isShownOtherwise(nameOf(at)))
  const [lacking] = lackingProperties({ item, reads: [before, after] }, world)
  if (places.length === 0 && lacking === undefined) return undefined
  const differing = places.flatMap((at): readonly Problem[] => {
    const [shown, read] = [valueAt(item, at), valueAt(after, at)]
    if (isDeepStrictEqual(shown, read)) return []
    return [
      {
        signature: 'another-value',
        message: `expected ${short(read)} at ${at} of the member ${member.own.join('/')} in the list, as reads before and after it show, got ${short(shown)}`,
        at: world.itemsAt(walk.last),
        expected: read,
        actual: shown,
        // A list may show another form of a value, such as a time in seconds. An entity tag is that of what is shown.
        ...shouldUnless(isCounted(nameOf(at), read)),
      },
    ]
  })
  const at = world.itemsAt(walk.last)
  const missing =
    lacking === undefined
      ? []
      : [
          {
            signature: 'lacks-property',
            message: `expected ${lacking} of the member ${member.own.join('/')} in the list, whose items have the schema of a read that shows it, got none`,
            at,
            expected: short(valueAt(after, lacking)),
            actual: 'nothing',
            // The schema does not require it.
            level: 'should' as const,
          },
        ]
  return { listed: walk.last, problems: [...differing, ...missing] }
}

/** True for the version of a member, and not of what an answer shows of it. */
function isCounted(name: string, value: unknown): boolean {
  return isVersionName(name, typeof value === 'number') && !/etag$/i.test(name)
}

function nameOf(at: Pointer): string {
  return parsePointer(at).at(-1) ?? ''
}
