import { responseFor } from '../../contract/response-for.ts'
import { variantOf } from '../../contract/keys.ts'
import type { SchemaError, Validate } from '../../contract/validators.ts'
import { type AssertionKind, brief, MOST_PROBLEMS, type Problem } from '../assertion-kind.ts'
import { notJson } from '../reading/not-json.ts'
import { type ShownMember, membersIn } from '../reading/members.ts'
import { perObservation } from '../reading/per-observation.ts'
import type { Observation } from '../observation.ts'
import { formatPointer, isObject, valueAt } from '../../json/pointer.ts'

/**
 * The body matches a schema. `documented`: the schema of the operation for the status. `closed`: the documented schema without undeclared
 * properties other than nulls. Any other word names a schema of the contract.
 */
export const schema: AssertionKind<string> = {
  name: 'schema',
  symptom: true,
  schema: { type: 'string', minLength: 1, description: 'documented, closed, or the name of a schema of the contract' },
  applies: (expected, observation) =>
    schemaFor(expected, observation) !== undefined &&
    !isOpen(expected, observation) &&
    (expected !== 'closed' || observation.response.json.ok),
  check(expected, observation) {
    const name = schemaFor(expected, observation)
    if (name === undefined || isOpen(expected, observation)) return []
    if (!observation.response.json.ok)
      return expected === 'closed' ? [] : [notJson(observation.response, observation.response.json.reason)]
    const isDocumented = expected === 'documented' || expected === 'closed'
    const { document, errors } = isDocumented ? documentedErrors(observation) : errorsOf(name, observation)
    if (expected !== 'closed') {
      const violations = errors.filter((error) => !wasReset(error, observation))
      return problems(violations, observation)
    }
    // The expectation `documented` reports violations of the open schema.
    const reported = new Set(errors.map(place))
    const undeclared = observation
      .validators(
        name,
        true,
      )(document)
      .filter((error) => !reported.has(place(error)))
    return problems(undeclared, observation)
  },
  explain(expected) {
    if (expected === 'documented') return 'a body of the schema that the operation documents for this status'
    return expected === 'closed'
      ? 'a body that holds only what its schema declares, or nulls'
      : `a body of the schema ${expected}`
  },
  details: (expected, { schemas }) =>
    Object.hasOwn(schemas, expected) ? JSON.stringify(schemas[expected], undefined, 2).split('\n') : [],
  verify: (expected, contract) =>
    ['documented', 'closed'].includes(expected) || Object.hasOwn(contract.schemas, expected) ? [] : [expected],
}

interface Judged {
  /** The judged part of the document. */
  readonly document: unknown
  /** The violations of the schema, with undeclared properties allowed. */
  readonly errors: readonly SchemaError[]
}

/** The expectations `documented` and `closed` share the result. */
const documentedErrors = perObservation((observation): Judged => {
  const name = schemaFor('documented', observation)
  return name === undefined ? { document: undefined, errors: [] } : errorsOf(name, observation)
})

function errorsOf(name: string, { response, validators }: Observation): Judged {
  const validate = validators(name)
  const document = judgedPart(response.document, validate)
  return { document, errors: validate(document) }
}

/** The most items of a list that are validated. */
const MOST_ITEMS = 1_000
/** The items that are validated first: the time of a validator grows with the square of its errors. */
const FIRST_ITEMS = 50

/** The document with short lists: the first items of each list where these have errors already. */
function judgedPart(document: unknown, validate: Validate): unknown {
  const first = shortened(document, FIRST_ITEMS)
  const isEnough = first === document || validate(first).some(({ keyword }) => !OF_WHOLE_LISTS.has(keyword))
  return isEnough ? first : shortened(document, MOST_ITEMS)
}

/** Keywords that judge a list as a whole, which a shortened list may break. */
const OF_WHOLE_LISTS = new Set(['minItems', 'contains', 'oneOf', 'anyOf'])

function shortened(value: unknown, most: number): unknown {
  if (!isLong(value, most)) return value
  if (Array.isArray(value)) return value.slice(0, most).map((item) => shortened(item, most))
  return Object.fromEntries(Object.entries(value as object).map(([name, item]) => [name, shortened(item, most)]))
}

/** True if a value holds a list with more items. */
function isLong(value: unknown, most: number): boolean {
  if (Array.isArray(value)) return value.length > most || value.some((item) => isLong(item, most))
  return isObject(value) && Object.values(value).some((item) => isLong(item, most))
}

/** The name of the schema. For a single member, the schema of its type: errors of a union of all types are not specific. */
function schemaFor(expected: string, { contract, request, response }: Observation): string | undefined {
  if (expected !== 'documented' && expected !== 'closed') return expected
  const documented = (request.operation && responseFor(request.operation, response.status))?.schema
  const own = valueAt(response.document, contract.resource.key.pointer)
  const variant = variantOf(contract, typeof own === 'string' ? own : (request.key ?? ''))
  return request.role === 'read' && response.status === 200 ? (variant?.response ?? documented) : documented
}

/** True if the documented body is unknown because a query parameter is ambiguous. */
function isOpen(expected: string, { request }: Observation): boolean {
  return request.ambiguous === true && (expected === 'documented' || expected === 'closed')
}

/** True if an update may have reset the property: servers may reset properties that an update omits, even required ones. */
function wasReset(error: SchemaError, observation: Observation): boolean {
  const at = `${observation.response.documentAt}${place(error)}`
  const actual = valueAt(observation.response.document, place(error))
  if (actual !== undefined && actual !== null) return false
  const found = memberAt(at, observation)
  if (found === undefined) return false
  const { members, doubtful } = observation.known
  const member = members.get(found.key ?? '')
  if (member === undefined || member.complete) return doubtful.has(found.key ?? '')
  const property = at.slice(found.pointer.length)
  const { identity, key: type } = observation.contract.resource
  return property !== identity && property !== type.pointer && valueAt(member.values, property) === undefined
}

/** The member that holds the place. */
function memberAt(at: string, observation: Observation): ShownMember | undefined {
  const members = membersIn(observation)
  const byPointer = MEMBERS.get(members) ?? new Map(members.map((member) => [member.pointer, member]))
  MEMBERS.set(members, byPointer)
  for (let end = at.lastIndexOf('/'); end >= 0; end = at.lastIndexOf('/', end - 1)) {
    const member = byPointer.get(at.slice(0, end))
    if (member !== undefined) return member
    if (end === 0) return undefined
  }
  return undefined
}

/** A cache: a long list may have an error in every item. */
const MEMBERS = new WeakMap<readonly ShownMember[], ReadonlyMap<string, ShownMember>>()

function problems(errors: readonly SchemaError[], observation: Observation): readonly Problem[] {
  const leaves = errors.filter(({ keyword }) => !COMPOUND.has(keyword))
  return (leaves.length > 0 ? leaves : errors).slice(0, MOST_PROBLEMS).map((error) => {
    const at = place(error)
    const actual = valueAt(observation.response.document, at)
    const requirement = requirementOf(error)
    return {
      signature: `breaks-${requirement === UNDECLARED ? 'undeclared' : kebabOf(error.keyword)}`,
      ...(isContainer(error, at, observation) ? { container: true } : {}),
      message: `expected ${requirement} at ${at === '' ? 'the root' : at}${foundInstead(error)}`,
      at: `body#${observation.response.documentAt}${at}`,
      expected: requirement,
      actual: actual === undefined ? 'nothing' : actual,
    }
  })
}

/** True if an object, an array, the list of members, or a member cannot be made out. */
function isContainer({ keyword, params }: SchemaError, at: string, { contract }: Observation): boolean {
  if (keyword === 'discriminator') return true
  if (keyword === 'required') return at === contract.page?.items
  return keyword === 'type' && /array|object/.test(String((params as Record<string, unknown>)['type']))
}

function kebabOf(keyword: string): string {
  return keyword.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}

const UNDECLARED = 'no undeclared property'

/** Keywords whose errors only repeat the errors of other keywords. */
const COMPOUND = new Set(['oneOf', 'anyOf', 'allOf', 'if', '$ref'])

/** The JSON Pointer of the violation: the property itself for an undeclared or missing property. */
function place({ instancePath, keyword, params }: SchemaError): string {
  const { additionalProperty, missingProperty } = params as Record<string, string | undefined>
  const name = keyword === 'required' ? missingProperty : additionalProperty
  return name === undefined ? instancePath : `${instancePath}${formatPointer([name])}`
}

/** Says what the answer has instead, if the place does not show it. */
function foundInstead({ keyword, params }: SchemaError): string {
  const { tag, tagValue } = params as Readonly<Record<string, unknown>>
  if (keyword === 'required') return '; it is missing'
  if (keyword !== 'discriminator') return ''
  return `; the ${String(tag)} is ${tagValue === undefined ? 'missing' : brief(tagValue)}`
}

function requirementOf({ keyword, params, message, schemaPath }: SchemaError): string {
  if (schemaPath.endsWith('/additionalProperties/type')) return UNDECLARED
  const values = params as Record<string, unknown>
  if (keyword === 'type') return `the JSON type ${String(values['type']).replaceAll(',', ' or ')}`
  if (keyword === 'enum') return `one of ${brief(values['allowedValues'])}`
  if (keyword === 'const') return brief(values['allowedValue'])
  if (keyword === 'required') return `the required property ${String(values['missingProperty'])}`
  if (keyword === 'discriminator') return `a documented ${String(values['tag'])}`
  return (
    message?.replace(/^must (be|match|NOT have) ?/, (_, word: string) =>
      word === 'NOT have' ? 'not ' : word === 'match' ? 'a match of ' : '',
    ) ?? keyword
  )
}
