import { saysPartial } from '../../../document/says/says-partial.ts'
import { isObject, valueAt, withValueAt } from '../../../json/pointer.ts'
import type { UpdateFacts } from '../../../resource/model.ts'
import { batchOf, batchUpdateOf } from '../../body/batch-body.ts'
import { changedParts } from '../../change/changed-part.ts'
import { isSuccess } from '../../session/exchange.ts'
import type { Member } from '../../session/member.ts'
import { NotVerified } from '../../session/not-verified.ts'
import { asShould, changedBy, type Problem } from '../../session/problem.ts'
import { all, creates, deletes, isPartial, lacking, lists, type Need, reads } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'
import type { World } from '../../world/world.ts'
import { isValidBy } from '../../body/validators.ts'

const updatesSeveral: Need = (resource, _, document) =>
  batchUpdateOf(resource, document) === undefined || !resource.updates.some(isPartial)
    ? lacking('update of several members at the path of their list')
    : { holds: true, certainty: 'sure' }

/** An update of several members changes each of them, and no other. */
export const batchUpdateChangesEach: Law = {
  id: 'batch-update-changes-each',
  level: 'must',
  text: 'An update of several members changes what it names at each of them, leaves the rest, and changes no other member.',
  source: 'RFC 5789, section 2',
  needs: all(creates, reads, lists, deletes, updatesSeveral),
  isRare: true,
  async check(world) {
    const batch = batchUpdateOf(world.resource, world.document)
    const facts = world.resource.updates.find(isPartial)
    if (batch === undefined || facts === undefined) throw new NotVerified('nothing updates several members')
    const first = await world.fresh()
    const second = await world.fresh({ parent: first.parent, variant: 1 })
    const other = await world.fresh({ parent: first.parent, variant: 2 })
    if (!(await world.isAlone(first.above)))
      throw new NotVerified('the list shows members of others, at which an update of several members might go wrong')
    const before = world.shown(await world.read(other))
    const updated = await Promise.all([first, second].map((member) => partOf(member, facts, world)))
    // The key as answers show it: a number where it is one.
    const items = updated.map((one) => withValueAt(one.part, batch.key, valueAt(one.before, batch.key)))
    const body = batchOf(batch, items)
    if (!isValidBy(body, batch.schema, world.validators))
      throw new NotVerified('the document does not say enough to make a body of several members')
    const answer = await world.send({ operation: batch.operation, path: first.above, body: { value: body } })
    if (!isSuccess(answer) || answer.status === 202 || answer.status === 207)
      throw new NotVerified(`an update of two members was answered ${answer.status}`)
    const isSaid = saysPartial(batch.operation.description ?? '')
    for (const { member, part, before: shown } of updated) {
      const after = await world.read(member)
      const named = world.compare(part, world.shown(after))
      const whole = world.compare(merged(shown, part), world.shown(after))
      const rest = whole.filter((one) => !named.some(({ at }) => at === one.at))
      const problems: readonly Problem[] = [...named, ...(isSaid ? rest : rest.map(asShould))]
      if (!world.expect(after, problems)) return
    }
    const after = await world.read(other)
    world.expect(after, changedBy(world.shows(before, after), 'an update of two other members'))
  },
}

interface Updated {
  readonly member: Member
  /** The member as a read shows it before the update. */
  readonly before: unknown
  readonly part: Readonly<Record<string, unknown>>
}

/** One property of a member with another value, or one property of the object that holds all its values. */
async function partOf(member: Member, facts: UpdateFacts, world: World): Promise<Updated> {
  const before = world.shown(await world.read(member))
  const [part] = changedParts({ member, facts }, world)
  if (part === undefined) throw new NotVerified('no single property can be changed')
  const [[name, value] = ['', undefined]] = Object.entries(part)
  const inner = Object.entries(isObject(value) ? value : {}).find(([, one]) => typeof one === 'string')
  return { member, before, part: inner === undefined ? part : { [name]: Object.fromEntries([inner]) } }
}

function merged(before: unknown, part: Readonly<Record<string, unknown>>): unknown {
  if (!isObject(before)) return part
  const entries = Object.entries(part).map(([name, value]) => {
    const old = before[name]
    return [name, isObject(old) && isObject(value) ? { ...old, ...value } : value]
  })
  return { ...before, ...Object.fromEntries(entries) }
}
