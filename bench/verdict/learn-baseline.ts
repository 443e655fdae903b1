import { copyFileSync, existsSync } from 'node:fs'
import { join } from 'node:path'
import { readBaseline, writeEmptyBaseline } from './baseline.ts'
import type { Files } from './files.ts'
import { accuseReference, type Schemathesis } from './fire-schemathesis.ts'
import { startUnderTest } from './server-under-test.ts'

/** Runs at the reference, from which a baseline is learned. */
export interface Learning {
  readonly tool: Omit<Schemathesis, 'baseline'>
  readonly seeds: readonly number[]
  /** A baseline to begin with. */
  readonly from?: string
  /** The file that keeps the learned baseline for the next time. */
  readonly keep?: string
}

/** Returns the tool with a baseline: what it reports about the reference, with any of the seeds, is no find. */
export async function learnBaseline(files: Files, { tool, seeds, from, keep }: Learning): Promise<Schemathesis> {
  if (keep !== undefined && existsSync(keep)) return { ...tool, baseline: keep }
  const learned = { ...tool, baseline: join(files.folder, `baseline-${tool.maxExamples ?? 'default'}.json`) }
  if (from === undefined) writeEmptyBaseline(learned.baseline)
  else copyFileSync(from, learned.baseline)
  for (const seed of seeds) {
    const server = await startUnderTest(files)
    const { requests, seconds } = await accuseReference(server, files, { tool: learned, seed })
    await server.close()
    const known = readBaseline(learned.baseline).length
    process.stdout.write(
      `schemathesis at the reference, seed ${seed}: ${known} false alarms so far; ${requests} requests, ${seconds.toFixed(0)} s\n`,
    )
  }
  if (keep !== undefined) copyFileSync(learned.baseline, keep)
  return learned
}
