import { sizeBoundsSaid } from '../../document/says/size-bounds-said.ts'
import type { ApiOperation } from '../../document/api-document.ts'
import type { PageStyle } from '../../resource/model.ts'

/** The query parameter that asks for a size. Undefined for a style whose pages have none. */
export function sizeName(style: PageStyle): string | undefined {
  if (style.style === 'whole') return undefined
  return style.style === 'offset' ? style.limit : style.size
}

function sizeSchema(style: PageStyle, { parameters }: ApiOperation): SizeSchema {
  const name = sizeName(style)
  const schema = parameters.find((one) => one.name === name && one.in === 'query')?.schema
  return typeof schema === 'object' ? schema : {}
}

interface SizeSchema {
  readonly minimum?: number
  readonly maximum?: number
  readonly enum?: readonly unknown[]
}

/** True where the document bounds the size of a page. */
export function statesMaximum(style: PageStyle, operation: ApiOperation): boolean {
  const { maximum, enum: listed } = sizeSchema(style, operation)
  return maximum !== undefined || listed !== undefined
}

/** The size to ask for, within the bounds that the schema or the description states. Undefined for a style whose pages have no size. */
export function pageSize(style: PageStyle, operation: ApiOperation, wanted = 100): number | undefined {
  const name = sizeName(style)
  if (name === undefined) return undefined
  const { enum: listed, ...bounds } = sizeSchema(style, operation)
  const sizes = (listed ?? []).map(Number).filter((size) => size >= 1)
  if (sizes.length > 0) return sizes.filter((size) => size <= wanted).toSorted(falling)[0] ?? Math.min(...sizes)
  const said = sizeBoundsSaid(operation.parameters.find((one) => one.name === name && one.in === 'query')?.description)
  const minimum = Math.max(bounds.minimum ?? 1, said.minimum ?? 1)
  const maximum = Math.min(bounds.maximum ?? wanted, said.maximum ?? wanted)
  return Math.max(minimum, Math.min(wanted, maximum))
}

function falling(one: number, other: number): number {
  return other - one
}
