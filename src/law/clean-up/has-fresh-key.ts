import { isCommonKey } from '../send/common-key.ts'
import type { CreateNote } from '../session/member-ledger.ts'

/** True where the path of a member has a key that no member of others has: a word of the run, a large number or a UUID. */
export function hasFreshKey({
  path,
  note: { item },
}: {
  readonly path: string | undefined
  readonly note: Pick<CreateNote, 'item'>
}): boolean {
  const keys = path?.slice(Math.max(0, item.indexOf('{'))).split('/') ?? []
  return keys.some((key) => !isCommonKey(key))
}
