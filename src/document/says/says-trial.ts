import { describes } from './describes.ts'

const NOTHING_DONE =
  /\b(?:not|never|without|no) (?:\w+ ){0,2}(?:persist\w*|sav(?:ed|ing)|stor(?:ed|ing)|commit\w*|appl(?:ied|ying)|execut\w+|creat(?:ed|ing)|perform\w*|making (?:any )?changes|modif(?:ied|ying) (?:any|the)|changes? (?:is|are|will be) (?:made|saved|applied|persisted))\b|\bnothing (?:is|will be|gets) (?:\w+ )?(?:persisted|saved|stored|committed|applied|created|changed|written)\b|\bvalidat(?:e|es|ed|ion)[ -]only\b|\b(?:only|just|merely) validat(?:e|es|ed|ing)\b/i

/**
 * True if a description of a parameter says that a request with it changes nothing. Example:
 * `Validates the request, which is not persisted.`
 */
export function saysTrial(description: unknown): boolean {
  return describes(description, NOTHING_DONE)
}

const CHECKED =
  /\b(?:validat\w+|check(?:s|ed)?|verif(?:y|ies|ied)|same (?:refusals|errors|checks|answers?|response))\b/i

/** True if a description of a parameter says that a request with it is checked as any other. Example: `The request is validated only.` */
export function saysTrialIsChecked(description: unknown): boolean {
  return saysTrial(description) && describes(description, CHECKED)
}
