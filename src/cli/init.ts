import { Command } from 'commander'
import { UserError } from '../source/mistake.ts'
import { collect } from './flags/flags.ts'
import type { InitFlags } from './init/init-answers.ts'
import type { InitDocumentFlags } from './init/init-document.ts'

/** Creates `conform init`, which writes the files of a new project. */
export function initCommand(): Command {
  return new Command('init')
    .description(
      'write a configuration, a CI file and a first own suite, or the contract of a document; existing files stay as they are',
    )
    .option('--target <url>', 'URL of the server (default: http://127.0.0.1:8080)')
    .option('--group-id <id>', 'group (project) to work in (default: the first group of `conform serve`)')
    .option('--start <command>', 'command that starts the server, for the CI file (default: npm start)')
    .option('--wait <time>', 'time until the server must answer, for the CI file (default: 60s)')
    .option('--auth <scheme>', 'credentials of the owner: none, bearer, digest, oauth2 (default: none)')
    .option(
      '--ci <service>',
      'CI file: github, gitlab, none (default: gitlab beside a .gitlab-ci.yml, else github; with a document: none)',
    )
    .option('--yes', 'ask no question, and take the default of each missing flag')
    .argument('[document]', 'OpenAPI document of another API: writes a contract of its resources in place of a suite')
    .option('--folder <folder>', 'with a document: folder of the contract (default: conformance)')
    .option(
      '--config <file>',
      'with a document: configuration with credentials (default: ./conform.config.yaml, if present)',
    )
    .option(
      '--write <resource>',
      'with a document and --target: resource whose members the look may create, change and delete; * for all; repeatable',
      collect,
    )
    .option(
      '--scope <name=value>',
      'with a document: value of a path parameter that is never created; repeatable',
      collect,
    )
    .option('--ledger <file>', 'with a document and --target: file that lists what the look creates')
    .option('--insecure', 'with a document: accept any TLS certificate; an impostor can then get the credentials')
    .action(async (document: string | undefined, flags: InitFlags & InitDocumentFlags) => {
      refuseFlags(document, flags)
      if (document === undefined) {
        const { initProject } = await import('./init/init-project.ts')
        await initProject(flags)
        return
      }
      const { initDocument } = await import('./init/init-document.ts')
      await initDocument(document, flags)
    })
}

const PLAIN = ['groupId', 'auth', 'yes'] as const
const OF_DOCUMENT = ['folder', 'config', 'write', 'scope', 'ledger', 'insecure'] as const

/** @throws UserError for flags of the other form of the command. */
function refuseFlags(document: string | undefined, flags: InitFlags & InitDocumentFlags): void {
  const others = document === undefined ? OF_DOCUMENT : PLAIN
  const unused =
    document === undefined || flags.ci !== undefined
      ? undefined
      : (['start', 'wait'] as const).find((name) => flags[name] !== undefined)
  if (unused !== undefined) throw new UserError(`--${unused} beside a document needs --ci github or --ci gitlab`)
  const wrong = others.find((name) => flags[name] !== undefined)
  if (wrong === undefined) return
  const flag = `--${wrong.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`
  throw new UserError(
    document === undefined
      ? `${flag} needs the OpenAPI document: init DOCUMENT ${flag} …`
      : `${flag} means nothing beside a document; leave it out`,
  )
}
