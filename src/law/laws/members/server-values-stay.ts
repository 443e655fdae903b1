import { formatPointer, isObject, parsePointer, valueAt, withValueAt } from '../../../json/pointer.ts'
import { short } from '../../compare/compare-member.ts'
import { leavesAt } from '../../body/places-in.ts'
import { flatten } from '../../body/flatten-schema.ts'
import { schemaAt } from '../../body/schema-at.ts'
import { isVersionName } from '../../compare/version-name.ts'
import { changedMember } from '../../change/changed-member.ts'
import { memberIn, withMember } from '../../body/wrapped-member.ts'
import { type Answer, isAbsent, isRefusal, isSuccess, isLater } from '../../session/exchange.ts'
import { all, makes, setsValues, shows } from '../../world/facts.ts'
import { isReadOnly } from '../../change/is-read-only.ts'
import { answerSchema } from '../../compare/answer-schema.ts'
import type { Law } from '../../world/law.ts'
import type { Member } from '../../session/member.ts'
import { NotVerified } from '../../session/not-verified.ts'
import { ownParameters } from '../../body/paths.ts'
import { plausibleValue } from '../../body/plausible-value.ts'
import { type Problem, shouldUnless } from '../../session/problem.ts'
import type { Pointer, UpdateFacts } from '../../../resource/model.ts'
import type { World } from '../../world/world.ts'
import { holdsWord } from '../../body/words.ts'
import { withOtherWords } from '../../world/with-other-words.ts'
import { takesChanges } from '../../../resource/takes-changes.ts'

/** A caller cannot set what only the server sets. */
export const serverValuesStay: Law = {
  id: 'server-values-stay',
  level: 'must',
  text: 'A value that a caller sends for a property that the server sets is refused, or is not stored.',
  source: 'JSON Schema 2020-12, Validation, section 9.4 (readOnly)',
  needs: all(makes, shows, setsValues),
  async check(world) {
    const member = await world.fresh()
    const before = world.shown(await world.read(member))
    const values = { ...otherValues(before, world), ...(await otherPlace(before, member, world)) }
    if (Object.keys(values).length === 0) throw new NotVerified('no property that the server sets is shown')
    let judged = await oneByOne(values, (some) => holdCreate(some, world))
    for (const facts of world.resource.updates) {
      if (takesChanges(facts)) continue
      const isJudged = await oneByOne(values, (some) => holdUpdate(some, { member, facts }, world))
      judged ||= isJudged
    }
    if (!judged) throw new NotVerified('no write takes such a value, and no read shows one')
  },
}

/** Values by their places in a member. */
type Values = Readonly<Record<Pointer, unknown>>

/** The outcome of a write. `unsent`: nothing to judge. */
type Outcome = 'unsent' | 'refused' | 'judged'

/** The values that are sent alone where a write with all of them is refused, as a count. */
const MOST_ALONE = 6

/** Sends all values, and where they are refused together, each of them alone. Returns false where nothing was judged. */
async function oneByOne(values: Values, send: (some: Values) => Promise<Outcome>): Promise<boolean> {
  const outcome = await send(values)
  const each = Object.entries(values)
  if (outcome !== 'refused' || each.length < 2) return outcome !== 'unsent'
  for (const [at, value] of each.slice(0, MOST_ALONE)) await send({ [at]: value })
  return true
}

/** Another value of the same form for each property that the server sets, but for keys, and for versions: a write with another one is stale. */
function otherValues(before: unknown, world: World): Values {
  const { resource, document } = world
  const schema = answerSchema(world)
  const keys = new Set(ownParameters(resource).map(({ pointer }) => pointer))
  const places = resource.server
    .filter((pointer) => !keys.has(pointer))
    .flatMap((pointer) => leavesAt(pointer, schema ?? true, document.schemas))
  return Object.fromEntries(
    places.flatMap((pointer): [Pointer, unknown][] => {
      const old = valueAt(before, pointer)
      const own = schema === undefined ? undefined : schemaAt(schema, pointer, document.schemas)
      const isVersion = isVersionName(parsePointer(pointer).at(-1) ?? '', typeof old === 'number')
      if (own === undefined || isVersion || (old === undefined && !isReadOnly(pointer, world))) return []
      const made = [VARIANT, VARIANT + 1].map((variant) =>
        plausibleValue(own, { schemas: document.schemas, word: world.word, variant }),
      )
      const value = made.find((one) => isTelling(one) && JSON.stringify(one) !== JSON.stringify(old))
      return value === undefined ? [] : [[pointer, value]]
    }),
  )
}

/** The key of another parent for the property that names the parent: a member that moves there goes with it. */
async function otherPlace(before: unknown, member: Member, world: World): Promise<Values> {
  const key = member.above.at(-1)
  const names = world.resource.server.flatMap((pointer) => parsePointer(pointer).slice(0, 1))
  const name = names.find((one) => isObject(before) && key !== undefined && String(before[one]) === key)
  if (name === undefined || member.parent === undefined) return {}
  const other = (await world.otherParent(member)).own.at(-1)
  const isNumber = isObject(before) && typeof before[name] === 'number'
  return other === undefined ? {} : { [formatPointer([name])]: isNumber ? Number(other) : other }
}

/** Sets numbers and dates far apart from those that a server counts. */
const VARIANT = 77_310

/** A list or an object without a word of the run may as well be that of the server. */
function isTelling(value: unknown): boolean {
  if (typeof value === 'object') return holdsWord(value)
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
}

async function holdCreate(values: Values, world: World): Promise<Outcome> {
  const { resource } = world
  if (resource.create === undefined) return 'unsent'
  const asked = await world.body()
  const member = memberIn(asked.body, resource)
  if (!isObject(member)) return 'unsent'
  const bodyWith = (some: Values): unknown => withMember(asked.body, withValues(member, some), resource)
  const { answer, member: created } = await world.create({ ...asked, body: bodyWith(values) })
  if (isLater(answer)) return 'unsent'
  if (created === undefined) {
    world.expect(answer, [])
    return isRefusal(answer) ? 'refused' : 'unsent'
  }
  const again = async (other: Values): Promise<Answer | undefined> => {
    const next = await world.create({ ...asked, body: withOtherWords(bodyWith(other), world) })
    return next.member === undefined ? undefined : world.read(next.member)
  }
  return (await expectOwn(created, { values, again }, world)) ? 'judged' : 'unsent'
}

async function holdUpdate(
  values: Values,
  { member, facts }: { readonly member: Member; readonly facts: UpdateFacts },
  world: World,
): Promise<Outcome> {
  const changed = changedMember({ member, facts }, world)
  if (changed === undefined) return 'unsent'
  const answer = await world.update(member, withValues(changed, values), { facts })
  if (isLater(answer)) return 'unsent'
  const again = async (other: Values): Promise<Answer | undefined> => {
    const next = await world.update(member, withValues(changed, other), { facts })
    return isSuccess(next) && !isLater(next) ? world.read(member) : undefined
  }
  if (isSuccess(answer)) return (await expectOwn(member, { values, again }, world)) ? 'judged' : 'unsent'
  world.expect(answer, [])
  return isRefusal(answer) ? 'refused' : 'unsent'
}

/** A member with values in their places. */
function withValues(member: unknown, values: Values): unknown {
  return Object.entries(values).reduce((whole, [at, value]) => withValueAt(whole, at, value), member)
}

/** The body of a write, and the read after the same write with other values. Undefined where that write was not accepted. */
interface Sent {
  readonly values: Values
  readonly again: (other: Values) => Promise<Answer | undefined>
}

/** Returns false where no read shows one of the values. */
async function expectOwn(member: Member, { values, again }: Sent, world: World): Promise<boolean> {
  const answer = await world.read(member)
  const shown = world.shown(answer)
  if (isAbsent(answer)) {
    world.expect(answer, [lostWith(values, { answer, member, world })])
    return true
  }
  const isShown = isObject(shown) && Object.keys(values).some((at) => valueAt(shown, at) !== undefined)
  if (!isSuccess(answer) || !isShown) return false
  const taken = Object.keys(values).filter((at) => isTaken(valueAt(shown, at), values[at]))
  const worked = await workedOut(taken, { values, again }, world)
  world.expect(answer, takenOf(values, { at: taken.filter((at) => !worked.includes(at)), world }))
  return true
}

/** The taken flags and listed values that the same write shows again where it has another one: the server works them out of the others. */
async function workedOut(
  taken: readonly Pointer[],
  { values, again }: Sent,
  world: World,
): Promise<readonly Pointer[]> {
  const others = taken.flatMap((at): [Pointer, unknown][] => {
    const other = otherListed(at, values[at], world)
    return other === undefined ? [] : [[at, other]]
  })
  if (others.length === 0) return []
  const next = await again({ ...values, ...Object.fromEntries(others) })
  if (next === undefined || !isSuccess(next)) return []
  const shown = world.shown(next)
  return others.flatMap(([at, other]) => (isTaken(valueAt(shown, at), other) ? [] : [at]))
}

/** Another flag, or another one of the listed values. Undefined for a value that a server does not come to by chance. */
function otherListed(at: Pointer, value: unknown, world: World): unknown {
  if (typeof value === 'boolean') return !value
  const schema = schemaAt(answerSchema(world) ?? true, at, world.document.schemas)
  const { enum: listed } = flatten(schema ?? true, world.document.schemas)
  return Array.isArray(listed) ? (listed as unknown[]).find((one) => one !== value && one !== null) : undefined
}

/** A write that is accepted leaves its member where it is. */
function lostWith(
  values: Values,
  {
    answer: { status },
    member: { own },
    world,
  }: { readonly answer: Answer; readonly member: Member; readonly world: World },
): Problem {
  return {
    signature: 'lost',
    message: `expected the member ${own.join('/')} after a write with ${namesOf(values)}, got ${status}`,
    at: 'status',
    expected: '2xx',
    actual: status,
    ...shouldUnless(Object.keys(values).every((at) => isReadOnly(at, world))),
  }
}

function takenOf(
  values: Values,
  { at, world }: { readonly at: readonly Pointer[]; readonly world: World },
): readonly Problem[] {
  return at.map((pointer) => ({
    signature: 'taken',
    message: `expected ${pointer} to be set by the server alone, got ${short(values[pointer])} as a caller sent it`,
    at: `body#${world.resource.wrap?.value.answer ?? ''}${pointer}`,
    expected: 'a value of the server',
    actual: values[pointer],
    ...shouldUnless(isReadOnly(pointer, world) && !mayTurn(pointer, values[pointer])),
  }))
}

/** True for a flag or a word of a state within an object such as `status`: the server may have moved on to it by itself. */
function mayTurn(at: Pointer, value: unknown): boolean {
  return parsePointer(at).length > 1 && typeof value !== 'number' && !holdsWord(value)
}

/** The names of properties, as messages show them. */
function namesOf(values: Values): string {
  return Object.keys(values)
    .map((at) => at.slice(1))
    .join(', ')
}

/** The same value; a date may be shown in another form. */
function isTaken(shown: unknown, sent: unknown): boolean {
  if (JSON.stringify(shown) === JSON.stringify(sent)) return true
  const isDate = typeof sent === 'string' && /^\d{4}-\d\d-\d\dT/.test(sent) && typeof shown === 'string'
  return isDate && Date.parse(shown) === Date.parse(sent)
}
