import type { ApiOperation } from '../../document/api-document.ts'
import { pathShape } from './path-shape.ts'
import { singular, wordsOf } from '../../words/words.ts'

const VERBS =
  /^(?:logout|logoff|signout|restart|reboot|shutdown|poweroff|reset|revoke|terminate|kill|stop|purge|flush|clear|wipe|invalidate|deactivate|disable|delete|remove|destroy|unsubscribe|uninstall|upgrade|rotate)$/
const PARTED = /^(?:log (?:out|off)|sign (?:out|off)|shut down|power off)\b/

/**
 * True for a GET whose path ends with a verb, as in `/auth/logout` and `/admin/restart-server`: it most likely changes the target, whatever
 * RFC 9110 says of GET.
 */
export function actsOnRead({ method, path }: ApiOperation): boolean {
  const last = pathShape(path).parts.at(-1)
  if (method !== 'GET' || last === undefined || !('literal' in last)) return false
  const words = wordsOf(last.literal)
  const end = words.at(-1) ?? ''
  // `/stop-times` lists times.
  if (words.length > 1 && singular(end) !== end) return false
  return VERBS.test(words[0] ?? '') || PARTED.test(words.join(' '))
}
