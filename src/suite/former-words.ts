import type { Forall, Sender } from './suite.ts'

/** Modes of a drawing that have another name today. */
export const FORMER_MODES: ReadonlyMap<string, Forall['mode']> = new Map([['mangled', 'tricky']])

/** Senders that have another name today. */
export const FORMER_SENDERS: ReadonlyMap<string, Sender> = new Map<string, Sender>([
  ['misended', 'last-char-changed'],
  ['recased', 'case-flipped'],
  ['misdirected', 'wrong-uri'],
  ['misqueried', 'wrong-query'],
  ['misused', 'wrong-method'],
])

/** The sender under its name of today. */
export function currentSender(written: string): Sender {
  return FORMER_SENDERS.get(written) ?? (written as Sender)
}
