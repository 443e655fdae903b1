import { isObject } from '../../json/pointer.ts'
import type { Example, PropertySource } from '../property-source.ts'
import { breaking, nameIn } from './breaking.ts'

interface Refusing {
  /** The invalid bodies of a key. */
  readonly open: (key: string) => PropertySource
  /** A valid body whose values the member does not have. */
  readonly beside: (key: string) => Example
}

/** The number of the refusal that breaks the first rule: that of an update, which may store the rest of its body. */
const FIRST = 2

/**
 * Draws bodies of keys with new values and one defect each. Each body of a key breaks the next rule. One names another key, which may
 * lose by it. A body names the given key if it can.
 */
export function refusedBodies(
  keys: readonly string[],
  { open, beside }: Refusing,
): (key: string, named?: string) => Example {
  const all = new Map<string, readonly Example[]>()
  const counts = new Map<string, number>()
  return (key, named) => {
    const rules = all.get(key) ?? rulesOf(open(key))
    all.set(key, rules)
    const [first] = rules
    if (named !== undefined && first !== undefined && namesKey(first))
      return naming(breaking(beside(key), first), named)
    const count = counts.get(key) ?? 0
    counts.set(key, count + 1)
    const invalid = rules.at((count - FIRST) % rules.length)
    if (invalid === undefined) return open(key).example(count)
    const others = keys.filter((one) => one !== key)
    return naming(breaking(beside(key), invalid), others[count % others.length])
  }
}

/** An example of each rule, first one that names a wrong key. */
function rulesOf(source: PropertySource): readonly Example[] {
  const rules = new Map<string, Example>()
  for (let index = 0; index < source.boundaries; index += 1) {
    const example = source.example(index)
    const { rule } = example.broken ?? {}
    if (rule !== undefined && !rules.has(rule)) rules.set(rule, example)
  }
  const examples = [...rules.values()]
  return [...examples.filter(namesKey), ...examples.filter((example) => !namesKey(example))]
}

function namesKey({ broken }: Example): boolean {
  return broken?.rule === 'key'
}

/** A body that names a wrong key, with another key of the collection in its place. */
function naming(example: Example, other: string | undefined): Example {
  const { value, broken } = example
  if (broken === undefined || !namesKey(example) || other === undefined || !isObject(value)) return example
  return { ...example, value: { ...value, [nameIn(broken)]: other } }
}
