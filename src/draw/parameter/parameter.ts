import type { Contract } from '../../contract/contract.ts'
import { isObject } from '../../json/pointer.ts'
import type { TextDrawing } from '../drawing.ts'
import { EmptyPool } from '../empty-pool.ts'
import { type ParameterType, GREATEST } from './parameter-text.ts'
import { type Node, typesOf, withPart } from '../body/subschemas.ts'

/** A parameter whose texts are drawn. */
export interface TextParameter {
  readonly part: 'query' | 'path'
  /** What a message calls its values. */
  readonly title: string
  readonly type: ParameterType
  readonly schema: Node
  /** The schema, narrowed to values whose texts the contract says something of. */
  readonly portable: Node
  /** The texts that may be sent, whatever they stand for. */
  readonly texts: Node
}

/** @throws EmptyPool where no operation has such a parameter, or its values are not all of one type that is a scalar. */
export function findParameter({ part, parameter }: TextDrawing, contract: Contract): TextParameter {
  const parameters = Object.values(contract.operations).flatMap((operation) => operation.parameters)
  const found = parameters.find((each) => each.in === part && each.name === parameter)
  if (found === undefined) throw new EmptyPool(`no operation has a ${part} parameter "${parameter}"`)
  const title = `values of the ${part} parameter "${parameter}"`
  const schema = isObject(found.schema) ? found.schema : {}
  const type = parameterType(schema)
  if (type === undefined) throw new EmptyPool(`${title} are not all texts, all numbers or all booleans`)
  const texts = textSchema(part, contract.portableText)
  const portable = type === 'string' ? withPart({ ...schema, type }, texts) : numberSchema(schema)
  return { part, title, type, schema, portable, texts }
}

function parameterType(schema: Node): ParameterType | undefined {
  const types = typesOf(schema) ?? ['string']
  const scalars: readonly ParameterType[] = ['string', 'integer', 'number', 'boolean']
  return types.length === 1 ? scalars.find((type) => type === types[0]) : undefined
}

/** Longer texts could make an address too long for some servers. */
const LONGEST_TEXT = 60

function textSchema(part: 'query' | 'path', { minLength, maxLength, pattern }: Contract['portableText']): Node {
  const texts = {
    type: 'string',
    minLength: Math.max(1, minLength),
    maxLength: Math.min(LONGEST_TEXT, maxLength),
    pattern,
  }
  // A segment of a path stays one: no separator, however it is escaped, and none that leads up.
  return part === 'query' ? texts : { ...texts, allOf: [{ pattern: '^[^/\\\\]+$' }], not: { enum: ['.', '..'] } }
}

function numberSchema(schema: Node): Node {
  const { minimum = -GREATEST, maximum = GREATEST } = schema as { minimum?: number; maximum?: number }
  return { ...schema, minimum: Math.max(minimum, -GREATEST), maximum: Math.min(maximum, GREATEST) }
}
