import { existsSync, readFileSync } from 'node:fs'
import { shellWord } from '../../source/shell-word.ts'
import type { InitAnswers } from './init-answers.ts'
import type { NewFile } from './write-new-files.ts'

/** The job of a CI file. */
export interface CiJob extends Pick<InitAnswers, 'ci' | 'start' | 'wait'> {
  /** The command of the tool with its flags, such as `run`. */
  readonly run: string
  /** The names of the variables with credentials. */
  readonly variables: readonly string[]
  /** The path of the file for GitLab. */
  readonly gitlabFile: string
}

const GITLAB = '.gitlab-ci.yml'
const INCLUDED = 'conformance.gitlab-ci.yml'

/** The path of the file for GitLab: one to include, where the folder has a `.gitlab-ci.yml` without a run of this tool. */
export function gitlabFileHere(): string {
  return existsSync(GITLAB) && !readFileSync(GITLAB, 'utf8').includes('conform run') ? INCLUDED : GITLAB
}

/** The line about a file that `.gitlab-ci.yml` must include, where the file is there and not included yet. */
export function includeNotes(paths: readonly string[]): readonly string[] {
  if (!paths.includes(INCLUDED) || readFileSync(GITLAB, 'utf8').includes(INCLUDED)) return []
  return [`note   add to ${GITLAB}, under its "include" if it has one:  include: [{ local: ${INCLUDED} }]`]
}

/** The CI file of a service, as a list; empty for none. */
export function ciFile(job: CiJob): readonly NewFile[] {
  switch (job.ci) {
    case 'none':
      return []
    case 'github':
      return [{ path: '.github/workflows/conformance.yml', text: githubText(job) }]
    case 'gitlab':
      return [{ path: job.gitlabFile, text: gitlabText(job) }]
  }
}

function command({ run, start, wait }: CiJob): string {
  return `npx --no -- conform ${run} --start ${shellWord(start)} --wait ${shellWord(wait)} --reporter spec --reporter junit=junit.xml --reporter json=report.json`
}

function githubText(job: CiJob): string {
  const variables = job.variables.map((name) => `          ${name}: \${{ secrets.${name} }}\n`)
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
          ${command(job)}
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
function gitlabText(job: CiJob): string {
  const note =
    job.variables.length === 0
      ? ''
      : `  # Set ${job.variables.join(' and ')} as masked CI/CD variables of the project.\n`
  return `conformance:
  image: node:22
${note}  script:
    - npm ci
    - |
      ${command(job)}
  artifacts:
    when: always
    paths: [junit.xml, report.json]
    reports:
      junit: junit.xml
`
}
