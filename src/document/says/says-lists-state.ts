import { hasSentence } from './describes.ts'

const STATE =
  /^\W*(?:lists?|returns?|gets?|shows?|reads?) (?:all |the |only )*[\w -]{1,40}? (?:that|which) (?:are|were|have been|has been|is) (?:already )?(?!(?:available|visible|accessible|known|stored|there|registered|defined|configured|supported)\b)[\w-]+(?: (?:and|or) [\w-]+)?\W*$/i
const OLDEST =
  /\b(?:removes|deletes|drops|replaces|evicts|pushes out) (?:the|its) (?:oldest|earliest|first)\b|\bthe oldest (?:\w+ )?(?:is|are|gets?) (?:removed|deleted|dropped|evicted|replaced)\b|\bkeeps (?:only )?(?:its|the) (?:\w+ )?(?:latest|last|newest|most recent)\b/i

/** True for the description of a list of members in one state, such as `Lists the jobs that are done.` A member may reach the state later. */
export function saysListsState(description: string | undefined): boolean {
  return hasSentence(description, STATE)
}

/** True for the description of a create that may remove another member, such as `A further one removes the oldest.` */
export function saysRemovesOldest(description: string | undefined): boolean {
  return hasSentence(description, OLDEST, /\b(?:never|not) (?:remove|delete|drop)/i)
}
