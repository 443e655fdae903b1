import { findOperation } from '../../document/find-operation.ts'
import type { ApiDocument, ApiOperation, ApiParameter } from '../../document/api-document.ts'
import { sentencesOf } from '../../document/says/sentences-of.ts'
import { formatPointer } from '../../json/pointer.ts'
import type { ListFacts, Pointer, Resource } from '../model.ts'
import { arrayIn } from '../shape/array-in.ts'
import { asksOnly } from '../shape/asks-only.ts'
import { answerShape, isJson, requestMedia } from '../shape/body-schema.ts'
import { parametersOf, pathShape, shapeOf } from '../shape/path-shape.ts'
import { isOnly, schemaShape } from '../shape/schema-shape.ts'
import { areMembers } from '../shape/similarity.ts'
import { unwrap } from '../shape/wrap.ts'
import { inferListApart } from './infer-list.ts'

/** A search by POST that answers members, such as `POST /contacts/search`. */
export interface BodySearch {
  readonly operation: ApiOperation
  /** The search as a list: each property of its body is a query parameter. */
  readonly asList: ApiOperation
  readonly list: ListFacts
  readonly media: string
  /** The place of each parameter in the body. */
  readonly places: ReadonlyMap<string, Pointer>
}

/** The searches by POST that answer members of a resource, below its list. Those whose body requires a property are left out. */
export function bodySearches(resource: Resource, document: ApiDocument): readonly BodySearch[] {
  const operationOf = (id: string | undefined): ApiOperation | undefined => findOperation(document, id)
  const collection = operationOf(resource.list?.operation ?? resource.create?.operation)
  if (collection === undefined || resource.key.parameters.length !== 1) return []
  const above = parametersOf(pathShape(collection.path).parts).length
  const start = `${shapeOf(pathShape(collection.path).parts)}/`
  const member = unwrap(document, answerShape(document, operationOf(resource.read?.operation)), resource.name).shape
  return document.operations.flatMap((operation): readonly BodySearch[] => {
    if (operation.method !== 'POST' || !asksOnly(operation)) return []
    const { parts, shape } = pathShape(operation.path)
    const media = requestMedia(operation)
    if (!shape.startsWith(start) || parametersOf(parts).length !== above) return []
    const items = arrayIn(document, answerShape(document, operation))?.items
    if (items === undefined || !areMembers(items, member) || media === undefined || !isJson(media)) return []
    const found = propertiesOf(operation, media, document)
    if (found === undefined) return []
    const asList = { ...operation, parameters: [...operation.parameters, ...found.map(({ parameter }) => parameter)] }
    const list = inferListApart({ list: asList, items, name: resource.name, key: resource.key }, document)
    const places = new Map(found.map(({ parameter, at }) => [parameter.name, at] as const))
    return list?.items === undefined ? [] : [{ operation, asList, list, media, places }]
  })
}

interface Property {
  readonly parameter: ApiParameter
  readonly at: Pointer
}

/** The properties of the body and of its objects, as parameters of a query. Undefined where one of them is required. */
function propertiesOf(operation: ApiOperation, media: string, document: ApiDocument): readonly Property[] | undefined {
  const content = operation.body?.content[media]
  const body = schemaShape(document, content?.schema)
  const entries = [...body.properties].flatMap(([name, { schema, required }]) => {
    const shape = schemaShape(document, schema)
    if (!isOnly(shape, 'object')) return [{ tokens: [name], schema, required }]
    return [...shape.properties].map(([inner, one]) => ({
      tokens: [name, inner],
      schema: one.schema,
      required: required || one.required,
    }))
  })
  if (entries.length === 0 || entries.some(({ required }) => required)) return undefined
  const names = entries.map(({ tokens }) => tokens.at(-1) ?? '')
  return entries
    .filter((_, index) => names.indexOf(names[index] ?? '') === names.lastIndexOf(names[index] ?? ''))
    .map(({ tokens, schema }) => {
      const [name, at] = [tokens.at(-1) ?? '', formatPointer(tokens)]
      const description = saidOf(name, content?.words?.[at], operation)
      const parameter: ApiParameter = {
        name,
        in: 'query',
        required: false,
        schema,
        style: 'form',
        explode: true,
        ...(description === '' ? {} : { description }),
      }
      return { parameter, at }
    })
}

/** The description of the property, and the sentences of the operation that have its name in quotes. */
function saidOf(name: string, words = '', { description }: ApiOperation): string {
  const sentences = sentencesOf(description).filter((text) =>
    ['`', "'", '"'].some((quote) => text.includes(quote + name + quote)),
  )
  return [words, ...sentences].filter((text) => text !== '').join(' ')
}
