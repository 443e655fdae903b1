import { isObject } from '../../json/pointer.ts'
import { statesOf } from '../../words/states-of.ts'
import { wordsOf } from '../../words/words.ts'

/** Words beside a state in the name of a property, as in `isArchived` and `archived_at`. */
const BESIDE: ReadonlySet<string> = new Set(['is', 'was', 'has', 'been', 'at', 'on', 'date', 'time', 'timestamp'])

/** True for a name or a value that is the state after an action. Examples: `publishedAt`, `isPublished` and `PUBLISHED` after `publish`. */
export function isStateOf(action: string, text: string): boolean {
  const [state, ...others] = wordsOf(text).filter((word) => !BESIDE.has(word))
  return state !== undefined && others.length === 0 && statesOf(action).includes(state)
}

/** Actions that may only ask for their state: another person, or a later step, brings it about. */
const ASKS: ReadonlySet<string> = new Set([
  'approve',
  'confirm',
  'flag',
  'invite',
  'notify',
  'report',
  'request',
  'sync',
  'verify',
  'vote',
])

/** True for an action that may only ask for its state, or whose state an update may take back. */
export function mayAskOnly(action: string): boolean {
  return wordsOf(action).some((word) => ASKS.has(word))
}

/** The properties of a shown member that an action is named after, and that are false or null: `isArchived` before `archive`. */
export function unsetBefore(action: string, shown: unknown): readonly string[] {
  if (!isObject(shown) || mayAskOnly(action)) return []
  return Object.keys(shown).filter((name) => (shown[name] === false || shown[name] === null) && isStateOf(action, name))
}
