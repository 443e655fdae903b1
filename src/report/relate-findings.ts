import type { Finding } from '../judge/judge.ts'

type Placed = Finding & { readonly exchange?: number }

/**
 * Gives all findings of one result about one place the same cause: several requirements often report one fault. The cause is that of the
 * first finding that is not a symptom. Findings of different levels keep different causes, except within a value that is missing.
 */
export function relateFindings<F extends Placed>(findings: readonly F[]): readonly F[] {
  const roots = new Map<string, F>()
  for (const finding of findings) {
    const place = placeOf(finding)
    const root = roots.get(place)
    if (root === undefined || (isSymptom(root) && !isSymptom(finding))) roots.set(place, finding)
  }
  const missing = findings.filter(isOfMissingValue)
  return findings.map((finding) => {
    const origin = missing.find((one) => explains(one, finding)) ?? partOf(finding, findings) ?? finding
    const root = roots.get(placeOf(origin)) ?? origin
    return root.cause === finding.cause ? finding : { ...finding, cause: root.cause, follows: true }
  })
}

/** A container that is missing or wrong says more than what is not found in it. */
function isSymptom({ symptom, container }: Placed): boolean {
  return symptom === true && container !== true
}

/** The finding about a part of the value that a finding judges as a whole, in the same answer. */
function partOf<F extends Placed>({ whole, at, level, exchange }: F, findings: readonly F[]): F | undefined {
  if (whole !== true) return undefined
  return findings.find((one) => one.exchange === exchange && one.level === level && one.at.startsWith(`${at}/`))
}

/** The signatures of a value that is missing, or is of another JSON type. */
const MISSING = new Set([
  'fails-type',
  'breaks-type',
  'breaks-required',
  'breaks-discriminator',
  'not-json',
  'error-not-json',
])

function isOfMissingValue({ signature, at, container }: Placed): boolean {
  return MISSING.has(signature) && (at.startsWith('body#/') || container === true)
}

/** True if a value is missing, and the other finding is about its inside, says less about the same place, or follows from it. */
function explains(missing: Placed, { at, level, exchange = 0, actual }: Placed): boolean {
  if ((missing.exchange ?? 0) !== exchange || (missing.level !== 'must' && missing.level !== level)) return false
  if (at === missing.at) return missing.level !== level
  return at.startsWith(`${missing.at}/`) || (missing.container === true && at.startsWith('body#') && isAbsence(actual))
}

function isAbsence(actual: unknown): boolean {
  return actual === 'nothing' || actual === 'no such member'
}

/** The level and the property name, in any answer; without a property, the level, exchange and place. Content-Type belongs to the body. */
function placeOf({ level, at: own, exchange = 0 }: Placed): string {
  const at = own === 'header:Content-Type' ? 'body#' : own
  const [place, ...tokens] = at.split('/')
  // A pattern over the whole text would take seconds: the target may choose a long name.
  const name = place === 'body#' ? tokens.findLast((token) => /\D/.test(token)) : undefined
  return name === undefined ? `${level} ${exchange} ${at}` : `${level} ${name}`
}
