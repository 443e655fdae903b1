/** The sorts of ids that a script asks this tool for. `id` stands for cases and requirements. */
export const ID_KINDS = ['id', 'case', 'fault', 'server', 'variant'] as const

/** A sort of ids. */
export type IdKind = (typeof ID_KINDS)[number]

/** True for a sort of ids, and not for another value of a place. */
export function isIdKind(value: unknown): value is IdKind {
  return ID_KINDS.some((kind) => kind === value)
}
