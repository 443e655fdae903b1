import type { PlannedBody } from '../planned-case.ts'
import type { Example } from '../../draw/property-source.ts'

/** The body of a request that sends an example. */
export function bodyOf({ value, bytes, twin }: Pick<Example, 'value' | 'bytes' | 'twin'>): PlannedBody {
  return bytes === undefined ? { value } : { bytes, meant: twin }
}
