import { valueAt } from '../../json/pointer.ts'
import type { Pointer } from '../../resource/model.ts'

/**
 * The members in the body of a list; empty where it shows none. A body that is an array is the list itself: a query parameter may choose
 * between an array and an object around it.
 */
export function itemsIn(body: unknown, items: Pointer): readonly unknown[] {
  const found = valueAt(body, placeOfItems(body, items))
  return Array.isArray(found) ? (found as unknown[]) : []
}

/** The pointer of the members in the body of a list. */
export function placeOfItems(body: unknown, items: Pointer): Pointer {
  return Array.isArray(body) && !Array.isArray(valueAt(body, items)) ? '' : items
}
