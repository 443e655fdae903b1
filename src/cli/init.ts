import { Command } from 'commander'
import type { InitFlags } from './init-answers.ts'

/** Creates `conform init`, which writes the files of a new project. */
export function initCommand(): Command {
  return new Command('init')
    .description('write a configuration, a CI file and a first own suite; existing files stay as they are')
    .option('--target <url>', 'URL of the server (default: http://127.0.0.1:8080)')
    .option('--group-id <id>', 'group (project) to work in (default: the first group of `conform serve`)')
    .option('--start <command>', 'command that starts the server, for the CI file (default: npm start)')
    .option('--wait <time>', 'time until the server must answer, for the CI file (default: 60s)')
    .option('--auth <scheme>', 'credentials of the owner: none, bearer, digest, oauth2 (default: none)')
    .option('--ci <service>', 'CI file: github, gitlab, none (default: gitlab beside a .gitlab-ci.yml, else github)')
    .option('--yes', 'ask no question, and take the default of each missing flag')
    .action(async (flags: InitFlags) => {
      const { initProject } = await import('./init-project.ts')
      await initProject(flags)
    })
}
