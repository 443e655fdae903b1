import { parsePointer, valueAt } from '../../json/pointer.ts'
import { withoutAt } from '../../json/change-at.ts'
import type { Drawn } from '../drawn.ts'
import type { Subject } from '../subject.ts'

/** A value that shrinks by leaving out optional properties, except the key. */
export function withLess({ declared, key }: Subject, value: unknown): Drawn {
  const optional = declared.filter(({ pointer, required }) => !required && pointer !== '' && pointer !== key?.pointer)
  return without(
    value,
    optional.map(({ pointer }) => pointer),
  )
}

function without(value: unknown, pointers: readonly string[]): Drawn {
  return {
    value,
    *smaller() {
      for (const pointer of pointers)
        if (valueAt(value, pointer) !== undefined) yield without(withoutAt(value, parsePointer(pointer)), pointers)
    },
  }
}
