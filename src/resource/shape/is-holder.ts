import { plainName } from '../../words/words.ts'

const HOLDERS =
  /^(?:attributes|profile|properties|meta|metadata|data|spec|audit|auditing|timestamps|times|sys|system|systemdata|details)$/

/** True for the name of an object that holds properties of the member itself. Any other object may be another member, such as `milestone`. */
export function isHolder(name: string): boolean {
  return HOLDERS.test(plainName(name))
}
