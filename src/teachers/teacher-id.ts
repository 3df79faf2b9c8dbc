/** Teachers by the names that users give. */
export type TeacherId = 'dinov2-small' | 'clip';
