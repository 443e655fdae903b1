import { DEFAULT_FILE } from '../../config/settings.ts'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DEFAULT_GROUP_IDS } from '../../../fixtures/reference/default-group-ids.ts'
import { loadBundle } from '../../bundle/load-bundle.ts'
import { checkGroupIds } from '../../config/check-groups.ts'
import { plainText } from '../../../reporters/text/plain-text.ts'
import { TOOL } from '../../source/tool.ts'
import { calledAs } from '../shell/called-as.ts'
import { type Ask, collectAnswers, DEFAULT_START, type InitAnswers, type InitFlags } from './init-answers.ts'
import { FIRST_SUITE, initFiles, OWN_SUITES } from './init-files.ts'
import { gitlabFileHere, includeNotes } from './ci-file.ts'
import { ignoreRecords } from './ignore-records.ts'
import { isInstalled, pathOfPackage } from '../shell/package-path.ts'
import { openTerminal } from '../shell/terminal.ts'
import { shellWord } from '../../source/shell-word.ts'
import { writeNewFiles, type WrittenFiles } from './write-new-files.ts'

/**
 * Runs `conform init`: writes a configuration, a CI file and a first own suite into the working directory. Overwrites nothing.
 * @throws UserError for a wrong value, or a file that cannot be written.
 */
export async function initProject(flags: InitFlags): Promise<void> {
  const proposed = { group: DEFAULT_GROUP_IDS[0] ?? '', ci: proposedCi() }
  const answers = await withTerminal(flags, (ask) => collectAnswers(flags, proposed, ask))
  const { contract } = await loadBundle(TOOL.contract)
  checkGroupIds({ groups: [answers.group] }, contract)
  const packagePath = pathOfPackage()
  const firstSuite = readFileSync(join(TOOL.root, 'specs', TOOL.contract, 'first-suite.yaml'), 'utf8')
  const files = initFiles(answers, { packagePath, contract: TOOL.contract, firstSuite, gitlabFile: gitlabFileHere() })
  const done = writeNewFiles(files)
  const lines = [
    ...done.written.map((path) => `wrote  ${path}`),
    ...done.kept.map((path) => `kept   ${path}: the file exists already, and stays as it is`),
    ...ignoreRecords(),
    ...includeNotes([...done.written, ...done.kept]),
    ...notes(done, packagePath),
    `next   ${calledAs()} run --dry-run`,
    `       ${calledAs()} run${startFlag(answers, { flags, kept: done.kept })}`,
  ]
  process.stdout.write(`${lines.map(plainText).join('\n')}\n`)
}

interface Given {
  readonly flags: InitFlags
  readonly kept: readonly string[]
}

/** A configuration from before may start another server, or none. The default command is no advice there. */
function startFlag({ start }: InitAnswers, { flags, kept }: Given): string {
  const isDefault = flags.start === undefined && start === DEFAULT_START
  return isDefault && kept.includes(DEFAULT_FILE) ? '' : ` --start ${shellWord(start)}`
}

function notes({ written, kept }: WrittenFiles, packagePath: string): readonly string[] {
  return [
    ...(kept.includes(DEFAULT_FILE) && written.includes(FIRST_SUITE)
      ? [`note   add ${OWN_SUITES} to "suites" in ${DEFAULT_FILE}, so that a run includes ${FIRST_SUITE}`]
      : []),
    ...(isInstalled()
      ? []
      : [
          `note   ${TOOL.name} is not installed in this folder, so the paths lead to ${packagePath}; install it for CI`,
        ]),
  ]
}

/** Asks only on a terminal, and not with `--yes`; otherwise each proposal is the answer. */
async function withTerminal<T>({ yes }: InitFlags, collect: (ask: Ask) => Promise<T>): Promise<T> {
  if (yes === true || !process.stdin.isTTY || !process.stderr.isTTY)
    return collect((_, proposal) => Promise.resolve(proposal))
  const terminal = openTerminal({ cancelled: 'cancelled; nothing was written' })
  try {
    return await collect(async (question, proposal) => {
      const answer = await terminal.ask(`${question} [${proposal}]: `)
      return answer.trim() === '' ? proposal : answer.trim()
    })
  } finally {
    terminal.close()
  }
}

function proposedCi(): InitAnswers['ci'] {
  return existsSync('.gitlab-ci.yml') ? 'gitlab' : 'github'
}
