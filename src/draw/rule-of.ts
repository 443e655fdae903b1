import type { Subject } from './subject.ts'

/** What a case calls a keyword that is broken at a place. */
export function ruleOf({ part, key }: Subject, keyword: string, instancePath: string): string {
  if (part === 'body' && instancePath === '' && keyword === 'type') return 'root'
  return key?.pointer === instancePath && ['enum', 'const'].includes(keyword) ? 'key' : keyword
}

/** A place in the name of an example. */
export function placed(instancePath: string): string {
  return instancePath === '' ? 'at the root' : `at ${instancePath}`
}
