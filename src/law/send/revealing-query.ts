import type { ApiDocument, ApiOperation, ApiParameter } from '../../document/api-document.ts'
import { saysShownWith } from '../../document/says/says-left-out.ts'
import { flatten } from '../body/flatten-schema.ts'
import type { Learned } from '../session/learned.ts'

type Query = Readonly<Record<string, string | undefined>>

/** Names of flags and values that may show members after their delete. */
const GONE = /delet|remov|trash|archiv|purg|discard/i
const INCLUDES = /^(?:include|with|show)(?=[A-Z_-])/
const ALL = /^(?:all|any|both|everything|\*)$/i

/**
 * The value of a query parameter by which a list may show members that it leaves out otherwise. Examples: `include_drafts=true` and
 * `status=all`. Undefined where no parameter is said to show more, or where it may show deleted members too.
 */
export function revealingQuery(
  { parameters, description }: ApiOperation,
  { schemas }: Pick<ApiDocument, 'schemas'>,
): Readonly<Record<string, string>> | undefined {
  const [found] = parameters.flatMap((one) => {
    const value = one.in === 'query' && !one.required ? valueOf(one, { description, schemas }) : undefined
    return value === undefined ? [] : [{ [one.name]: value }]
  })
  return found
}

function valueOf(
  { name, schema, description: own }: ApiParameter,
  { description, schemas }: { readonly description: string | undefined } & Pick<ApiDocument, 'schemas'>,
): string | undefined {
  const { type, enum: listed, default: stated, 'x-default': said } = flatten(schema, schemas)
  if (GONE.test(name)) return undefined
  if (Array.isArray(listed)) {
    const values = listed.filter((one) => typeof one === 'string')
    const all = values.some((one) => GONE.test(one)) ? undefined : values.find((one) => ALL.test(one))
    return all === (stated ?? said) ? undefined : all
  }
  if (![type].flat().includes('boolean') || (stated ?? said) === true || GONE.test(own ?? '')) return undefined
  return INCLUDES.test(name) || saysShownWith(name, description, own) ? 'true' : undefined
}

/** The query with the value that shows the members of the run, where a list leaves them out without it. */
export function withRevealing(query: Query, operation: ApiOperation, { revealing }: Learned): Query {
  return { ...revealing.get(operation.id), ...query }
}
