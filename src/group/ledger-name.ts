import { createHash } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'

/** The ledger of versions that had one name for all targets and groups. */
export const FORMER_LEDGER = 'conform.ledger.jsonl'

/** The longest part of a file name that describes the target, in characters: file systems allow 255 in all. */
const LONGEST = 120

/** Returns the name of a target in a ledger: origin and path, without a slash at the end. */
export function nameOf({ origin, pathname }: URL): string {
  return origin + pathname.replace(/\/$/, '')
}

/** The default file name of the ledger for a group on a target: two runs in one folder differ in at least one of both. */
export function ledgerName(target: URL, group: string): string {
  const place = part(nameOf(target).replace(/^https?:\/\//, ''))
  return `conform.ledger.${place}.${part(group)}.jsonl`
}

/** The file name of the record of the last run for a group on a target. */
export function lastRunName(target: URL, group: string): string {
  return ledgerName(target, group).replace(/^conform\.ledger\.(.*)\.jsonl$/, 'conform.last.$1.json')
}

/** The paths of all ledgers with a default name in a folder, the former name included. */
export function findLedgers(folder: string): readonly string[] {
  return readdirSync(folder)
    .filter((name) => /^conform\.ledger(\..+)?\.jsonl$/.test(name))
    .toSorted()
    .map((name) => (folder === '.' ? name : join(folder, name)))
}

/** The text with file-name characters only. A cut text ends in a digest, so that names differ. */
function part(text: string): string {
  const plain = text.replaceAll(/[^\w.-]+/g, '-')
  if (plain.length <= LONGEST) return plain
  return `${plain.slice(0, LONGEST)}-${createHash('sha256').update(text).digest('hex').slice(0, 8)}`
}
