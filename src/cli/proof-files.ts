import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { renderProofPage } from '../../reporters/proof-page.ts'
import { openSink, type Sink } from '../../reporters/sink.ts'
import type { Proof } from '../prove/proof.ts'
import { NO_RECORD, type ProofRecord, recordOf } from '../prove/record.ts'
import { UserError } from '../source/mistake.ts'
import { TOOL } from '../source/tool.ts'
import { isNarrowed } from './flags.ts'
import type { ProveFlags } from './flags.ts'

const RECORD = join(TOOL.root, 'docs', 'proof.json')
const PAGE = join(TOOL.root, 'docs', 'proof.md')

/** What the last full proof of this package has found. */
export function readRecord(): ProofRecord {
  return existsSync(RECORD) ? (JSON.parse(readFileSync(RECORD, 'utf8')) as ProofRecord) : NO_RECORD
}

/** The files that a proof is written to, each whole or not at all. */
export interface ProofFiles {
  readonly commit: (proof: Proof) => Promise<void>
  readonly discard: () => void
}

/**
 * Opened before anything is fired, so that one that cannot be written is found out at once.
 * @throws UserError where one cannot, or where the flags make no sense together.
 */
export function openProofFiles(flags: ProveFlags): ProofFiles {
  const files: Written[] = []
  const discard = (): void => {
    for (const { sink } of files) sink.discard()
  }
  try {
    for (const { file, render } of filesFor(flags)) files.push({ sink: openSink({ file }), render })
  } catch (cause) {
    discard()
    throw new UserError((cause as Error).message, { cause })
  }
  return {
    discard,
    async commit(proof) {
      for (const { sink, render } of files) sink.write(render(proof))
      for (const { sink } of files) await sink.commit()
    },
  }
}

type Render = (proof: Proof) => string

interface Written {
  readonly sink: Sink
  readonly render: Render
}

function filesFor(flags: ProveFlags): readonly { readonly file: string; readonly render: Render }[] {
  const { json, page, update, full } = flags
  if (update === true && full !== true) throw new UserError('--update needs --full: a record says what kills what')
  if (update === true && (isNarrowed(flags) || flags.case !== undefined))
    throw new UserError('--update takes neither --fault, --server nor --case: the record is of all of them')
  return [
    ...(json === undefined ? [] : [{ file: json, render: asJson }]),
    ...(page === undefined ? [] : [{ file: page, render: renderProofPage }]),
    ...(update === true
      ? [
          { file: PAGE, render: renderProofPage },
          { file: RECORD, render: asRecord },
        ]
      : []),
  ]
}

function asRecord(proof: Proof): string {
  return asJson(recordOf(proof))
}

function asJson(proof: unknown): string {
  return `${JSON.stringify(proof, null, 1)}\n`
}
