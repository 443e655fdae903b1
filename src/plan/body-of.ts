import type { PlannedBody } from './planned-case.ts'
import type { Example } from '../draw/property-source.ts'

/** The body that an example is. */
export function bodyOf({ value, bytes, twin }: Pick<Example, 'value' | 'bytes' | 'twin'>): PlannedBody {
  return bytes === undefined ? { value } : { bytes, meant: twin }
}
