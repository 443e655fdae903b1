import { LONGEST_READ } from './describes.ts'

/** The bounds within which a server keeps a page size that it does not refuse. */
export interface SizeBounds {
  readonly minimum?: number
  readonly maximum?: number
}

const NUMBER = String.raw`\W?(\d{1,6})\b`
const BOTH = new RegExp(
  String.raw`\b(?:clamped|limited|kept|restricted|forced|brought|adjusted)\b[^.;\d]*${NUMBER}(?:\W{1,4}|\W+(?:to|and|through)\W+)(\d{1,6})\b`,
  'i',
)
const LEAST = new RegExp(
  String.raw`\b(?:raised|increased|bumped|rounded up) to (?:the minimum of |at least )?${NUMBER}|\bat least ${NUMBER}`,
  'i',
)
const MOST = new RegExp(
  String.raw`\b(?:lowered|reduced|decreased|capped|cut|clamped|limited|truncated|rounded down) (?:to|at) (?:a maximum of |the maximum of |at most )?${NUMBER}`,
  'i',
)

/** The bounds that a description of a page size states, such as `A value below 5 is raised to 5, and one above 50 is lowered to 50.` */
export function sizeBoundsSaid(description: unknown): SizeBounds {
  if (typeof description !== 'string' || description.length > LONGEST_READ) return {}
  const [, least, most] = BOTH.exec(description) ?? []
  if (least !== undefined && most !== undefined && Number(least) < Number(most))
    return { minimum: Number(least), maximum: Number(most) }
  const [, raised, atLeast] = LEAST.exec(description) ?? []
  const minimum = Number(raised ?? atLeast ?? 0)
  const maximum = Number(MOST.exec(description)?.[1] ?? 0)
  return { ...(minimum > 0 ? { minimum } : {}), ...(maximum > 0 ? { maximum } : {}) }
}
