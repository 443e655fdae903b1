import type { ApiDocument, DocumentSchema } from '../../../document/api-document.ts'
import { formatPointer, isObject, parsePointer } from '../../../json/pointer.ts'
import { mayTurnOrder } from '../../change/changed-part.ts'
import type { CreateRequest } from '../../world/create-request.ts'
import { memberIn, withMember } from '../../body/wrapped-member.ts'
import { type Answer, isRefusal, isSuccess } from '../../session/exchange.ts'
import { all, creates, showsOrActs } from '../../world/facts.ts'
import { kindsOf } from '../../world/kinds.ts'
import type { Law } from '../../world/law.ts'
import { NotVerified } from '../../session/not-verified.ts'
import { flatten } from '../../body/flatten-schema.ts'
import { withKeysOfSiblings } from '../../body/keys-of-siblings.ts'
import type { Problem } from '../../session/problem.ts'
import { schemaAt } from '../../body/schema-at.ts'
import { statusProblems } from '../../send/status-problem.ts'
import { mayBreakRule } from '../../refusal/rule-in-words.ts'
import type { World } from '../../world/world.ts'
import { inHalves } from '../../refusal/in-halves.ts'
import { isValidBy } from '../../body/validators.ts'
import { type Edge, edgesOf, MOST_ROUNDS, schemaOf } from '../../world/edges-of.ts'

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
      const send = async (part: readonly Edge[]): Promise<Outcome | undefined> => {
        const again = await world.body(kind)
        const isSame = base.own?.every((key, index) => key === again.own?.[index]) !== false
        return isSame || kinds.length === 1 ? outcomeOf(part, again, world) : undefined
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
