import type { ApiDocument, ApiParameter } from '../../../document/api-document.ts'
import { saysLeftOut, saysShownWith } from '../../../document/says/says-left-out.ts'
import { parsePointer, valueAt } from '../../../json/pointer.ts'
import type { Pointer, Resource } from '../../../resource/model.ts'
import { flatten } from '../../body/flatten-schema.ts'
import { operationWithId } from '../../body/paths.ts'
import { isStateOf } from '../../change/state-of-action.ts'
import { actionsOf } from '../../change/state-writes.ts'
import { updateTakes } from '../../change/update-takes.ts'
import { filterPlace } from '../../list/filter-place.ts'
import { FORMS } from '../../list/filter-words.ts'
import { wholeOf } from '../../list/filters-of.ts'
import { listedElsewhere } from '../../list/list-membership.ts'
import { isSuccess } from '../../session/exchange.ts'
import type { Member } from '../../session/member.ts'
import { NotVerified, unlessNotVerified } from '../../session/not-verified.ts'
import { type Problem, shouldUnless } from '../../session/problem.ts'
import type { Walk } from '../../walk/walk-list.ts'
import { all, creates, isPartial, lacking, lists, type Need } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'
import type { World } from '../../world/world.ts'

const hasDefaults: Need = (resource, _, document) =>
  defaultsOf(resource, document).length > 0
    ? { holds: true, certainty: 'sure' }
    : lacking('query parameter of the list with a default that chooses members')

/** A list without a parameter is the one with its default. Words such as "only with true" make it a must. */
export const queryDefaultsHold: Law = {
  id: 'query-defaults-hold',
  level: 'must',
  text: 'A list without a query parameter such as archived shows the members that it shows with the default of the parameter.',
  source: 'OpenAPI 3.1, section 4.8.12 (Parameter Object): the default of a query parameter',
  needs: all(creates, lists, hasDefaults),
  isRare: true,
  async check(world) {
    const members = await world.several()
    for (const parameter of defaultsOf(world.resource, world.document)) {
      const other = await unlessNotVerified(() => withOtherValue(parameter, members, world))
      await hold(parameter, { other, members }, world)
    }
  },
}

/** A query parameter that chooses members, and its default. */
interface Defaulted {
  readonly name: string
  readonly value: string | boolean
  readonly isStated: boolean
  /** True where the description says that members with another value are not shown. */
  readonly hidesOthers: boolean
}

/** The parameters that are sent, as a count. */
const MOST = 2

function defaultsOf({ list }: Resource, document: ApiDocument): readonly Defaulted[] {
  if (list === undefined) return []
  const { parameters, description: ofList } = operationWithId(document, list.operation)
  return parameters.flatMap((one) => defaultedIn(one, { schemas: document.schemas, ofList })).slice(0, MOST)
}

/** A flag or a listed value: a size, a place in the list and an order choose no members. */
function defaultedIn(
  { in: place, name, required, schema, description = '' }: ApiParameter,
  { schemas, ofList }: Pick<ApiDocument, 'schemas'> & { readonly ofList: string | undefined },
): readonly Defaulted[] {
  const { default: stated, 'x-default': said, enum: listed, type } = flatten(schema, schemas)
  const value = stated ?? said
  const isChoice = Array.isArray(listed) || [type].flat().includes('boolean')
  if (place !== 'query' || required || !isChoice || FORMS.test(name)) return []
  if (typeof value !== 'string' && typeof value !== 'boolean') return []
  const isOfList = value === false && saysLeftOut(ofList) && saysShownWith(name, ofList)
  const isStated = said !== undefined || WORDS.test(description) || isOfList
  return [{ name, value, isStated, hidesOthers: typeof value === 'boolean' && HIDES.test(description) }]
}

/** Words that say what a list without the parameter shows. */
const WORDS = /\bonly (?:with|if|when)\b|\bunless\b|\bby default\b|\bdefaults? (?:to|is)\b/i

/** `Archived flags are listed only with true`, and `Archived flags are not shown unless true`. */
const HIDES =
  /\b(?:are|is) (?:(?:listed|shown|included|returned|answered|found) only|only (?:listed|shown|included|returned|answered|found)) (?:with|if|when)\b|\bnot (?:listed|shown|included|returned|answered|found) unless\b/i

/** Sees to a member that the default leaves out: one of the run, else one after an action or an update. */
async function withOtherValue(
  { name, value }: Defaulted,
  members: readonly Member[],
  world: World,
): Promise<Member | undefined> {
  const wholes = members.map((one) => ({ one, whole: wholeOf(one, true, world) }))
  const at = filterPlace(name.replace(/^(?:include|with|show)[_-]?(?=\w)/i, ''), wholes[0]?.whole)
  if (at === undefined) return undefined
  const other = wholes.find(({ whole }) => isOther(valueAt(whole, at), value))
  if (other !== undefined) return other.one
  return (await acted(at, value, world)) ?? updated(at, value, world)
}

function isOther(found: unknown, value: string | boolean): boolean {
  return typeof found === typeof value && found !== value
}

/** A member after an action that is named after the property, such as `archive` beside `archived`. */
async function acted(at: Pointer, value: string | boolean, world: World): Promise<Member | undefined> {
  const property = parsePointer(at).at(-1) ?? ''
  const action = actionsOf(world.resource, world.model).find(
    ({ name, create }) =>
      create?.asks !== true && world.mayWrite(name) && (typeof value === 'string' || isStateOf(name, property)),
  )
  if (action === undefined) return undefined
  const member = await world.fresh()
  const { answer } = await world.create(await world.body({ resource: action, parent: member }))
  return isSuccess(answer) && isOther(valueAt(world.shown(await world.read(member)), at), value) ? member : undefined
}

/** A member after an update of a flag. */
async function updated(at: Pointer, value: string | boolean, world: World): Promise<Member | undefined> {
  const facts = world.resource.updates.find((one) => isPartial(one) && updateTakes(one, at, world))
  const [name, ...deeper] = parsePointer(at)
  if (facts === undefined || typeof value !== 'boolean' || name === undefined || deeper.length > 0) return undefined
  const member = await world.fresh()
  return isSuccess(await world.update(member, { [name]: !value }, { facts })) ? member : undefined
}

interface Holding {
  /** The member with another value than the default. */
  readonly other: Member | undefined
  readonly members: readonly Member[]
}

async function hold(parameter: Defaulted, { other, members }: Holding, world: World): Promise<void> {
  const { name, value, hidesOthers } = parameter
  const above = members[0]?.above ?? []
  const query = { [name]: String(value) }
  const walks = [await world.walk(above, { query }), await world.walk(above, { query: { [name]: undefined } })]
  const [asked, plain] = walks
  if (asked === undefined || plain === undefined || !walks.every(isWhole))
    throw new NotVerified('the list was not answered with all its pages')
  const keysIn = (walk: Walk): readonly string[] => walk.members.map((one) => keyIn(one, world)).toSorted()
  // One answer to everything shows one key at most.
  const shown = new Set(walks.flatMap(keysIn))
  const own = new Set(members.map((one) => one.own.join('/')).filter((key) => shown.has(key)))
  if (own.size < 2) throw new NotVerified('the list does not show two members of the run')
  if (other !== undefined && hidesOthers)
    world.expect(asked.last, listedElsewhere(asked.members, other, { where: `with ${name}=${String(value)}`, world }))
  const problem = problemOf(parameter, { asked: keysIn(asked), plain: keysIn(plain) }, world.itemsAt(plain.last))
  if (problem === undefined) return void world.expect(plain.last, [])
  // A member of others may have come or gone between the two.
  const again = await world.walk(above, { query })
  if (!isWhole(again) || keysIn(again).join('\n') !== keysIn(asked).join('\n'))
    throw new NotVerified('the list has changed between two looks at it')
  world.expect(plain.last, [problem])
}

function isWhole({ complete, last }: Walk): boolean {
  return complete && isSuccess(last)
}

function keyIn(member: unknown, world: World): string {
  const own = world.keysOf(member)
  if (own === undefined) throw new NotVerified('the list does not show the keys of its members')
  return own.join('/')
}

interface Looks {
  readonly asked: readonly string[]
  readonly plain: readonly string[]
}

function problemOf({ name, value, isStated }: Defaulted, { asked, plain }: Looks, at: string): Problem | undefined {
  const more = plain.find((key) => !asked.includes(key))
  const less = asked.find((key) => !plain.includes(key))
  if (more === undefined && less === undefined) return undefined
  const found = more === undefined ? `no member ${less ?? ''}` : `the member ${more} too`
  return {
    signature: `default-of-${name}`,
    message: `expected the members that the list shows with the default ${name}=${String(value)}, got ${found}`,
    at,
    expected: asked.length,
    actual: plain.length,
    ...shouldUnless(isStated),
  }
}
