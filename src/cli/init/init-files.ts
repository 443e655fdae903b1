import { stringify } from 'yaml'
import { DEFAULT_FILE } from '../../config/settings.ts'
import type { InitAnswers } from './init-answers.ts'
import { ciFile } from './ci-file.ts'
import type { NewFile } from './write-new-files.ts'

/** The inputs besides the answers. */
export interface InitContext {
  /** The path of this package from the working directory, such as `node_modules/NAME`. */
  readonly packagePath: string
  readonly contract: string
  /** The first suite of the contract, with the schema line of the contract's own folder. */
  readonly firstSuite: string
  /** The path of the file for GitLab. */
  readonly gitlabFile: string
}

/** The paths of the folder of own suites, and of the first suite in it. */
export const OWN_SUITES = 'conformance'
export const FIRST_SUITE = `${OWN_SUITES}/own.yaml`

/** The files for the answers: configuration, first own suite, CI file. */
export function initFiles(answers: InitAnswers, context: InitContext): readonly NewFile[] {
  return [
    { path: DEFAULT_FILE, text: configText(answers, context) },
    { path: FIRST_SUITE, text: suiteText(context) },
    ...ciFile({ ...answers, run: 'run', variables: VARIABLES[answers.auth], gitlabFile: context.gitlabFile }),
  ]
}

function configText({ target, group, auth }: InitAnswers, { packagePath, contract }: InitContext): string {
  return `${schemaLine(packagePath, 'config')}
target: ${scalar(target)}
groupId: ${scalar(group)}
# otherGroupId: ID          # a second group, which must not see what happens in the first
${principalsText(auth)}
suites:
  - ${scalar(`${packagePath}/suites/${contract}`)}
  - ${OWN_SUITES}
`
}

/** The owner's credentials come from the environment. Reader and stranger stay comments, because an unset variable is an error. */
function principalsText(auth: InitAnswers['auth']): string {
  const [mark, scheme] = auth === 'none' ? ['# ', 'bearer' as const] : ['', auth]
  return [
    `${mark}principals:`,
    `${mark}  owner: ${CREDENTIALS[scheme]('OWNER')}`,
    `#   reader: ${CREDENTIALS[scheme]('READER')}      # may read the group, not write`,
    `#   stranger: ${CREDENTIALS[scheme]('STRANGER')}  # known, without a role in the group`,
  ].join('\n')
}

const CREDENTIALS = {
  bearer: (who: string) => `{ bearer: '\${${who}_TOKEN}' }`,
  digest: (who: string) => `{ digest: { username: '\${${who}_USERNAME}', password: '\${${who}_PASSWORD}' } }`,
  oauth2: (who: string) => `{ oauth2: { clientId: '\${${who}_CLIENT_ID}', clientSecret: '\${${who}_CLIENT_SECRET}' } }`,
}

const VARIABLES: Readonly<Record<InitAnswers['auth'], readonly string[]>> = {
  none: [],
  bearer: ['OWNER_TOKEN'],
  digest: ['OWNER_USERNAME', 'OWNER_PASSWORD'],
  oauth2: ['OWNER_CLIENT_ID', 'OWNER_CLIENT_SECRET'],
}

function suiteText({ packagePath, firstSuite }: InitContext): string {
  const body = firstSuite.replace(/^# yaml-language-server:.*\n/, '')
  return `${schemaLine(`../${packagePath}`, 'suite')}\n${body}`
}

/** The line that names the schema of a file to an editor. */
export function schemaLine(packagePath: string, name: string): string {
  return `# yaml-language-server: $schema=${packagePath}/specs/${name}.schema.json`
}

/** A text as a scalar of YAML. */
export function scalar(text: string): string {
  return stringify(text, { lineWidth: 0 }).trimEnd()
}
