import type { Answer } from '../session/exchange.ts'
import type { Makings } from '../session/makings.ts'

/** The largest variant whose numbers are small. */
export const USUAL = 1

interface Tried {
  readonly conflicts: number
  readonly variant: number
  /** True where the variant is that of a kind of member: another one is another kind. */
  readonly isKind: boolean
}

/**
 * Says how a create that was refused is sent again, and notes it for the next ones. `other`: a short text, a number, a date or an example may be
 * that of another member, and a member that others name may be taken. `smaller`: a number that sets members apart may be more than another member allows, such as more guests than a
 * room has beds.
 */
export function retryAfter(
  { status, text }: Answer,
  { conflicts, variant, isKind }: Tried,
  makings: Makings,
): 'other' | 'smaller' | undefined {
  if (makings.way === undefined) return undefined
  const isExample = makings.way === 'example' && makings.isRenewed !== true
  if (isExample && (status === 400 || status === 409 || status === 422) && TAKEN.test(text)) {
    makings.isRenewed = true
    return 'other'
  }
  if (status === 409 && conflicts + 1 < MOST_CONFLICTS) {
    if (makings.isUsual !== true) makings.shift ??= 0
    makings.days ??= 0
    return 'other'
  }
  const isLarge = (variant > USUAL && !isKind) || makings.shift !== undefined
  if ((status !== 400 && status !== 422) || !isLarge) return undefined
  if (makings.shift !== undefined) Object.assign(makings, { shift: undefined, isUsual: true })
  return 'smaller'
}

/** Words of a refusal because another member has a value. */
const TAKEN = /\b(?:already|taken|exists|duplicate|in use|unique)\b/i

/** The most creates of a member that conflict with others, as a count. */
const MOST_CONFLICTS = 3
