import { wordsOf } from '../../../words/words.ts'
import { holders, madeBelow } from '../../change/counted-members.ts'
import { flatMember } from '../../change/flat-member.ts'
import { type Limit, limitsOf } from '../../change/limits.ts'
import { sendValueUpdate } from '../../change/text-update.ts'
import { valueShown } from '../../change/value-shown.ts'
import { acceptedProblems } from '../../send/status-problem.ts'
import { isLater, isSuccess } from '../../session/exchange.ts'
import { holdEach } from '../../session/hold-each.ts'
import type { Member } from '../../session/member.ts'
import { withArticle } from '../../session/noun.ts'
import { unlessNotVerified } from '../../session/not-verified.ts'
import { all, creates, lacking, type Need, reads } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'
import type { World } from '../../world/world.ts'

const isLimited: Need = (resource, model, document) =>
  limitsOf(resource, model, document).length === 0
    ? lacking('number of another member that limits how many members it has')
    : { holds: true, certainty: 'sure' }

/** A create beyond the number that another member states is refused. */
export const limitsAreKept: Law = {
  id: 'limits-are-kept',
  level: 'must',
  text: 'A create is refused where the member that it names or stands below has as many members as its limit says. It is a should where a new member may be in a state that does not count.',
  source: 'the document: a refusal such as "The event is full", or "The member has `max_loans` open loans"',
  needs: all(creates, reads, isLimited),
  isRare: true,
  async check(world) {
    const limits = limitsOf(world.resource, world.model, world.document)
    await holdEach(limits, (limit) => hold(limit, world), 'no member with a small limit took as many members')
  },
}

/** The most members that are made to reach a limit, as a count. */
const MOST = 3

/** Makes as many members as the limit says, and one more. Returns false where the limit cannot be reached. */
async function hold(limit: Limit, world: World): Promise<boolean> {
  const holder = (await holders(limit, world))?.holder
  const count = holder === undefined ? undefined : await smallLimit(holder, limit, world)
  if (holder === undefined || count === undefined) return false
  let last: Member | undefined
  for (let variant = 0; variant < count; variant += 1) {
    last = await madeBelow(holder, { counter: limit, variant }, world)
    if (last === undefined) return false
  }
  // A create that is refused leaves nothing to judge but itself.
  const extra = await unlessNotVerified(() => madeBelow(holder, { counter: limit, variant: count }, world))
  const answer = extra?.created ?? last?.created
  if (answer === undefined || (extra !== undefined && isLater(answer))) return false
  const what = `a create, one more than ${count} at ${limit.at} of ${withArticle(limit.holder.name)}, as the document says: "${limit.said}"`
  const isCounted = last === undefined ? undefined : await showsState(last, limit, world)
  if (isCounted === false) return false
  const level = limit.isSure || isCounted === true ? undefined : 'should'
  world.expect(answer, extra === undefined ? [] : acceptedProblems(answer, { what, rule: 'limit', level }))
  return true
}

/** True for a new member in the state in which it counts. Undefined where the document names none. */
async function showsState(member: Member, { state }: Limit, world: World): Promise<boolean | undefined> {
  if (state === undefined) return undefined
  const shown = flatMember(world.shown(await world.read(member))) ?? {}
  return Object.entries(shown).some(
    ([name, value]) =>
      (typeof value === 'string' && wordsOf(value).join(' ') === wordsOf(state).join(' ')) ||
      (value === true && wordsOf(name).includes(state.toLowerCase())),
  )
}

/** The limit of a holder, which an update makes small where it is large. Undefined where no read shows a small one. */
async function smallLimit(holder: Member, limit: Limit, world: World): Promise<number | undefined> {
  const first = await limitShown(holder, limit, world)
  if (first !== undefined && first <= MOST) return first
  for (const value of [1, 2]) {
    const updated = await sendValueUpdate(holder, { [limit.at.slice(1)]: value }, world)
    if (updated === undefined || !isSuccess(updated) || isLater(updated)) continue
    if ((await limitShown(holder, limit, world)) === value) return value
  }
  return undefined
}

async function limitShown(holder: Member, { at }: Limit, world: World): Promise<number | undefined> {
  const value = await valueShown(holder, at, world)
  return typeof value === 'number' && value >= 1 ? value : undefined
}
