import { isObject, parsePointer } from '../../../json/pointer.ts'
import { changedMember } from '../../change/changed-member.ts'
import { movedByRefusals } from '../../refusal/moved-by-refusals.ts'
import { type Answer, isRefusal, isSuccess } from '../../session/exchange.ts'
import { all, makes, updates, shows } from '../../world/facts.ts'
import { type InvalidBody, invalidBodies } from '../../world/invalid-bodies.ts'
import type { Law } from '../../world/law.ts'
import type { Member } from '../../session/member.ts'
import { NotVerified } from '../../session/not-verified.ts'
import { changedBy } from '../../session/problem.ts'
import { ownParameters } from '../../body/paths.ts'
import type { UpdateFacts } from '../../../resource/model.ts'
import type { World } from '../../world/world.ts'
import { takesChanges } from '../../../resource/takes-changes.ts'

/** A refused update changes nothing. */
export const refusedWriteChangesNothing: Law = {
  id: 'refused-write-changes-nothing',
  level: 'must',
  text: 'An update that is refused changes nothing of the member.',
  source: 'RFC 9110, section 15.5',
  needs: all(makes, shows, updates),
  async check(world) {
    const member = await world.fresh()
    let before = world.shown(await world.read(member))
    for (const bodies of bodiesByWorth(member, world)) {
      let refused: (() => Promise<Answer>)[] = []
      for (const { facts, invalid } of bodies) {
        const isPatch = takesChanges(facts)
        const value = isPatch ? invalid.value : amongChanges(invalid, changedMember({ member, facts }, world))
        const send = (): Promise<Answer> => world.update(member, value, { facts, raw: true })
        const answer = await send()
        if (isRefusal(answer)) refused.push(send)
        if (!isSuccess(answer)) continue
        // Another law judges that. The refusals after it are compared with what it left.
        before = world.shown(await world.read(member))
        refused = []
      }
      if (refused.length === 0) continue
      const after = await world.read(member)
      const changed = changedBy(world.shows(before, after), 'an update that was refused')
      if (world.expect(after, changed)) await holdServer({ member, before, after, refused }, world)
      return
    }
    throw new NotVerified('no invalid update was refused')
  },
}

interface Held {
  readonly member: Member
  readonly before: unknown
  readonly after: Answer
  /** The writes that were refused. */
  readonly refused: readonly (() => Promise<Answer>)[]
}

/** Values that the server sets stay too. */
async function holdServer({ member, before, after, refused }: Held, world: World): Promise<void> {
  const again = async (): Promise<boolean> => {
    for (const send of refused) if (!isRefusal(await send())) return false
    return true
  }
  const looks = { before, after: world.shown(after), read: () => world.read(member), again }
  const moved = await movedByRefusals(looks, world)
  if (moved !== undefined) world.expect(moved.answer, moved.problems)
}

/** An invalid body for an update. */
interface Invalid {
  readonly facts: UpdateFacts
  readonly invalid: InvalidBody
}

/** The invalid bodies of an update that are sent, as a count, and those among which they are chosen. */
const [SENT, MADE] = [4, 10]

/**
 * Returns first the bodies that break a value of the member's own, then the others. A merging update may do without a required property.
 * A required property of the key is known before the body is read.
 */
function bodiesByWorth({ own }: Member, world: World): readonly (readonly Invalid[])[] {
  const keys = new Set(ownParameters(world.resource).map(({ pointer }) => pointer))
  const isTelling = ({ at, rule }: InvalidBody): boolean => at !== '' && !keys.has(at) && !rule.startsWith('required')
  const made = world.resource.updates.map((facts) => {
    const bodies = invalidBodies({ ...facts, own }, world, MADE)
    return { facts, bodies }
  })
  return [true, false].map((wanted) =>
    made.flatMap(({ facts, bodies }) =>
      bodies
        .filter((invalid) => isTelling(invalid) === wanted)
        .slice(0, SENT)
        .map((invalid) => ({ facts, invalid })),
    ),
  )
}

/** The broken property after valid changes of all others: a server that writes as it reads has stored those. */
function amongChanges({ value, at }: InvalidBody, changed: Readonly<Record<string, unknown>> | undefined): unknown {
  const [name] = parsePointer(at)
  if (changed === undefined || name === undefined || !isObject(value)) return value
  const { [name]: _, ...others } = changed
  return value[name] === undefined ? others : { ...others, [name]: value[name] }
}
