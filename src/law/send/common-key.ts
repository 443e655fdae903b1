import { holdsWord } from '../body/words.ts'

/** True for a key that a member from before may have too: it is one of a few. */
export function isCommonKey(key: string): boolean {
  return !holdsWord(key.toLowerCase()) && !/^\d{7,}$|^[\da-f]{8}-/i.test(key)
}
