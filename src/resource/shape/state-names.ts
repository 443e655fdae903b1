import { plainName } from '../../words/words.ts'

/** True for the usual name of a property that holds a state, such as `status`, `orderState` or `/phase`. */
export function namesState(name: string): boolean {
  return /(?:status|state|phase|stage)$/.test(plainName(name))
}
