/**
 * V8 optimises less: a photo is drawn by some hundred functions that each run a few times over a picture, and a tenth of a draft's processor
 * time went into compiling them. For programs of our own; a host's V8 is its own affair.
 */
import { setFlagsFromString } from 'node:v8';

/** A sixth of what is usual of the code of functions that a function calls is compiled into it... */
setFlagsFromString('--max-inlined-bytecode-size-cumulative=150');
/** ...and twice as much has to run before it is compiled. Later versions of Node.js count by other flags, and complain of this one. */
if (process.version.startsWith('v20.')) setFlagsFromString('--interrupt-budget=264000');
