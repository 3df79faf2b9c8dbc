/**
 * The one door to tfjs: ops, gradients and the engine registry. Nothing else imports the package, so that it can be
 * replaced in one place.
 */
export * from '@tensorflow/tfjs';
