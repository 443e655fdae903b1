import { appendFileSync, existsSync, readFileSync } from 'node:fs'
import { UserError } from '../../source/mistake.ts'

/** The files that runs leave in the folder: records of last runs, and ledgers. */
const RECORDS = ['conform.last.*.json', 'conform.ledger*.jsonl']
const FILE = '.gitignore'

/**
 * Adds the records of runs to `.gitignore`, where there is one or a git folder. Returns the line that says so; empty where nothing was added.
 * @throws UserError where the file cannot be written
 */
export function ignoreRecords(): readonly string[] {
  if (!existsSync(FILE) && !existsSync('.git')) return []
  try {
    const text = existsSync(FILE) ? readFileSync(FILE, 'utf8') : ''
    const lines = new Set(text.split('\n').map((line) => line.trim()))
    const missing = RECORDS.filter((record) => !lines.has(record) && !lines.has(`/${record}`))
    if (missing.length === 0) return []
    const start = text === '' || text.endsWith('\n') ? '' : '\n'
    appendFileSync(FILE, `${start}${missing.join('\n')}\n`)
    return [`added  ${missing.join(' and ')} to ${FILE}: records that runs leave in the folder`]
  } catch (cause) {
    const { code = '' } = cause as NodeJS.ErrnoException
    throw new UserError(`${FILE} cannot be changed (${code})`, { cause })
  }
}
