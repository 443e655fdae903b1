import { readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { temporaryBeside } from '../../../reporters/temporary-file.ts'
import { isExamplePath } from '../../draw/follow-path.ts'
import { isObject } from '../../json/pointer.ts'
import type { FailedCase } from '../../report/failures.ts'
import type { Verdict } from '../../report/report.ts'
import { jsonOf } from '../../source/not-json.ts'
import { TOOL } from '../../source/tool.ts'

/** The failures that are known after the last run against a target, in one group. It holds no values and no secrets. */
export interface LastRun {
  readonly contract: string
  readonly target: string
  readonly group: string
  readonly verdict: Verdict
  readonly failed: readonly FailedCase[]
  /** The count of cases that failed as known by a baseline; omitted where there are none. */
  readonly known?: number
}

/** The largest file that is read, in bytes: some 100,000 failures. */
const LARGEST = 16_000_000

/**
 * Reads the record of a last run; undefined where there is none.
 * @throws Error with the reason, for anything that is not such a record.
 */
export function readLastRun(file: string): LastRun | undefined {
  const stats = statSync(file, { throwIfNoEntry: false })
  if (stats === undefined) return undefined
  if (!stats.isFile()) throw new Error('it is not a file')
  if (stats.size > LARGEST) throw new Error('it is too large')
  const value = jsonOf(file, readFileSync(file, 'utf8'))
  if (!isLastRun(value)) throw new Error('it is not a record of this tool')
  return value
}

/** Writes the record as a whole, readable for the user alone. */
export function writeLastRun(file: string, { contract, target, group, verdict, failed, known }: LastRun): void {
  const temporary = temporaryBeside(file)
  const record = { lastRun: 1, tool: TOOL.version, contract, target, group, verdict, failed, known }
  try {
    writeFileSync(temporary, `${JSON.stringify(record, undefined, 2)}\n`, { mode: 0o600, flag: 'wx' })
    renameSync(temporary, file)
  } catch (error) {
    rmSync(temporary, { force: true })
    throw error
  }
}

const VERDICTS: readonly unknown[] = ['conforms', 'violates', 'inconclusive'] satisfies readonly Verdict[]

function isLastRun(value: unknown): value is LastRun {
  if (!isObject(value) || value['lastRun'] !== 1 || !Array.isArray(value['failed'])) return false
  const { known = 0 } = value
  const texts = [value['contract'], value['target'], value['group']]
  return (
    texts.every((text) => typeof text === 'string') &&
    VERDICTS.includes(value['verdict']) &&
    Number.isSafeInteger(known) &&
    value['failed'].every(isFailure)
  )
}

/** True for an id, a seed, and a valid path of a counterexample and causes, if any. */
export function isFailure(value: unknown): value is FailedCase {
  if (!isObject(value) || typeof value['id'] !== 'string' || !Number.isSafeInteger(value['seed'])) return false
  const { path, causes = [] } = value
  if (!Array.isArray(causes) || !causes.every((cause) => typeof cause === 'string')) return false
  return path === undefined || (typeof path === 'string' && isExamplePath(path))
}
