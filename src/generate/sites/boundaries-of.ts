import type { FullEngine } from '../create-engine.ts'
import type { Formula, SchemaFormula } from '../formula.ts'
import type { JsonObject } from '../json.ts'
import { choicesAt, entriesAt, namesAt, numberAt, typesAt } from '../keywords.ts'
import { changeOf, type SchemaGroup } from './group.ts'
import { attemptsFor, groupsOf } from './sites-of.ts'

/** A named edge with formulas of values at the edge. The first satisfiable formula counts. */
export interface Boundary {
  readonly name: string
  readonly attempts: Iterable<() => Formula>
}

/** The edges of a schema, by growing depth in the value. */
export function* boundariesOf(engine: FullEngine): Iterable<Boundary> {
  for (const { group, fresh } of groupsOf(engine)) {
    if (group.entries.length > 0) yield { name: `a value ${place(group)}`, attempts: [() => group.whole(new Map())] }
    for (const member of fresh) {
      for (const edge of edgesOf(member.place.schema)) yield boundaryAt(engine, { group, member, edge })
    }
  }
}

function place({ instancePath }: SchemaGroup): string {
  return instancePath === '' ? 'at the root' : `at ${instancePath}`
}

/** A value at an edge of a keyword, or beyond the edge. */
interface Edge {
  readonly name: string
  readonly value: JsonObject
  /** The keyword that the value breaks. */
  readonly beyond?: string
}

function boundaryAt(
  engine: FullEngine,
  { group, member, edge }: { group: SchemaGroup; member: SchemaFormula; edge: Edge },
): Boundary {
  const { formulas } = engine
  const name = `${edge.name} ${place(group)}`
  const value = formulas.made(edge.value)
  const { beyond } = edge
  if (beyond === undefined)
    return {
      name,
      attempts: [() => group.whole(new Map([[member, changeOf((standing) => formulas.all([standing, value]))]]))],
    }
  const assertion = { keyword: beyond, key: beyond, dropped: { [beyond]: undefined }, broken: value }
  return { name, attempts: attemptsFor(engine, group, [{ member, assertion }]) }
}

function edgesOf(schema: JsonObject): Edge[] {
  return [...numberEdges(schema), ...sizeEdges(schema), ...listedEdges(schema), ...propertyEdges(schema)]
}

function numberEdges(schema: JsonObject): Edge[] {
  const step = numberAt(schema, 'multipleOf') ?? 1
  const edges: Edge[] = []
  const add = (keyword: string, within: number, beyond: number) => {
    const limit = numberAt(schema, keyword)
    if (limit === undefined) return
    edges.push({ name: `${keyword} ${limit}`, value: { const: limit + within * step } })
    edges.push({
      name: `${keyword} ${limit} ${beyond === 0 ? 'itself' : beyond < 0 ? 'minus one' : 'plus one'}`,
      value: { const: limit + beyond * step },
      beyond: keyword,
    })
  }
  add('minimum', 0, -1)
  add('maximum', 0, 1)
  add('exclusiveMinimum', 1, 0)
  add('exclusiveMaximum', -1, 0)
  return edges
}

const SIZES = [
  { type: 'string', min: 'minLength', max: 'maxLength', empty: 'the empty text' },
  { type: 'array', min: 'minItems', max: 'maxItems', empty: 'the empty array' },
  { type: 'object', min: 'minProperties', max: 'maxProperties', empty: 'the empty object' },
]
/** The greatest size of edge values. Larger values are slow and find little. */
const GREATEST_SIZE = 5000

function sizeEdges(schema: JsonObject): Edge[] {
  return SIZES.flatMap(({ type, min, max, empty }) => {
    const [least, greatest] = [numberAt(schema, min), numberAt(schema, max)]
    const sized = (size: number) => ({ type, [min]: size, [max]: size })
    const edges: Edge[] = []
    if (typesAt(schema)?.has(type as 'string') && least === undefined) edges.push({ name: empty, value: sized(0) })
    if (least !== undefined && least <= GREATEST_SIZE) edges.push({ name: `${min} ${least}`, value: sized(least) })
    if (least !== undefined && least > 0 && least <= GREATEST_SIZE)
      edges.push({ name: `${min} ${least} minus one`, value: sized(least - 1), beyond: min })
    if (greatest !== undefined && greatest <= GREATEST_SIZE) {
      edges.push(
        { name: `${max} ${greatest}`, value: sized(greatest) },
        { name: `${max} ${greatest} plus one`, value: sized(greatest + 1), beyond: max },
      )
    }
    return edges
  })
}

function listedEdges(schema: JsonObject): Edge[] {
  const listed = choicesAt(schema)
  if (listed !== undefined)
    return listed.map((value) => ({ name: `the value ${JSON.stringify(value)}`, value: { const: value } }))
  const types = typesAt(schema)
  const booleans = types?.has('boolean') ? [false, true] : []
  const nulls = types?.has('null') ? [null] : []
  return [...booleans, ...nulls].map((value) => ({ name: `the value ${value}`, value: { const: value } }))
}

function propertyEdges(schema: JsonObject): Edge[] {
  const names = entriesAt(schema, 'properties').map(([name]) => name)
  const required = new Set(namesAt(schema, 'required'))
  const optional = names.filter((name) => !required.has(name))
  if (optional.length === 0) return []
  const none = { type: 'object', not: { anyOf: optional.map((name) => ({ required: [name] })) } }
  return [
    { name: 'only required properties', value: none },
    { name: 'all properties', value: { type: 'object', required: names } },
    ...optional.flatMap((name): Edge[] => [
      { name: `with ${JSON.stringify(name)}`, value: { type: 'object', required: [name] } },
      { name: `without ${JSON.stringify(name)}`, value: { type: 'object', not: { required: [name] } } },
    ]),
  ]
}
