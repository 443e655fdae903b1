import type { Entry, ObjectPlan } from './object-plan.ts'

/** Objects with fewer properties, then with simpler values. */
export function* shrinkObject(plan: ObjectPlan, entries: readonly Entry[]): Iterable<Entry[]> {
  const least = plan.shape.minProperties
  const kept = entries.filter(({ kept: stays }) => stays)
  if (kept.length < entries.length && kept.length >= least) yield kept
  const loose = entries.filter(({ kept: stays }) => !stays)
  for (let size = Math.floor(loose.length / 2); size >= 1; size = Math.floor(size / 2)) {
    for (let at = 0; at < loose.length; at += size) {
      const dropped = new Set(loose.slice(at, at + size))
      const left = entries.filter((entry) => !dropped.has(entry))
      if (left.length >= least && keepsCompany(plan, left)) yield left
    }
  }
  for (const [at, entry] of entries.entries()) {
    for (const drawn of entry.drawn.by.shrink(entry.drawn)) yield entries.with(at, { ...entry, drawn })
  }
}

/** True if each property has the properties that `dependentRequired` demands. */
function keepsCompany({ shape }: ObjectPlan, entries: readonly Entry[]): boolean {
  if (shape.brings.length === 0) return true
  const names = new Set(entries.map(({ name }) => name))
  return shape.brings.every(([name, brought]) => !names.has(name) || brought.every((each) => names.has(each)))
}
