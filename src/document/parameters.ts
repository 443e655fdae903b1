import { isObject } from '../json/pointer.ts'
import type { ApiParameter } from './api-document.ts'
import { exampleOf, schemaAt } from './bodies.ts'
import { described } from './file/described.ts'
import { type Part, partAt, partsOf } from './file/document-file.ts'
import type { OperationPart } from './operation-parts.ts'
import type { Reading } from './reading.ts'
import { quoted } from '../source/quoted.ts'
import { typedValue } from './file/typed-value.ts'

/** OpenAPI, "Parameter Object": header parameters of these names are ignored. */
const IGNORED = new Set(['accept', 'content-type', 'authorization'])

/** The parameters of an operation. Those of its path are overridden by name and place. */
export function parametersOf(reading: Reading, { operation, item, path }: OperationPart): readonly ApiParameter[] {
  const found = new Map<string, ApiParameter>()
  for (const list of [partAt(item, 'parameters'), partAt(operation, 'parameters')]) {
    for (const written of partsOf(list)) {
      for (const parameter of parametersIn(reading, written)) found.set(`${parameter.in} ${parameter.name}`, parameter)
    }
  }
  const inTemplate = new Set(Array.from(path.matchAll(/\{([^{}]*)\}/g), ([, name = '']) => name))
  const declared = [...found.values()].filter(({ in: place, name }) => {
    if (place !== 'path' || inTemplate.has(name)) return true
    reading.remarks.add(
      operation,
      `the path parameter ${quoted(name)} is not in the path ${quoted(path)}, and is left out`,
    )
    return false
  })
  const missing = [...inTemplate].filter((name) => !found.has(`path ${name}`))
  for (const name of missing)
    reading.remarks.add(
      operation,
      `the path parameter ${quoted(name)} of ${quoted(path)} is not declared; it is taken for a text`,
    )
  return [
    ...declared,
    ...missing.map((name): ApiParameter => ({
      ...styleOf('path', {}),
      name,
      in: 'path',
      required: true,
      schema: { type: 'string' },
    })),
  ]
}

/** The parameter of a part, or those that its members are; none where the part is no parameter. */
function parametersIn(reading: Reading, written: Part): readonly ApiParameter[] {
  const part = reading.follow.follow(written)
  if (part === undefined) return []
  const value = isObject(part.value) ? part.value : {}
  const { name, in: place } = value
  if (typeof name !== 'string' || !isPlace(place)) {
    reading.remarks.add(
      part,
      'a parameter has a name, and an "in" of path, query, header or cookie; this one is left out',
    )
    return []
  }
  if (place === 'header' && IGNORED.has(name.toLowerCase())) return []
  const style = styleOf(place, value)
  const members = place === 'query' && style.style === 'form' && style.explode ? membersOf(reading, part) : []
  if (members.length > 0) return members
  const example = exampleOfParameter(reading, part)
  return [
    {
      name,
      in: place,
      required: place === 'path' || value['required'] === true,
      schema: schemaAt(reading, part, 'request'),
      ...(example === undefined ? {} : { example }),
      ...style,
      ...sortsBy(value['description']),
      ...described(part, 'description'),
    },
  ]
}

/**
 * The parameters that the members of an object in the query are, such as `page` and `size` of a `pageable`. The name of the object is not sent,
 * so a required object without a required member may be left out (OpenAPI, "Style Examples": `form` that explodes).
 */
function membersOf(reading: Reading, parameter: Part): readonly ApiParameter[] {
  const schema = reading.follow.follow(partAt(parameter, 'schema'))
  if (schema === undefined) return []
  const needed: unknown = partAt(schema, 'required').value
  const members = partsOf(partAt(schema, 'properties'))
  const isPageable = PAGEABLE.every((name) => members.some(({ token }) => token === name))
  return members.map((member) => {
    const own = reading.follow.follow(member) ?? member
    const example = exampleOfSchema(own)
    return {
      name: member.token,
      in: 'query',
      required: partAt(parameter, 'required').value === true && Array.isArray(needed) && needed.includes(member.token),
      schema: reading.library.schemaOf(member, 'request'),
      ...(example === undefined ? {} : { example: typedValue(example, partAt(own, 'type').value) }),
      ...styleOf('query', {}),
      ...sortsBy(partAt(own, 'description').value, isPageable && member.token === 'sort'),
      ...described(own, 'description'),
    }
  })
}

/** The members of the `Pageable` of Spring, which its documents may leave without a description. */
const PAGEABLE = ['page', 'size', 'sort']

/** An order by a text such as `Sorting criteria in the format: property,(asc|desc).` */
function sortsBy(description: unknown, isPresumed = false): Pick<ApiParameter, 'sorts'> {
  const isStated =
    typeof description === 'string' &&
    /\bproperty(?:\(,asc\|desc\)|,\s?\(?asc\|desc\)?)/i.test(description.slice(0, 500))
  return isStated ? { sorts: 'stated' } : isPresumed ? { sorts: 'presumed' } : {}
}

function isPlace(place: unknown): place is ApiParameter['in'] {
  return place === 'path' || place === 'query' || place === 'header' || place === 'cookie'
}

/** The example of a parameter, else the example or default of its schema. It is read as the type that the schema states. */
function exampleOfParameter(reading: Reading, parameter: Part): unknown {
  const schema = reading.follow.follow(partAt(parameter, 'schema'))
  const given = exampleOf(reading, parameter) ?? (schema === undefined ? undefined : exampleOfSchema(schema))
  if (given === undefined || schema === undefined) return given?.value
  return typedValue(given, partAt(schema, 'type').value)
}

function exampleOfSchema(schema: Part): Part | undefined {
  const given = [partAt(schema, 'example'), partAt(schema, 'examples', '0'), partAt(schema, 'default')]
  return given.find(({ value }) => value !== undefined && value !== null)
}

const STYLES: Readonly<Record<ApiParameter['in'], readonly ApiParameter['style'][]>> = {
  path: ['simple', 'label', 'matrix'],
  query: ['form', 'spaceDelimited', 'pipeDelimited', 'deepObject'],
  header: ['simple'],
  cookie: ['form'],
}

/** Returns the style of lists and maps. The first style of a place is its default, and only `form` explodes by default. */
function styleOf(
  place: ApiParameter['in'],
  { style, explode }: Readonly<Record<string, unknown>>,
): Pick<ApiParameter, 'style' | 'explode'> {
  const written = STYLES[place].find((each) => each === style) ?? STYLES[place][0] ?? 'form'
  return { style: written, explode: typeof explode === 'boolean' ? explode : written === 'form' }
}
