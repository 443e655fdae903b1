import { createdSchemaAt } from '../../body/create-schema.ts'
import { isObject, parsePointer, valueAt, withValueAt } from '../../../json/pointer.ts'
import { ignoresCase } from '../../../document/says/says-unique.ts'
import { statusOfTaken } from '../../../document/says/says-taken.ts'
import { saidOfAll } from '../../../document/says/said-of-property.ts'
import { sentencesOf } from '../../../document/says/sentences-of.ts'
import { speaksOf } from '../../../resource/shape/sentences.ts'
import type { Fact, Pointer } from '../../../resource/model.ts'
import { changedMember } from '../../change/changed-member.ts'
import { short } from '../../compare/compare-member.ts'
import { otherCase } from '../../body/other-case.ts'
import { memberIn, withMember } from '../../body/wrapped-member.ts'
import { type Answer, isRefusal, isSuccess, isLater } from '../../session/exchange.ts'
import { all, creates, findsUnique } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'
import type { Member } from '../../session/member.ts'
import { NotVerified } from '../../session/not-verified.ts'
import { flatten } from '../../body/flatten-schema.ts'
import { expectUnchanged } from '../../refusal/expect-unchanged.ts'
import { statusProblems } from '../../send/status-problem.ts'
import { uniqueProperties } from '../../world/unique-properties.ts'
import { updateTakes } from '../../change/update-takes.ts'
import type { Fresh, World } from '../../world/world.ts'
import { isWord } from '../../body/words.ts'
import { takesChanges } from '../../../resource/takes-changes.ts'

/** Two members never share the value of a property that is unique. */
export const uniqueValuesStayUnique: Law = {
  id: 'unique-values-stay-unique',
  level: 'must',
  text: 'A create or an update with the value of another member in a property that is unique is refused with the status that is stated, else with a 4xx status.',
  source: 'the contract: the properties that are unique',
  needs: all(creates, findsUnique),
  async check(world) {
    let judged = 0
    for (const fact of await uniqueProperties(world)) {
      const first = await world.fresh()
      const value = valueAt(first.sent, fact.value)
      if (value === undefined) continue
      judged += 1
      await holdCreate({ first, value, fact }, world)
      const other = typeof value === 'string' && isAnyCase(fact.value, world) ? otherCase(value) : value
      if (other !== value) await holdCreate({ first, value: other, fact }, world)
      if (isAmongAll(fact.value, world)) await holdElsewhere({ first, value, fact }, world)
      await holdUpdates({ first, value, fact }, world)
      if (other !== value) await holdUpdates({ first, value: other, fact }, world)
    }
    if (judged === 0) throw new NotVerified('no member with a value of the property could be made')
  },
}

/** True where the document says that the case of the property's letters does not tell values apart. */
function isAnyCase(pointer: Pointer, world: World): boolean {
  const { resource, document } = world
  const schema = createdSchemaAt(world, pointer)
  if (flatten(schema ?? true, document.schemas)['x-any-case'] === true) return true
  const { description } = world.operation(resource.create?.operation ?? '')
  const own = [...sentencesOf(description), ...saidOfAll(parsePointer(pointer).at(-1) ?? '', document.description)]
  return own.some((text) => ignoresCase(text) && speaksOf(pointer, text))
}

/** The description of the property by which it is unique. Empty where another text of the document says it. */
function saidUnique(pointer: Pointer, world: World): string {
  const said = flatten(createdSchemaAt(world, pointer) ?? true, world.document.schemas)['x-unique']
  return typeof said === 'string' ? said : ''
}

/** True where the document says that a value is unique "among all" members, whatever they name and wherever they stand. */
function isAmongAll(pointer: Pointer, world: World): boolean {
  return sentencesOf(saidUnique(pointer, world)).some((text) => AMONG_ALL.test(text))
}

const AMONG_ALL =
  /\bunique (?:among|across|over) (?:all|the whole|every)\b(?![^.]*\b(?:of|in|within) (?:the|a|an|its|one)\b)/i

interface Taken {
  readonly first: Member
  readonly value: unknown
  readonly fact: Fact<Pointer>
}

/** A create with the value that names other members, or that stands below another parent. */
async function holdElsewhere(taken: Taken, world: World): Promise<void> {
  const { parent } = taken.first
  if (Object.keys(world.resource.refers).length > 0) await holdCreate(taken, world, { parent, namesOwn: true })
  if (parent?.claim !== undefined) await holdCreate(taken, world, { parent: await world.otherParent(taken.first) })
}

/** The other member has the same flags and listed values: a value may be unique among the active members alone. */
async function holdCreate(
  { first, value, fact }: Taken,
  world: World,
  how: Fresh = { parent: first.parent },
): Promise<void> {
  const asked = await world.body(how)
  const member = withValueAt(memberIn(asked.body, world.resource), fact.value, value)
  const { answer } = await world.create({ ...asked, body: withMember(asked.body, member, world.resource) })
  hold(answer, { what: 'a create', value, fact }, world)
}

/** The update changes other texts and numbers alone: a value may be unique beside a listed value. A refusal changes none of them. */
async function holdUpdates({ first, value, fact }: Taken, world: World): Promise<void> {
  for (const facts of world.resource.updates) {
    if (!takesChanges(facts) && !updateTakes(facts, fact.value, world)) continue
    const member = await world.fresh({ parent: first.parent })
    const changed = changedMember({ member, facts }, world)
    if (!isObject(changed)) continue
    const own = isObject(member.sent) ? member.sent : {}
    const similar = Object.fromEntries(
      Object.entries(changed).map(([name, other]) => [
        name,
        Object.hasOwn(own, name) && !isWord(own[name]) && typeof own[name] !== 'number' ? own[name] : other,
      ]),
    )
    // A server may show another form of what was sent, such as a sorted list.
    const before = await world.readOf(member)
    const answer = await world.update(member, withValueAt(similar, fact.value, value), { facts })
    hold(answer, { what: 'an update', value, fact }, world)
    if (isRefusal(answer) && before !== undefined && isSuccess(before))
      await expectUnchanged(member, { before, how: `that was refused with ${answer.status}` }, world)
  }
}

function hold(
  answer: Answer,
  { what, value, fact }: Pick<Taken, 'value' | 'fact'> & { readonly what: string },
  world: World,
): void {
  const isLate = isSuccess(answer) && isLater(answer)
  const status = statusOfTaken(saidUnique(fact.value, world))
  world.expect(
    answer,
    isLate
      ? []
      : statusProblems(answer, [status ?? '4xx'], {
          what: `${what} with ${short(value)} at ${fact.value}, which another member has`,
          ...(fact.certainty === 'guess' ? { level: 'should' as const } : {}),
        }),
  )
}
