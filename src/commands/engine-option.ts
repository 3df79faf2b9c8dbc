/** The option of all commands that run networks. */
import { OPTION_CHOICES } from '../options.ts';

export const ENGINE_FLAG = '--engine <name>';

const names = OPTION_CHOICES.engine;
/** Its values, for the help. */
export const ENGINES = `${names.slice(0, -1).join(', ')} or ${names[names.length - 1]}`;
