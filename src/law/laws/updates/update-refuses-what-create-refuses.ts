import { isObject, parsePointer, valueAt } from '../../../json/pointer.ts'
import type { DocumentSchema } from '../../../document/api-document.ts'
import type { UpdateFacts } from '../../../resource/model.ts'
import { documentsRefusal } from '../../body/documents-refusal.ts'
import { flatten } from '../../body/flatten-schema.ts'
import { ownParameters } from '../../body/paths.ts'
import { memberIn } from '../../body/wrapped-member.ts'
import { isWord } from '../../body/words.ts'
import { updateTakes } from '../../change/update-takes.ts'
import { short } from '../../compare/compare-member.ts'
import { type MemberChange, createWith } from '../../world/create-with.ts'
import { mustLeadSomewhere } from '../../refusal/evidence-of-references.ts'
import { withUnknownReference } from '../../refusal/unknown-reference.ts'
import { isSuccess, isLater } from '../../session/exchange.ts'
import type { Member } from '../../session/member.ts'
import { NotVerified } from '../../session/not-verified.ts'
import type { RefusedValue } from '../../session/makings.ts'
import { acceptedProblems } from '../../send/status-problem.ts'
import { all, creates, isPartial, updates, shows } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'
import { memberSchema } from '../../world/optional-properties.ts'
import type { World } from '../../world/world.ts'
import { takesChanges } from '../../../resource/takes-changes.ts'
import { isValidBy } from '../../body/validators.ts'

/** An update refuses the values that a create refuses. No words are needed: the answers to creates tell. */
export const updateRefusesWhatCreateRefuses: Law = {
  id: 'update-refuses-what-create-refuses',
  level: 'must',
  text: 'An update with a value for which a create was refused, and without which the create is accepted, is refused with a 4xx status, or does not store the value.',
  source: 'the answers to creates: what a property refuses',
  needs: all(creates, shows, updates),
  async check(world) {
    const astray = await astrayIn(world)
    // Laws about schemas break most places of an update: without a reference, a longer run alone tries the others.
    if (astray.length === 0 && world.runs === undefined) throw new NotVerified(NONE)
    const found = [...astray, ...(await blankIn(world))]
    let judged = 0
    for (const facts of world.resource.updates.filter((one) => !takesChanges(one)))
      judged += await holdUpdate(facts, [...found, ...unbrokenIn(facts, world)], world)
    if (judged === 0) throw new NotVerified(NONE)
  },
}

const NONE = 'creates have refused no reference that an update takes'

/** The values that creates have refused, of properties that no other law has broken in the update. The schema of the update forbids them too. */
function unbrokenIn(facts: UpdateFacts, world: World): readonly RefusedValue[] {
  const { refused, updated } = world.tried()
  const { properties } = memberSchema(facts, world)
  const isForbidden = ({ name, value }: RefusedValue): boolean => {
    const own = isObject(properties) ? (properties[name] as DocumentSchema | undefined) : undefined
    return own !== undefined && !isValidBy(value, own, world.validators)
  }
  const open = refused.filter((one) => !updated.has(`${facts.operation} ${one.name}`) && isForbidden(one))
  return open.filter(({ name }, index) => open.findIndex((one) => one.name === name) === index).slice(0, BROKEN)
}

/** The most values that break the schema of a create, and that an update is tried with, as a count. */
const BROKEN = 2

/** The most values of an update that are tried, as a count. */
const MOST = 8

/** Returns the count of what was judged. */
async function holdUpdate(facts: UpdateFacts, values: readonly RefusedValue[], world: World): Promise<number> {
  const open = values.filter(({ name }) => updateTakes(facts, `/${name}`, world) && !stays(name, world))
  if (open.length === 0) return 0
  let member = await world.fresh()
  let judged = 0
  for (const wrong of open.slice(0, MOST)) {
    const isStored = await hold({ wrong, facts, member }, world)
    if (isStored === undefined) continue
    judged += 1
    if (isStored) member = await world.fresh()
  }
  return judged
}

interface Updating {
  readonly wrong: RefusedValue
  readonly facts: UpdateFacts
  readonly member: Member
}

/** Returns whether the value is stored. Undefined where the update is not judged. */
async function hold({ wrong, facts, member }: Updating, world: World): Promise<boolean | undefined> {
  const { name, value, what } = wrong
  const right = bodyOf({ facts, member, name }, world)
  if (right === undefined) return undefined
  const answer = await world.update(member, { ...right, [name]: value }, { facts })
  if (isLater(answer)) return undefined
  const after = isSuccess(answer) ? await world.read(member) : undefined
  // An update may ignore a property.
  const isStored = after !== undefined && isSuccess(after) && isSame(value, valueOf(world.shown(after), name))
  if (isSuccess(answer) && !isStored) return false
  const level = documentsRefusal(world.operation(facts.operation)) ? undefined : ('should' as const)
  world.expect(
    answer,
    acceptedProblems(answer, { what: `${what}, as the create refuses it`, rule: `at-${name}`, level }),
  )
  return isStored
}

/** The body of an update, which sets what the member has. One that merges sets the property alone. Undefined where the document does not allow it. */
function bodyOf(
  { facts, member: { sent }, name }: Omit<Updating, 'wrong'> & { readonly name: string },
  world: World,
): Readonly<Record<string, unknown>> | undefined {
  if (!isObject(sent)) return undefined
  if (isPartial(facts)) return {}
  const { properties } = memberSchema(facts, world)
  if (!isObject(properties)) return sent
  return Object.fromEntries(Object.entries(sent).filter(([one]) => Object.hasOwn(properties, one) || one === name))
}

function valueOf(shown: unknown, name: string): unknown {
  return isObject(shown) ? shown[name] : undefined
}

function isSame(sent: unknown, shown: unknown): boolean {
  return shown !== undefined && JSON.stringify(sent) === JSON.stringify(shown)
}

/** True for a key, and for a property that an update keeps as it is. */
function stays(name: string, world: World): boolean {
  const { resource, document, operation } = world
  if (ownParameters(resource).some(({ pointer }) => pointer === `/${name}`)) return true
  const schemas = [memberSchemaOfCreate(world), ...resource.updates.map((facts) => memberSchema(facts, world))]
  return (
    schemas.some(({ properties }) => {
      const own = isObject(properties) ? properties[name] : undefined
      return own !== undefined && flatten(own as Parameters<typeof flatten>[0], document.schemas)['x-kept'] === true
    }) || operation(resource.create?.operation ?? '').body === undefined
  )
}

function memberSchemaOfCreate(world: World): Readonly<Record<string, unknown>> {
  const { create } = world.resource
  return create === undefined ? {} : memberSchema({ operation: create.operation, media: create.media ?? '' }, world)
}

/** The references that lead nowhere, and that a create refuses. Those of which the document speaks have a law of their own. */
async function astrayIn(world: World): Promise<readonly RefusedValue[]> {
  const { resource, model } = world
  const told = new Set(mustLeadSomewhere(resource, world).map(({ pointer }) => pointer))
  const found: RefusedValue[] = []
  for (const [pointer, { value }] of Object.entries(resource.refers)) {
    const to = model.resources[value]
    const [name] = parsePointer(pointer)
    if (to === undefined || name === undefined || told.has(pointer)) continue
    const refused = await refusedBy(
      (member, isValid) => withUnknownReference(member, { pointer, to }, { world, isValid }),
      world,
    )
    const at = valueOf(refused, name)
    if (at === undefined) continue
    const key = valueAt(refused, pointer.replaceAll('/*', '/0'))
    found.push({ name, value: at, what: `the key ${short(key)} at ${pointer}, which no ${to.name} has` })
  }
  return found
}

/** The most texts that are sent as spaces alone, as a count. */
const BLANKS = 1

/** Texts of spaces alone that the document allows, and that a create refuses. */
async function blankIn(world: World): Promise<readonly RefusedValue[]> {
  const asked = await world.body()
  const member = memberIn(asked.body, world.resource)
  const names = Object.entries(isObject(member) ? member : {}).flatMap(([name, value]) =>
    isWord(value) && !stays(name, world) ? [name] : [],
  )
  const found: RefusedValue[] = []
  for (const name of names.slice(0, BLANKS)) {
    const refused = await refusedBy((one, isValid) => {
      const blank = isObject(one) ? { ...one, [name]: BLANK } : undefined
      return blank !== undefined && isValid(blank) ? blank : undefined
    }, world)
    if (refused !== undefined) found.push({ name, value: BLANK, what: `spaces alone at /${name}` })
  }
  return found
}

const BLANK = '   '

/** The changed member where a create of it is refused. The fresh member of an update shows that a create without the change is accepted. */
async function refusedBy(change: MemberChange, world: World): Promise<unknown> {
  const made = await createWith(change, world)
  return made !== undefined && [400, 404, 409, 422].includes(made.created.answer.status) ? made.sent : undefined
}
