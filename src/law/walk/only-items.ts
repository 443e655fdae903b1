import { isObject } from '../../json/pointer.ts'
import { type Answer, isSuccess } from '../session/exchange.ts'

/** The items of an array, or of the only array within an object. Empty for any other answer. */
export function onlyItems(answer: Answer): readonly unknown[] {
  if (!isSuccess(answer)) return []
  if (Array.isArray(answer.json)) return answer.json as readonly unknown[]
  const arrays = Object.values(isObject(answer.json) ? answer.json : {}).filter((one) => Array.isArray(one))
  return arrays.length === 1 ? (arrays[0] as readonly unknown[]) : []
}
