import { type Document, visit } from 'yaml'
import type { Location, Mistake } from './mistake.ts'

/** The aliases of a document that name no anchor before them, or that stand within what they name. */
export function aliasMistakes(document: Document, place: (offset: number) => Location): readonly Mistake[] {
  const mistakes: Mistake[] = []
  visit(document, {
    Alias(_, alias, path) {
      const named = alias.resolve(document)
      const message =
        named === undefined
          ? `unresolved alias *${alias.source}; set the anchor &${alias.source} before it, or put the value in quotes`
          : `the alias *${alias.source} stands within what it names; name another part`
      if (named === undefined || path.includes(named))
        mistakes.push({ message: `this is not YAML: ${message}`, at: place(alias.range?.[0] ?? 0) })
    },
  })
  return mistakes
}

/** True if a value holds itself. */
export function isCyclic(value: unknown): boolean {
  const [open, done] = [new Set<unknown>(), new Set<unknown>()]
  const visitOne = (one: unknown): boolean => {
    if (typeof one !== 'object' || one === null || done.has(one)) return false
    if (open.has(one)) return true
    open.add(one)
    const found = Object.values(one).some(visitOne)
    open.delete(one)
    done.add(one)
    return found
  }
  return visitOne(value)
}
