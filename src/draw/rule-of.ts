import type { Subject } from './subject.ts'

/** The name of the rule for a keyword that is broken at a pointer. */
export function ruleOf({ part, key }: Subject, keyword: string, instancePath: string): string {
  if (part === 'body' && instancePath === '' && keyword === 'type') return 'root'
  return key?.pointer === instancePath && ['enum', 'const'].includes(keyword) ? 'key' : keyword
}

/** The pointer in the name of an example. */
export function placeInWords(instancePath: string): string {
  return instancePath === '' ? 'at the root' : `at ${instancePath}`
}
