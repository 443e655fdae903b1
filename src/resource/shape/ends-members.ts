import type { ApiOperation } from '../../document/api-document.ts'
import { lastLiteral, pathShape } from './path-shape.ts'
import { wordsOf } from '../../words/words.ts'

/** Verbs of actions that end what a member is for, or take its state back. */
const ENDING: ReadonlySet<string> = new Set([
  'void',
  'cancel',
  'abort',
  'withdraw',
  'reject',
  'decline',
  'revoke',
  'terminate',
  'deactivate',
  'disable',
  'reopen',
  'unpublish',
  'unlock',
  'release',
  'return',
  'close',
  'archive',
  'retire',
  'expire',
  'stop',
  'suspend',
])

/** True for an action after which a member may be deleted that refuses its delete before, such as `POST /invoices/{id}/void`. */
export function endsMembers({ path, id }: ApiOperation): boolean {
  return [lastLiteral(pathShape(path).parts) ?? '', id].some((text) => ENDING.has(wordsOf(text)[0] ?? ''))
}
