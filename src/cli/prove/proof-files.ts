import { renderProofPage } from '../../../reporters/proof/proof-page.ts'
import { openSink, type Sink } from '../../../reporters/sink.ts'
import type { ProofPage } from '../../prove/proof-page.ts'
import type { Proof } from '../../prove/proof.ts'
import { UserError } from '../../source/mistake.ts'
import type { ProveFlags } from '../flags/flags.ts'

/** The files that `--json` and `--page` name, each written whole or not at all. */
export interface ProofFiles {
  /** `page`: undefined for a proof without a page. */
  readonly commit: (proof: Proof, page: ProofPage | undefined) => Promise<void>
  readonly discard: () => void
}

/**
 * Opens the files before a row is fired, so that a file that cannot be written is known at once.
 * @throws UserError where a file cannot be written.
 */
export function openProofFiles({ json, page }: Pick<ProveFlags, 'json' | 'page'>): ProofFiles {
  const files: Written[] = []
  const discard = (): void => {
    for (const { sink } of files) sink.discard()
  }
  const open = (file: string | undefined, render: Render): void => {
    if (file !== undefined) files.push({ sink: openSink({ file }), render })
  }
  try {
    open(json, (proof) => `${JSON.stringify(proof, null, 1)}\n`)
    open(page, (_, contents) => (contents === undefined ? '' : renderProofPage(contents)))
  } catch (cause) {
    discard()
    throw new UserError((cause as Error).message, { cause })
  }
  return {
    discard,
    async commit(proof, contents) {
      for (const { sink, render } of files) sink.write(render(proof, contents))
      for (const { sink } of files) await sink.commit()
    },
  }
}

type Render = (proof: Proof, page: ProofPage | undefined) => string

interface Written {
  readonly sink: Sink
  readonly render: Render
}
