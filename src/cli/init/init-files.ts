import { stringify } from 'yaml'
import type { InitAnswers } from './init-answers.ts'
import { shellWord } from '../../source/shell-word.ts'

/** A file that `conform init` writes. The path is relative to the working directory. */
export interface NewFile {
  readonly path: string
  readonly text: string
}

/** The inputs besides the answers. */
export interface InitContext {
  /** The path of this package from the working directory, such as `node_modules/NAME`. */
  readonly packagePath: string
  readonly contract: string
  /** The first suite of the contract, with the schema line of the contract's own folder. */
  readonly firstSuite: string
}

/** The paths of the configuration, of the folder of own suites, and of the first suite in it. */
export const CONFIG = 'conform.config.yaml'
export const OWN_SUITES = 'conformance'
export const FIRST_SUITE = `${OWN_SUITES}/own.yaml`

/** The files for the answers: configuration, first own suite, CI file. */
export function initFiles(answers: InitAnswers, context: InitContext): readonly NewFile[] {
  return [
    { path: CONFIG, text: configText(answers, context) },
    { path: FIRST_SUITE, text: suiteText(context) },
    ...ciFile(answers),
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

function ciFile(answers: InitAnswers): readonly NewFile[] {
  switch (answers.ci) {
    case 'none':
      return []
    case 'github':
      return [{ path: '.github/workflows/conformance.yml', text: githubText(answers) }]
    case 'gitlab':
      return [{ path: '.gitlab-ci.yml', text: gitlabText(answers) }]
  }
}

function command({ start, wait }: InitAnswers): string {
  return `npx --no -- conform run --start ${shellWord(start)} --wait ${shellWord(wait)} --reporter spec --reporter junit=junit.xml --reporter json=report.json`
}

function githubText(answers: InitAnswers): string {
  const variables = VARIABLES[answers.auth].map((name) => `          ${name}: \${{ secrets.${name} }}\n`)
  return `name: conformance
on: [push, pull_request]

jobs:
  conformance:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with: { node-version: 22 }
      - run: npm ci
      - run: |
          ${command(answers)}
${variables.length === 0 ? '' : `        env:\n${variables.join('')}`}      - uses: actions/upload-artifact@v4
        if: always()
        with:
          name: conformance
          path: |
            junit.xml
            report.json
`
}

/** GitLab gives the variables of the project to each job. */
function gitlabText(answers: InitAnswers): string {
  const variables = VARIABLES[answers.auth]
  const note =
    variables.length === 0 ? '' : `  # Set ${variables.join(' and ')} as masked CI/CD variables of the project.\n`
  return `conformance:
  image: node:22
${note}  script:
    - npm ci
    - |
      ${command(answers)}
  artifacts:
    when: always
    paths: [junit.xml, report.json]
    reports:
      junit: junit.xml
`
}

/** A text as a scalar of YAML. */
export function scalar(text: string): string {
  return stringify(text, { lineWidth: 0 }).trimEnd()
}
