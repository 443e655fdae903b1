import type { ApiOperation } from '../../document/api-document.ts'
import { saysDefaultProperties } from '../../document/says/says-default-properties.ts'
import { parsePointer } from '../../json/pointer.ts'
import type { Pointer } from '../../resource/model.ts'

const NAMES = /^\$?(?:fields?|select|properties|attributes)(?:\[\])?$/i

/** True for a place that an answer may lack without a parameter that asks for it: its description names the properties that are always shown. */
export function mayLack(at: Pointer, { parameters }: ApiOperation): boolean {
  const name = parsePointer(at).at(-1) ?? ''
  return parameters.some(
    (one) =>
      one.in === 'query' &&
      NAMES.test(one.name) &&
      saysDefaultProperties(one.description) &&
      one.description?.includes(`\`${name}\``) !== true,
  )
}
