import type { SchemaError } from '../../contract/validators.ts'
import type { AssertionKind, Problem } from '../assertion-kind.ts'
import { brief } from '../assertion-kind.ts'
import { notJson } from '../reading/not-json.ts'
import { membersIn } from '../reading/members.ts'
import type { Observation } from '../observation.ts'
import { isObject, valueAt } from '../../json/pointer.ts'

/**
 * `documented`: the body has the schema that the operation documents for the status. `closed`: and holds nothing that this
 * schema does not declare, save nulls. Any other word is a schema of the contract.
 */
export const schema: AssertionKind<string> = {
  name: 'schema',
  symptom: true,
  schema: { type: 'string', minLength: 1, description: 'documented, closed, or the name of a schema of the contract' },
  check(expected, seen) {
    const name = schemaFor(expected, seen)
    if (name === undefined || isOpen(expected, seen)) return []
    if (!seen.response.json.ok) return expected === 'closed' ? [] : [notJson(seen.response.json.reason)]
    const document = shortened(seen.response.document)
    const open = seen.validators(name)(document)
    if (expected !== 'closed') {
      const due = open.filter((error) => !wasReset(error, seen))
      return problems(due, seen)
    }
    // What the open schema refuses too is the documented expectation's to say.
    const already = new Set(open.map(place))
    return problems(
      seen
        .validators(
          name,
          true,
        )(document)
        .filter((error) => !already.has(place(error))),
      seen,
    )
  },
  explain(expected) {
    if (expected === 'documented') return 'a body of the schema that the operation documents for this status'
    return expected === 'closed'
      ? 'a body that holds only what its schema declares, or nulls'
      : `a body of the schema ${expected}`
  },
  verify: (expected, contract) =>
    ['documented', 'closed'].includes(expected) || Object.hasOwn(contract.schemas, expected) ? [] : [expected],
}

/** Of a list that is longer than any of ours the rest is left out: a validator takes the square of the time that its errors take. */
const MOST_ITEMS = 1_000

function shortened(value: unknown): unknown {
  if (Array.isArray(value)) return isLong(value) ? value.slice(0, MOST_ITEMS).map(shortened) : value
  if (!isObject(value) || !Object.values(value).some(isLong)) return value
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, shortened(item)]))
}

/** Whether there is such a list in it. */
function isLong(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > MOST_ITEMS || value.some(isLong)
  return isObject(value) && Object.values(value).some(isLong)
}

/** The schema's name; an entity's is that of its own type, chosen here because a union of all of them says little when it fails. */
function schemaFor(expected: string, { contract, request, response }: Observation): string | undefined {
  if (expected !== 'documented' && expected !== 'closed') return expected
  const documented = request.operation?.responses[String(response.status)]?.schema
  const own = valueAt(response.document, contract.resource.key.pointer)
  const variant = contract.resource.variants[typeof own === 'string' ? own : (request.key ?? '')]
  return request.role === 'read' && response.status === 200 ? (variant?.response ?? documented) : documented
}

/** Where it is open what a parameter meant, it is open which of the documented bodies is due. */
function isOpen(expected: string, { request }: Observation): boolean {
  return request.ambiguous === true && (expected === 'documented' || expected === 'closed')
}

/** What the last update left out a server may have reset, a required property too: then there is nothing to show. */
function wasReset(error: SchemaError, seen: Observation): boolean {
  const at = `${seen.response.documentAt}${place(error)}`
  const actual = valueAt(seen.response.document, place(error))
  if (actual !== undefined && actual !== null) return false
  return membersIn(seen).some(({ key, pointer }) => {
    const { members, doubtful } = seen.known
    const member = members.get(key ?? '')
    if (!at.startsWith(`${pointer}/`)) return false
    if (member === undefined || member.complete) return doubtful.has(key ?? '')
    const property = at.slice(pointer.length)
    const { identity, key: type } = seen.contract.resource
    return property !== identity && property !== type.pointer && valueAt(member.values, property) === undefined
  })
}

function problems(errors: readonly SchemaError[], seen: Observation): readonly Problem[] {
  const leaves = errors.filter(({ keyword }) => !COMPOUND.has(keyword))
  return (leaves.length > 0 ? leaves : errors).slice(0, 20).map((error) => {
    const at = place(error)
    const actual = valueAt(seen.response.document, at)
    const said = sentence(error)
    return {
      signature: `breaks-${said === UNDECLARED ? 'undeclared' : kebabOf(error.keyword)}`,
      message: `expected ${said} at ${at === '' ? 'the root' : at}`,
      at: `body#${seen.response.documentAt}${at}`,
      expected: said,
      actual: actual === undefined ? 'nothing' : actual,
    }
  })
}

function kebabOf(keyword: string): string {
  return keyword.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}

const UNDECLARED = 'no property that the schema does not declare'

/** Keywords whose errors only say that others failed. */
const COMPOUND = new Set(['oneOf', 'anyOf', 'allOf', 'if', '$ref'])

/** Where it is wrong: at the member itself, where a member too many or too few is the matter. */
function place({ instancePath, keyword, params }: SchemaError): string {
  const { additionalProperty, missingProperty } = params as Record<string, string | undefined>
  const name = keyword === 'required' ? missingProperty : additionalProperty
  return name === undefined ? instancePath : `${instancePath}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`
}

function sentence({ keyword, params, message, schemaPath }: SchemaError): string {
  if (schemaPath.endsWith('/additionalProperties/type')) return UNDECLARED
  const values = params as Record<string, unknown>
  if (keyword === 'type') return `the JSON type ${String(values['type']).replaceAll(',', ' or ')}`
  if (keyword === 'enum') return `one of ${brief(values['allowedValues'])}`
  if (keyword === 'const') return brief(values['allowedValue'])
  if (keyword === 'required') return 'a value, for it is required'
  if (keyword === 'discriminator') return 'a value that the discriminator knows'
  return (
    message?.replace(/^must (be|match|NOT have) ?/, (_, word: string) =>
      word === 'NOT have' ? 'not ' : word === 'match' ? 'a match of ' : '',
    ) ?? keyword
  )
}
