import type { Forall, Sender } from './suite.ts'

/** Former names of drawing modes, with their current names. */
export const FORMER_MODES: ReadonlyMap<string, Forall['mode']> = new Map([['mangled', 'tricky']])

/** Former names of senders, with their current names. */
export const FORMER_SENDERS: ReadonlyMap<string, Sender> = new Map<string, Sender>([
  ['misended', 'last-char-changed'],
  ['recased', 'case-flipped'],
  ['misdirected', 'wrong-uri'],
  ['misqueried', 'wrong-query'],
  ['misused', 'wrong-method'],
])

/** The current name of a sender. */
export function currentSender(written: string): Sender {
  return FORMER_SENDERS.get(written) ?? (written as Sender)
}
