import { isObject } from '../../json/pointer.ts'

/** True for a text that a value has at two places or more, as a key and a name of it. */
export function standsTwice(text: string, value: unknown): boolean {
  return timesIn(text, value) > 1
}

function timesIn(text: string, value: unknown): number {
  if (value === text) return 1
  const parts = Array.isArray(value) ? (value as unknown[]) : isObject(value) ? Object.values(value) : []
  return parts.reduce<number>((count, part) => count + timesIn(text, part), 0)
}
