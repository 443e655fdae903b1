import { isSchemaError } from '../../../generate/errors.ts'
import { boundaryValues, type BoundaryValue } from '../../../generate/boundary-values.ts'
import type { ApiDocument, DocumentSchema } from '../../../document/api-document.ts'
import { formatPointer, isObject, parsePointer } from '../../../json/pointer.ts'
import { alternativesOf } from '../../body/alternatives.ts'
import { bodyOfKey } from '../../body/body-of-key.ts'
import { mayTurnOrder } from '../../change/changed-part.ts'
import type { CreateRequest } from '../../world/create-request.ts'
import { memberIn, withMember } from '../../body/wrapped-member.ts'
import { type Answer, isRefusal, isSuccess } from '../../session/exchange.ts'
import { all, creates, showsOrActs } from '../../world/facts.ts'
import { kindsOf } from '../../world/kinds.ts'
import type { Law } from '../../world/law.ts'
import { NotVerified } from '../../session/not-verified.ts'
import { breaksNumber } from '../../body/breaks-number.ts'
import { flatten } from '../../body/flatten-schema.ts'
import { withKeysOfSiblings } from '../../body/keys-of-siblings.ts'
import { type BodyContent, isForm } from '../../body/request-body.ts'
import { plausibleValue } from '../../body/plausible-value.ts'
import { formOfName } from '../../body/plausible-text.ts'
import type { Problem } from '../../session/problem.ts'
import { refersToOthers } from '../../body/refers-to-others.ts'
import { scopePlaces } from '../../body/scope-places.ts'
import { schemaAt } from '../../body/schema-at.ts'
import { secretPointers } from '../../send/secrets-of.ts'
import { statusProblems } from '../../send/status-problem.ts'
import { onceASchema } from '../../body/once-a-schema.ts'
import { withoutServerSet } from '../../body/without-server-set.ts'
import { mayBreakRule } from '../../refusal/rule-in-words.ts'
import type { World } from '../../world/world.ts'
import { inHalves } from '../../refusal/in-halves.ts'
import { repeatsUnique } from '../../world/repeated-items.ts'
import { isSurelyValidBy, isValidBy } from '../../body/validators.ts'

/** The rounds that are sent, and the boundaries that are looked at, as counts. */
const MOST_ROUNDS = 5
const MOST_SEEN = 300

/** Values at the bounds that the document states are accepted, and come back. */
export const boundaryValuesComeBack: Law = {
  id: 'boundary-values-come-back',
  level: 'must',
  text: 'Values at the bounds of the schema are accepted, and are read as they were sent.',
  source: 'OpenAPI 3.1, section 4.8.24 (Schema Object)',
  needs: all(creates, showsOrActs),
  async check(world) {
    const outcomes: Outcome[] = []
    const kinds = kindsOf(world)
    for (let round = 0; round < Math.max(MOST_ROUNDS, kinds.length); round += 1) {
      const kind = { variant: kinds[round % kinds.length] ?? 0 }
      const base = await world.body(kind)
      const edges = edgesOf(base, world)[Math.floor(round / kinds.length)]
      if (edges === undefined) continue
      // Edges of several properties go together; where they are refused, one by one.
      const together = await outcomeOf(edges, base, world)
      outcomes.push(together)
      if (together !== 'refused') continue
      // The edges are those of one kind of member.
      const next = async (): Promise<CreateRequest | undefined> => {
        const again = await world.body(kind)
        const isSame = base.own?.every((key, index) => key === again.own?.[index]) !== false
        return isSame || kinds.length === 1 ? again : undefined
      }
      const send = async (part: readonly Edge[]): Promise<Outcome | undefined> => {
        const again = await next()
        return again === undefined ? undefined : outcomeOf(part, again, world)
      }
      outcomes.push(...(await inHalves(edges.toSorted(nullFirst), send, MOST_TRIES)))
    }
    if (outcomes.length === 0) throw new NotVerified('the document states no bounds')
    if (!outcomes.includes('judged')) throw new NotVerified('no value at a bound was accepted or refused by itself')
  },
}

/** The creates by which edges that are refused together are told from the others, as a count. */
const MOST_TRIES = 7

/** Servers refuse a null that the document allows more often than other edges. */
function nullFirst({ value: one }: Edge, { value: other }: Edge): number {
  return Number(other === null) - Number(one === null)
}

/** conflict: another member has the value, which says nothing about its validity. unfit: the value does not go with the member. */
type Outcome = 'judged' | 'refused' | 'conflict' | 'unfit'

async function outcomeOf(edges: readonly Edge[], base: CreateRequest, world: World): Promise<Outcome> {
  const member = memberIn(base.body, world.resource)
  if (!isObject(member)) throw new NotVerified('the member is no object')
  const part = Object.fromEntries(edges.map(({ name, value }) => [name, value]))
  const inner = schemaAt(schemaOf(base, world), world.resource.wrap?.value.request ?? '', world.document.schemas)
  const whole = withKeysOfSiblings({ ...member, ...part }, inner ?? true, world.document)
  const body = withMember(base.body, whole, world.resource)
  // A value of another alternative than that of the member keeps to no schema.
  if (!isValidBy(body, schemaOf(base, world), world.validators)) return edges.length > 1 ? 'refused' : 'unfit'
  const { answer, member: created } = await world.create({ ...base, body })
  if (edges.length > 1 && isRefusal(answer)) return 'refused'
  if (answer.status === 409 || (isRefusal(answer) && TAKEN.test(answer.text))) return 'conflict'
  if (isRefusal(answer) && (AGREES.test(answer.text) || mayBreakRule({ answer, body }, world))) return 'unfit'
  if (isRefusal(answer) && (areDates(edges, member) || (await saysNothing(edges, base, world)))) return 'unfit'
  const what = `a create with ${edges.map(({ rule }) => rule).join(', ')}`
  world.expect(answer, statusProblems(answer, ['2xx'], { what, level: 'should' }))
  if (world.resource.read === undefined && world.resource.list === undefined) return 'judged'
  const there = await world.arrived({ answer, member: created })
  if (isRefusal(answer) || there === undefined) return 'judged'
  const shown = await world.read(there)
  if (isSuccess(shown)) world.expect(shown, problemsOf(part, shown, { base, world }))
  return 'judged'
}

/** The values that came back as others, but for empty texts that stand for none. */
function problemsOf(
  part: unknown,
  shown: Answer,
  { base, world }: { readonly base: CreateRequest; readonly world: World },
): readonly Problem[] {
  const inner = world.resource.wrap?.value.request ?? ''
  const schema = schemaAt(schemaOf(base, world), inner, world.document.schemas) ?? true
  const removesEmpty = ({ expected, at }: Problem): boolean =>
    expected === '' && isWithinEmptied(at.split('#')[1] ?? '', schema, world.document.schemas)
  return world
    .shows(part, shown)
    .filter((problem) => isNoEmptied(problem) && !removesEmpty(problem))
    .map(asDefault)
}

/** True for a place within a map of which a description says that an empty value removes an entry. */
function isWithinEmptied(at: string, schema: DocumentSchema, schemas: ApiDocument['schemas']): boolean {
  const path = parsePointer(at)
  return path.some((_, index) => {
    const around = schemaAt(schema, formatPointer(path.slice(0, index)), schemas)
    return around !== undefined && flatten(around, schemas)['x-empty-removes'] === true
  })
}

/** The words of a refusal of a value that another member has: the shortest text may have been sent before. */
const TAKEN = /\balready (?:exists|in use|taken|used|registered)\b|\bexists already\b|\bduplicate\b/i

/** The words of a refusal of two values together: each of them alone may be right. */
const AGREES =
  /\b(?:do(?:es)? not agree|incompatible|not compatible|cannot be combined|used together|conflicts? with)\b/i

/** True for a refusal that says nothing of a bound: of an empty text, which documents seldom forbid, or of the plain body too. */
async function saysNothing(edges: readonly Edge[], base: CreateRequest, world: World): Promise<boolean> {
  return edges.every(({ value }) => hasEmptyText(value)) || isRefusal((await world.create(base)).answer)
}

/** True for dates beside another date of the member, which may have an order, as the days of a stay. */
function areDates(edges: readonly Edge[], member: unknown): boolean {
  return edges.every(({ name, value }) => typeof value === 'string' && mayTurnOrder({ [name]: value }, member))
}

function hasEmptyText(value: unknown): boolean {
  return value === '' || (typeof value === 'object' && value !== null && Object.values(value).some(hasEmptyText))
}

/** Many frameworks read an empty text as null, where the property may be null. The answer is held to its schema elsewhere. */
function isNoEmptied({ expected, actual }: Problem): boolean {
  return expected !== '' || actual !== null
}

/** Zero, the empty text and the empty list may stand for no value. A server then shows its default in their place. */
function asDefault(problem: Problem): Problem {
  const { expected } = problem
  const isBlank = expected === 0 || expected === '' || (Array.isArray(expected) && expected.length === 0)
  return isBlank ? { ...problem, level: 'should' } : problem
}

interface Edge {
  readonly name: string
  readonly value: unknown
  readonly rule: string
}

/** Valid edges of top-level properties: the other properties stay plausible. */
function edgesOf(base: CreateRequest, world: World): readonly (readonly Edge[])[] {
  const { resource, document } = world
  const schema = schemaOf(base, world)
  const prefix = resource.wrap?.value.request ?? ''
  // A key that nothing has is refused for a good reason, also within a list.
  const scoped = scopePlaces(memberIn(base.body, resource), world.model.scopes).keys()
  const named = [...Object.keys(resource.refers), ...scoped].map((pointer) =>
    formatPointer(parsePointer(pointer).slice(0, 1)),
  )
  const apart = new Set([...secretPointers(resource), ...Object.values(resource.key.address?.value ?? {}), ...named])
  const edges: Edge[] = []
  for (const { name: rule, value: whole, valid } of valuesSeen(schema, document.schemas)) {
    const [name = ''] = rule.split(`at ${prefix}/`)[1]?.split('/') ?? []
    const member = memberIn(whole, resource)
    if (!valid || name === '' || !isObject(member) || member[name] === undefined || isOdd(member[name])) continue
    const own = schemaAt(schema, `${prefix}/${name}`, document.schemas) ?? true
    const { format, 'x-unlisted-null': isUnlisted = false } = flatten(own, document.schemas)
    // A form has no null: an empty field may be an empty text as well.
    if (member[name] === null && (isUnlisted === true || isForm(contentTypeOf(base, world)))) continue
    if (isJoined(flatten(own, document.schemas)) && hasEqualItems(member[name])) continue
    if (repeatsUnique(member[name], own, document.schemas)) continue
    if (typeof member[name] === 'string' && breaksForm(member[name], { name, format })) continue
    const means = { schemas: document.schemas, validators: world.validators }
    if (typeof member[name] === 'string' && breaksNumber(member[name], own, means)) continue
    if (apart.has(`/${name}`) || refersToOthers(name, {}) || /^(?:with|without)/.test(rule)) continue
    const value = withoutServerSet(member[name], own, document.schemas)
    if (edges.some((one) => one.name === name && JSON.stringify(one.value) === JSON.stringify(value))) continue
    edges.push({ name, value, rule })
  }
  return spread([...fractionsOf(base, apart, world), ...edges])
}

/** True for a list of which a description says that equal items become one. */
function isJoined({ 'x-stored-list': stored }: Readonly<Record<string, unknown>>): boolean {
  return isObject(stored) && stored['isJoined'] === true
}

function hasEqualItems(value: unknown): boolean {
  return Array.isArray(value) && new Set(value.map((item) => JSON.stringify(item))).size < value.length
}

/** True for a date in the year 0, which few languages have, and for a map with an empty name: documents seldom mean them. */
function isOdd(value: unknown): boolean {
  if (typeof value === 'string') return /^0000-\d\d-\d\d/.test(value)
  if (Array.isArray(value)) return value.some(isOdd)
  return isObject(value) && Object.entries(value).some(([name, one]) => name === '' || isOdd(one))
}

/** True for a text whose name, such as `email`, asks for a form that the schema leaves out, and for a decimal number without digits. */
function breaksForm(text: string, { name, format }: { readonly name: string; readonly format: unknown }): boolean {
  return formOfName(name) !== '' || (format === 'decimal' && !/^-?(?:0|[1-9]\d*)(?:\.\d+)?$/.test(text))
}

const alternatives = onceASchema((schema, schemas) =>
  alternativesOf(schema as DocumentSchema, schemas as ApiDocument['schemas']),
)

/** The schema of a body: of several alternatives, the one that it keeps to. A body has no values of others. */
function schemaOf(request: CreateRequest, world: World): DocumentSchema {
  const { document, validators } = world
  const { body } = request
  const whole = contentFor(request, world)?.schema ?? true
  const kept = alternatives(whole, document.schemas).filter((one) => isSurelyValidBy(body, one, validators))
  return kept.length === 1 ? (kept[0] ?? whole) : whole
}

function contentTypeOf(request: CreateRequest, world: World): string {
  return contentFor(request, world)?.media ?? ''
}

function contentFor({ own = [] }: CreateRequest, world: World): BodyContent | undefined {
  const { resource, document } = world
  return bodyOfKey(world.operation(resource.create?.operation ?? ''), { resource, document, own })
}

/** A number that is no integer, for each property that takes one, and for those within an object. */
function fractionsOf(base: CreateRequest, apart: ReadonlySet<string>, world: World): readonly Edge[] {
  const { schemas } = world.document
  const inner = world.resource.wrap?.value.request ?? ''
  const { properties } = flatten(schemaAt(schemaOf(base, world), inner, schemas) ?? true, schemas)
  return Object.entries(isObject(properties) ? properties : {}).flatMap(([name, property]): readonly Edge[] => {
    if (apart.has(`/${name}`)) return []
    const schema = flatten(property as DocumentSchema, schemas)
    const own = fractionFor(schema)
    if (own !== undefined) return [{ name, value: own, rule: `a fraction at /${name}` }]
    const within = Object.entries(isObject(schema['properties']) ? schema['properties'] : {}).flatMap(([part, one]) => {
      const value = fractionFor(flatten(one as DocumentSchema, schemas))
      return value === undefined ? [] : [[part, value] as const]
    })
    const whole = plausibleValue(property as DocumentSchema, { schemas, word: world.word, variant: 0 })
    if (within.length === 0 || !isObject(whole)) return []
    return [{ name, value: { ...whole, ...Object.fromEntries(within) }, rule: `fractions at /${name}` }]
  })
}

/** Undefined for a schema that takes no number, or only some. */
function fractionFor({ type, minimum, maximum, ...own }: Readonly<Record<string, unknown>>): number | undefined {
  const isOpen = ['multipleOf', 'enum', 'const'].every((keyword) => !(keyword in own))
  if (type !== 'number' || !isOpen) return undefined
  const value = Math.ceil(typeof minimum === 'number' ? minimum : 0) + 1.5
  return typeof maximum === 'number' && value > maximum ? undefined : value
}

/** The first boundary values of a schema. */
const valuesSeen = onceASchema((schema, schemas): readonly BoundaryValue[] => {
  const seen: BoundaryValue[] = []
  try {
    for (const value of boundaryValues(schema, { schemas })) {
      if (seen.length === MOST_SEEN) break
      seen.push(value)
    }
  } catch (error) {
    if (!isSchemaError(error)) throw error
  }
  return seen
})

/** The edges in rounds of one edge of each property. */
function spread(edges: readonly Edge[]): readonly (readonly Edge[])[] {
  const names = [...new Set(edges.map(({ name }) => name))]
  const queues = names.map((name) => edges.filter((one) => one.name === name))
  const longest = Math.max(0, ...queues.map(({ length }) => length))
  return Array.from({ length: Math.min(longest, MOST_ROUNDS) }, (_, round) =>
    queues.flatMap((queue) => queue[round] ?? []),
  )
}
