import { UndrawableSchema } from '../undrawable-schema.ts'
import type { Contract } from '../../contract/contract.ts'
import { isObject } from '../../json/pointer.ts'
import type { TextDrawing } from '../drawing.ts'
import { EmptyPool } from '../empty-pool.ts'
import { type ParameterType, GREATEST } from './parameter-text.ts'
import { type Node, typesOf, withPart } from '../body/subschemas.ts'

/** A parameter whose texts are drawn. */
export interface TextParameter {
  readonly part: 'query' | 'path'
  readonly name: string
  /** The name for the values in messages. */
  readonly title: string
  readonly type: ParameterType
  readonly schema: Node
  /** The schema, narrowed to values whose texts the contract decides. */
  readonly portable: Node
  /** The schema of all texts that may be sent. */
  readonly texts: Node
}

/**
 * The parameter of a drawing.
 * @throws EmptyPool if no operation has the parameter, and UndrawableSchema if the values have no single scalar type.
 */
export function findParameter({ part, parameter }: TextDrawing, contract: Contract): TextParameter {
  const parameters = Object.values(contract.operations).flatMap((operation) => operation.parameters)
  const found = parameters.find((each) => each.in === part && each.name === parameter)
  if (found === undefined) throw new EmptyPool(`no operation has a ${part} parameter "${parameter}"`)
  const title = `values of the ${part} parameter "${parameter}"`
  const schema = isObject(found.schema) ? found.schema : {}
  const type = parameterType(schema)
  if (type === undefined) throw new UndrawableSchema(`${title} are not all texts, all numbers or all booleans`)
  const texts = textSchema(part, contract.portableText)
  const portable = type === 'string' ? withPart({ ...schema, type }, texts) : numberSchema(schema)
  return { part, name: parameter, title, type, schema, portable, texts }
}

function parameterType(schema: Node): ParameterType | undefined {
  const types = typesOf(schema) ?? ['string']
  const scalars: readonly ParameterType[] = ['string', 'integer', 'number', 'boolean']
  return types.length === 1 ? scalars.find((type) => type === types[0]) : undefined
}

/** The greatest length of a text, in code points. Some servers refuse long addresses. */
const LONGEST_TEXT = 60

function textSchema(part: 'query' | 'path', { minLength, maxLength, pattern }: Contract['portableText']): Node {
  const texts = {
    type: 'string',
    minLength: Math.max(1, minLength),
    maxLength: Math.min(LONGEST_TEXT, maxLength),
    pattern,
  }
  // A path segment holds no separator and is no dot segment.
  return part === 'query' ? texts : { ...texts, allOf: [{ pattern: '^[^/\\\\]+$' }], not: { enum: ['.', '..'] } }
}

function numberSchema(schema: Node): Node {
  const { minimum = -GREATEST, maximum = GREATEST } = schema as { minimum?: number; maximum?: number }
  return { ...schema, minimum: Math.max(minimum, -GREATEST), maximum: Math.min(maximum, GREATEST) }
}
