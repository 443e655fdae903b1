import type { Part } from '../file/document-file.ts'
import { keyOf, nameOf } from './families.ts'

/** Gives each schema a name that no other has: its own, with a number where another has the same. */
export function createSchemaNames(): (schema: Part, suffix?: string) => string {
  const names = new Map<string, string>()
  const taken = new Set<string>()
  return (schema, suffix = '') => {
    const key = `${keyOf(schema)}|${suffix}`
    const known = names.get(key)
    if (known !== undefined) return known
    const name = freeName(`${safe(nameOf(schema))}${suffix}`, taken)
    taken.add(name)
    names.set(key, name)
    return name
  }
}

function freeName(name: string, taken: ReadonlySet<string>): string {
  if (!taken.has(name)) return name
  for (let count = 2; ; count += 1) if (!taken.has(`${name}-${count}`)) return `${name}-${count}`
}

/** A name as part of a URI. */
function safe(name: string): string {
  const plain = name.replaceAll(/[^\w.-]/g, '-').slice(0, 200)
  return /^\.*$/.test(plain) ? `schema${plain}` : plain
}
