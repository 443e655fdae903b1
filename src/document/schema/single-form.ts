import { listOf } from '../../json/list-of.ts'
import { isObject } from '../../json/pointer.ts'
import type { ApiContent, ApiDocument, ApiOperation, ApiResponse, DocumentSchema } from '../api-document.ts'

type Schemas = ApiDocument['schemas']
type Keywords = Readonly<Record<string, unknown>>

/** The operation whose body has one member, where a POST takes one or several. Answers that show one stand before those that show several. */
export function inSingleForm(operation: ApiOperation, schemas: Schemas): ApiOperation {
  if (operation.method !== 'POST') return operation
  const { body, responses } = operation
  const isTold =
    SEVERAL.test(operation.description ?? '') || Object.values(responses).some((one) => showsEither(one, schemas))
  const answers = Object.entries(responses).map(([status, response]) => [
    status,
    { ...response, content: mapped(response.content, (schema) => singleFirst(schema, schemas)) },
  ])
  const single = body && { ...body, content: mapped(body.content, (schema) => singleForm(schema, isTold, schemas)) }
  return { ...operation, ...(single === undefined ? {} : { body: single }), responses: Object.fromEntries(answers) }
}

/** A description of a create of several members. */
const SEVERAL = /\b(?:multiple|several|bulk|batch(?:es)?|up to \d+|one or (?:more|many|several))\b/i

function showsEither({ content }: ApiResponse, schemas: Schemas): boolean {
  return Object.values(content).some(({ schema = true }) => choiceOf(follow(schema, schemas), schemas) !== undefined)
}

/**
 * A body of one member: `{"fields": {…}}` of `{"fields": {…}}` or `{"records": [{"fields": {…}}]}`. Any other schema is itself. A list beside the
 * properties of its items may be a part of a member, unless the create is told to make several.
 */
function singleForm(schema: DocumentSchema, isTold: boolean, schemas: Schemas): DocumentSchema {
  const followed = follow(schema, schemas)
  const name = isTold ? batchProperty(followed, schemas) : undefined
  if (name !== undefined) return withoutProperty(followed, name)
  const choice = choiceOf(followed, schemas)
  if (choice === undefined) return schema
  const [only, ...others] = choice.single
  return others.length === 0 && Object.keys(followed).length === 1
    ? (only ?? schema)
    : { ...followed, [choice.keyword]: choice.single }
}

/** The alternatives of an answer in an order in which what shows one member stands first. */
function singleFirst(schema: DocumentSchema, schemas: Schemas): DocumentSchema {
  const followed = follow(schema, schemas)
  const choice = choiceOf(followed, schemas)
  return choice === undefined ? schema : { ...followed, [choice.keyword]: [...choice.single, ...choice.batch] }
}

function mapped(
  content: Readonly<Record<string, ApiContent>>,
  change: (schema: DocumentSchema) => DocumentSchema,
): Readonly<Record<string, ApiContent>> {
  return Object.fromEntries(
    Object.entries(content).map(([media, one]): [string, ApiContent] => {
      const { schema = true } = one
      const changed = change(schema)
      return [media, changed === schema ? one : { ...one, schema: changed, several: schema }]
    }),
  )
}

/** The alternatives of a schema, those of several members apart. Undefined where none of them has a list of what another one is. */
function choiceOf(
  schema: Keywords,
  schemas: Schemas,
):
  | { readonly keyword: string; readonly single: readonly DocumentSchema[]; readonly batch: readonly DocumentSchema[] }
  | undefined {
  for (const keyword of ['oneOf', 'anyOf']) {
    const all = listOf(schema[keyword]) as readonly DocumentSchema[]
    const isBatch = (one: DocumentSchema): boolean => {
      const items = itemsOf(one, schemas)
      return items !== undefined && all.some((other) => other !== one && isAlike(other, items))
    }
    const batch = all.filter(isBatch)
    if (batch.length > 0) return { keyword, single: all.filter((one) => !isBatch(one)), batch }
  }
  return undefined
}

/** True for one named schema, or one that is written twice. */
function isAlike(one: DocumentSchema, other: DocumentSchema): boolean {
  const [left, right] = [one, other].map((each) =>
    isObject(each) && typeof each['$ref'] === 'string' ? each['$ref'] : JSON.stringify(each),
  )
  return left === right
}

/** The items of an object that has nothing but one list. */
function itemsOf(schema: DocumentSchema, schemas: Schemas): DocumentSchema | undefined {
  const { properties } = follow(schema, schemas)
  const [only, ...others] = Object.values(isObject(properties) ? properties : {})
  const { type, items }: Keywords =
    only === undefined || others.length > 0 ? {} : follow(only as DocumentSchema, schemas)
  return type === 'array' && isObject(items) ? items : undefined
}

/** The optional list of an object whose items have the other properties of the object, and nothing else. */
function batchProperty({ properties, required }: Keywords, schemas: Schemas): string | undefined {
  const own = isObject(properties) ? properties : {}
  const found = Object.keys(own).filter((name) => {
    const { type, items } = follow(own[name] as DocumentSchema, schemas)
    const inner = isObject(items) ? follow(items, schemas)['properties'] : undefined
    const names = Object.keys(isObject(inner) ? inner : {})
    return (
      type === 'array' &&
      !listOf(required).includes(name) &&
      names.length > 0 &&
      Object.keys(own).every(
        (each) => each === name || names.includes(each) || isFlag(own[each] as DocumentSchema, schemas),
      ) &&
      names.every(
        (each) =>
          each !== name && isObject(inner) && isAlike(inner[each] as DocumentSchema, own[each] as DocumentSchema),
      )
    )
  })
  return found.length === 1 ? found[0] : undefined
}

/** True for an option of the write, such as `typecast`. */
function isFlag(schema: DocumentSchema, schemas: Schemas): boolean {
  return follow(schema, schemas)['type'] === 'boolean'
}

function withoutProperty(schema: Keywords, name: string): DocumentSchema {
  const own = isObject(schema['properties']) ? schema['properties'] : {}
  return { ...schema, properties: Object.fromEntries(Object.entries(own).filter(([each]) => each !== name)) }
}

function follow(schema: DocumentSchema, schemas: Schemas): Keywords {
  const { $ref, ...own } = isObject(schema) ? schema : {}
  const target = typeof $ref === 'string' ? schemas[$ref] : undefined
  return target === undefined
    ? { ...own, ...($ref === undefined ? {} : { $ref }) }
    : { ...(isObject(target) ? target : {}), ...own }
}
