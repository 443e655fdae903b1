import { valueAt } from '../../json/pointer.ts'
import type { Subject } from '../subject.ts'

/** The keyword of the contract's schemas for the pattern of texts whose acceptance is observed only. */
const OBSERVED = 'x-observed'

/** True if the text at the pointer has a form that servers may accept or refuse, although its schema does not allow the text. */
export function hasObservedForm(value: unknown, pointer: string, { declared }: Pick<Subject, 'declared'>): boolean {
  const text = valueAt(value, pointer)
  const pattern = declared.find((property) => property.pointer === pointer)?.schema[OBSERVED]
  return typeof pattern === 'string' && typeof text === 'string' && new RegExp(pattern, 'u').test(text)
}
