import { formatPointer, isObject } from '../../json/pointer.ts'
import { isSameValue } from './same-value.ts'

/** A list that was sent, the list that is shown, and its place in the member. */
export interface ToldLists {
  readonly sent: readonly unknown[]
  readonly shown: readonly unknown[]
  readonly at: string
}

/** A difference within a list, at the place of the first one. */
interface Difference {
  readonly at: string
  readonly sent: unknown
  readonly shown: unknown
}

/**
 * The difference of two lists in words: their lengths, and the first item and property that differ. Undefined where an item only has another
 * form.
 * @param show a value as messages show it
 */
export function tellLists({ sent, shown, at }: ToldLists, show: (value: unknown) => string): string | undefined {
  const first = firstDifference({ sent, shown, at })
  const told = first === undefined ? undefined : `expected ${show(first.sent)} at ${first.at}, got ${show(first.shown)}`
  if (sent.length === shown.length) return told
  const lengths = `expected ${itemsOf(sent.length)} at ${at}, got ${shown.length}`
  const before = shown.length - sent.length
  if (sent.length > 0 && before > 0 && isSame(sent, shown.slice(before)))
    return `${lengths}: the items that were sent stand behind ${before} ${before === 1 ? 'other' : 'others'}`
  if (first === undefined)
    return before > 0
      ? `${lengths}: the items that were sent stand before ${before} ${before === 1 ? 'other' : 'others'}`
      : `${lengths}: the last ${-before} of them ${before === -1 ? 'is' : 'are'} missing`
  return `${lengths}, the first difference: ${told ?? ''}`
}

function itemsOf(count: number): string {
  return `${count} ${count === 1 ? 'item' : 'items'}`
}

function isSame(sent: readonly unknown[], shown: readonly unknown[]): boolean {
  return firstDifference({ sent, shown, at: '' }) === undefined
}

/**
 * The first difference of two values. Only the items that both lists have are compared. An object that is shown may have more properties.
 */
function firstDifference({ sent, shown, at }: Difference): Difference | undefined {
  if (Array.isArray(sent) && Array.isArray(shown)) {
    const both = (sent as unknown[]).slice(0, shown.length)
    return firstOf(both.map((one, index) => ({ at: `${at}/${index}`, sent: one, shown: (shown as unknown[])[index] })))
  }
  if (isObject(sent) && isObject(shown))
    return firstOf(
      Object.entries(sent).map(([name, one]) => ({ at: at + formatPointer([name]), sent: one, shown: shown[name] })),
    )
  const isNothing = (sent ?? null) === null && (shown ?? null) === null
  return isNothing || isSameValue(sent, shown) ? undefined : { at, sent, shown }
}

function firstOf(pairs: readonly Difference[]): Difference | undefined {
  for (const pair of pairs) {
    const found = firstDifference(pair)
    if (found !== undefined) return found
  }
  return undefined
}
