import type { Mistake } from '../../source/mistake.ts'
import { type Part, tokensOf } from './document-file.ts'

/** Sentences about unknown or broken parts of a document, each with its place. Such a part is left out or read widely. */
export interface Remarks {
  add(part: Part, message: string): void
  /** In the order of their finding; each once. */
  list(): readonly Mistake[]
}

/** The most remarks that are told. A broken generator of documents repeats itself. */
const MOST = 200

export function createRemarks(first: readonly Mistake[]): Remarks {
  const remarks = new Map<string, Mistake>()
  let left = 0
  for (const remark of first) remarks.set(JSON.stringify(remark), remark)
  return {
    add(part, message) {
      const key = JSON.stringify([part.file.path, tokensOf(part), message])
      if (remarks.has(key)) return
      if (remarks.size >= MOST) left += 1
      else remarks.set(key, { message, at: part.file.locate(tokensOf(part)) })
    },
    list: () => [...remarks.values(), ...(left === 0 ? [] : [{ message: `${left} further remarks are left out` }])],
  }
}
