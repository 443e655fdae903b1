import { objectOf } from '../../../json/list-of.ts'
import { isObject } from '../../../json/pointer.ts'
import type { UpdateFacts } from '../../../resource/model.ts'
import { plainName, singular } from '../../../words/words.ts'
import { isWord } from '../../body/words.ts'
import { withRequired } from '../../change/with-required.ts'
import { statusProblems } from '../../send/status-problem.ts'
import { isLater, isSuccess } from '../../session/exchange.ts'
import type { Member } from '../../session/member.ts'
import { withArticle } from '../../session/noun.ts'
import { NotVerified } from '../../session/not-verified.ts'
import { asShould, changedBy } from '../../session/problem.ts'
import { all, isPartial, hasParent, makes, shows } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'
import { memberSchema, roomFor } from '../../world/optional-properties.ts'
import type { World } from '../../world/world.ts'

/** An update of a member is none of the members below it: each has a path of its own. */
export const childrenOutlastUpdates: Law = {
  id: 'children-outlast-updates',
  level: 'must',
  text: 'An update of a parent leaves the members below it as they are.',
  source: 'RFC 9110, section 9.3.4',
  needs: all(makes, shows, hasParent),
  async check(world) {
    const parent = await world.otherParent()
    const { updates } = parent.resource
    if (updates.length === 0) return holdSecondPut(parent, world)
    const child = await world.fresh({ parent })
    const before = await world.read(child)
    if (!isSuccess(before)) throw new NotVerified(`the read was answered ${before.status}`)
    let judged = 0
    for (const facts of updates) {
      const sent = sameAgain(parent, facts, world)
      if (sent === undefined) continue
      const updated = await world.update(parent, sent, { facts })
      if (!isSuccess(updated) || isLater(updated)) continue
      judged += 1
      const what = `${updated.asked.split(' ')[0]} of ${withArticle(parent.resource.name)}`
      const answer = await world.read(child)
      if (answer.status === 404 && !isSuccess((await world.readOf(parent)) ?? answer))
        throw new NotVerified(`the parent is not read any more after the ${what}: it may have another key`)
      const gone = statusProblems(answer, ['2xx'], { what: `a read of a member below after a ${what}` })
      // A member may show values of its parent.
      const changed = gone.length > 0 ? gone : world.shows(world.shown(before), answer).map(asShould)
      if (!world.expect(answer, changedBy(changed, `the ${what}`))) return
    }
    if (judged === 0) throw new NotVerified('no update of the parent was accepted')
  },
}

/** A second PUT of an association, which has no body, leaves what is below it. */
async function holdSecondPut(parent: Member, world: World): Promise<void> {
  const { resource, above, own, claim } = parent
  const operation = resource.create === undefined ? undefined : world.operation(resource.create.operation)
  if (operation?.method !== 'PUT' || operation.body !== undefined || claim === undefined)
    throw new NotVerified('the contract does not say how the parent is updated')
  const child = await world.fresh({ parent })
  const { answer: again } = await world.create({ resource, parent: parent.parent, above, own, body: undefined })
  if (!isSuccess(again) || isLater(again)) throw new NotVerified(`a second ${again.asked} was answered ${again.status}`)
  const answer = await world.read(child)
  const problems = statusProblems(answer, ['2xx'], { what: `a read of a member below after a second ${again.asked}` })
  world.expect(answer, STAYS.test(operation.description ?? '') ? problems : problems.map(asShould))
}

/** Words that a second PUT changes nothing, such as "A user who is a member already stays so". */
const STAYS = /\b(?:already|again|twice)\b[^.]*\b(?:stays?|remains?|keeps?|unchanged|nothing|no effect|same)\b/i

/** The parent as it was sent, or for an update of a part, another text of it. Undefined where the body has the members below. */
function sameAgain(parent: Member, facts: UpdateFacts, world: World): Readonly<Record<string, unknown>> | undefined {
  const above = { ...world, resource: parent.resource }
  const body = { ...facts, own: parent.own }
  const { properties } = memberSchema(body, above)
  const holds = Object.keys(objectOf(properties)).some(
    (name) => plainName(singular(name)) === plainName(world.resource.name),
  )
  if (holds || !isObject(parent.sent)) return undefined
  const sent = roomFor(parent.sent, body, above)
  if (!isPartial(facts)) return sent
  const [name] = Object.entries(sent).find(([, value]) => isWord(value)) ?? []
  const part = name === undefined ? undefined : { [name]: world.word() }
  return part === undefined ? undefined : withRequired(part, { member: parent, facts }, above)
}
